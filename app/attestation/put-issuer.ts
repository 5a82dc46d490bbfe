import { AttestationIssuerPut, AttestationIssuerRemove } from '../contract/attestation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { readIssuers, toKeyEntry, viewIssuer, writeIssuers } from './issuer-registry.ts';

/** A house believes few; each is looked at for every release. */
const mostIssuers = 64;

/** What both writes have in common: whom the house believes decides to whom keys of all vaults may go. */
const writeIssuer = {
  at: 'room',
  needs: { kind: 'action', action: 'Strongroom.Instance/settings/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  target: async () => houseTarget('attestation issuers'),
} as const;

/** Believes an authority from now on, by the keys that are given; those that it was believed by before count no more. */
export const putIssuer: RoomOperation<typeof AttestationIssuerPut> = {
  ...writeIssuer,
  shape: AttestationIssuerPut,
  fields: {
    // By it the record of its removal is understood.
    id: kept((_input, output) => output?.id),
    authority: kept(({ authority }) => authority),
    keys: kept((_input, output) => output?.keys.map(({ fingerprint }) => fingerprint).join(' ')),
  },
  async run({ tx, keyring, authority: { attestations }, principal, time, newId }, { name, authority, keySet }) {
    const before = await readIssuers(tx, keyring);
    const others = before.filter((it) => it.authority !== authority);
    if (others.length >= mostIssuers)
      throw new VaultError('BadParameter', { issues: [{ path: 'authority', problem: 'too_many', limit: mostIssuers }] });
    const entry = {
      id: before.find((it) => it.authority === authority)?.id ?? newId(),
      name,
      authority,
      keys: attestations.readKeys(keySet).map(toKeyEntry),
      changedBy: principal.name,
      changedOn: time,
    };
    await writeIssuers([...others, entry], tx, keyring);
    return viewIssuer(attestations, entry);
  },
};

/** Believes an authority no more. */
export const removeIssuer: RoomOperation<typeof AttestationIssuerRemove> = {
  ...writeIssuer,
  shape: AttestationIssuerRemove,
  fields: { id: kept(({ id }) => id) },
  async run({ tx, keyring }, { id }) {
    const before = await readIssuers(tx, keyring);
    if (!before.some((it) => it.id === id)) throw new VaultError('IssuerNotFound', {});
    await writeIssuers(
      before.filter((it) => it.id !== id),
      tx,
      keyring,
    );
    return {};
  },
};
