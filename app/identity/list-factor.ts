import { FactorList } from '../contract/person.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { listFactors } from './factor-row.ts';
import { toFactor } from './factor-view.ts';

/** One's own second factors. */
export const listOwnFactors: RoomOperation<typeof FactorList> = {
  at: 'room',
  shape: FactorList,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open', 'quarantined'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('second factor'),
  run: async ({ tx, keyring, principal }) => ({ items: (await listFactors(tx, keyring, [principal.id])).map(toFactor) }),
};
