import { AttestationIssuerList } from '../contract/attestation.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { readIssuers, viewIssuer } from './issuer-registry.ts';

/** Whom the house believes, for everybody: whoever has a key released must be able to find out why it isn't. */
export const listIssuer: RoomOperation<typeof AttestationIssuerList> = {
  at: 'room',
  shape: AttestationIssuerList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('attestation issuers'),
  async run({ tx, keyring, authority: { attestations } }) {
    return { items: (await readIssuers(tx, keyring)).map((it) => viewIssuer(attestations, it)) };
  },
};
