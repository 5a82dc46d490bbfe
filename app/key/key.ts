import type { DeletedKey, KeyProperties, Protection, PublicKey } from '../contract/key.ts';
import { findToken } from '../hsm/bound-token.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, MaterialBinding } from '../seal/keyring.ts';
import type { DeletedRow, ObjectPlace } from '../vault/object-noun.ts';
import { recoveryLevel } from '../vault/vault.ts';
import { versionFields } from './key-field.ts';
import type { KeyTypes, KeyVersionHead, TokenPlace } from './key-store.ts';

export type KeyPlace = ObjectPlace<KeyTypes>;

interface House {
  readonly tx: Tx;
  readonly keyring: Keyring;
}

/** What is the same by whatever name the vault is reached. */
export const keyId = (name: string, version: string): string => `/keys/${name}/${version}`;

/**
 * A version as the window sees it. The way back from a deletion is the vault's own, as it is now.
 * @see toProperties of secrets
 */
export async function toProperties(house: House, { vault, row }: KeyPlace, head: KeyVersionHead): Promise<KeyProperties> {
  const current = row.currentVersion === head.version;
  return {
    vault: vault.name,
    name: row.name,
    version: head.version,
    id: keyId(row.name, head.version),
    current,
    type: head.type,
    spec: head.spec,
    operations: [...head.operations],
    protection: await protectionOf(house, head.place),
    origin: head.origin,
    ...(head.publicKey && { publicKey: copyOf(head.publicKey) }),
    exportable: head.exportable,
    enabled: head.enabled,
    ...(head.notBefore !== undefined && { notBefore: head.notBefore }),
    ...(head.expires !== undefined && { expires: head.expires }),
    tags: head.tags,
    ...(current && row.rotatesOn !== undefined && { rotatesOn: row.rotatesOn }),
    createdOn: head.createdOn,
    updatedOn: head.updatedOn,
    createdBy: head.createdBy,
    revision: head.rowVersion,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
  };
}

/** The same with what lists leave out. */
export const toWholeProperties = async (house: House, place: KeyPlace, head: KeyVersionHead): Promise<KeyProperties> => ({
  ...(await toProperties(house, place, head)),
  ...(head.releasePolicy && { releasePolicy: { ...head.releasePolicy, data: head.releasePolicy.data.slice() } }),
});

/** Bytes of an answer are zeroed when it is sent, and those of a row are everybody's. */
function copyOf(key: PublicKey): PublicKey {
  switch (key.family) {
    case 'RSA':
      return { ...key, n: key.n.slice(), e: key.e.slice() };
    case 'EC':
      return { ...key, x: key.x.slice(), y: key.y.slice() };
  }
}

async function protectionOf({ tx, keyring }: House, place: TokenPlace | undefined): Promise<Protection> {
  if (!place) return { kind: 'software' };
  const known = await findToken(tx, keyring, place.token);
  return {
    kind: 'hsm',
    token: place.token,
    label: known?.label ?? '',
    ...(known?.certification !== undefined && { certification: known.certification }),
    neverExtractable: place.neverExtractable,
  };
}

/** A key in the recycle bin as the window sees it. */
export async function toDeletedKey(
  house: House,
  { vault, row }: { readonly vault: KeyPlace['vault']; readonly row: DeletedRow<KeyTypes> },
  head: KeyVersionHead,
): Promise<DeletedKey> {
  const { on: deletedOn, purgeOn, by: deletedBy } = row.deletion;
  return { ...(await toProperties(house, { vault, row }, head)), deletedOn, purgeOn, deletedBy };
}

/** What the data key of a version is bound to. */
export const materialBinding = (head: Omit<KeyVersionHead, 'mac'>): MaterialBinding => ({
  vaultId: head.vaultId,
  keyId: head.keyId,
  version: head.version,
  fields: versionFields(head),
});
