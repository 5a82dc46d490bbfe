import { TokenKeyList } from '../contract/application.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { listTokenKeys } from './token-key.ts';

/** What tokens can be checked with by whoever gets one. */
export const listTokenKey: RoomOperation<typeof TokenKeyList> = {
  at: 'room',
  shape: TokenKeyList,
  needs: { kind: 'nothing' },
  atEndpoint: true,
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('token keys'),
  async run({ tx, keyring, time, authority }) {
    const keys = await listTokenKeys(tx, keyring, time);
    return { keys: keys.map((key) => authority.issuer.toJwk(key)) };
  },
};
