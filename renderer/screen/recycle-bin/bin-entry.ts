import type { SecretHit } from '../../../app/contract/search.ts';
import type { DeletedVault } from '../../../app/contract/vault.ts';

interface Lying {
  /** What tells it from every other. */
  readonly key: string;
  readonly name: string;
  /** The vault that it lies in; a vault's own name, of a vault. */
  readonly vault: string;
  readonly deletedOn: number;
  readonly purgeOn: number;
  readonly deletedBy: string;
  /** Nobody can purge it before its day. */
  readonly purgeProtected: boolean;
}

/** What lies in the recycle bin. */
export type BinEntry =
  | (Lying & { readonly kind: 'secret'; readonly secret: SecretHit })
  | (Lying & { readonly kind: 'vault'; readonly of: DeletedVault });

export type BinKind = BinEntry['kind'];

/** @returns undefined for what is not in the bin */
export function secretEntry(secret: SecretHit): BinEntry | undefined {
  const { deletedOn, purgeOn, deletedBy = '' } = secret;
  if (deletedOn === undefined || purgeOn === undefined) return undefined;
  return {
    kind: 'secret',
    key: `secret ${secret.vault}/${secret.name}`.toLowerCase(),
    name: secret.name,
    vault: secret.vault,
    deletedOn,
    purgeOn,
    deletedBy,
    purgeProtected: !secret.recoveryLevel.endsWith('+Purgeable'),
    secret,
  };
}

export const vaultEntry = (of: DeletedVault): BinEntry => ({
  kind: 'vault',
  key: `vault ${of.name}`.toLowerCase(),
  name: of.name,
  vault: of.name,
  deletedOn: of.deletedOn,
  purgeOn: of.purgeOn,
  deletedBy: of.deletedBy,
  purgeProtected: of.purgeProtection,
  of,
});

/**
 * Both in one list, the next to go first.
 * @param secrets in that order already, as far as they were loaded
 * @param hasMore whether further secrets follow: then vaults that go after the last loaded wait with them
 */
export function mergeEntries(secrets: readonly BinEntry[], vaults: readonly BinEntry[], hasMore: boolean): readonly BinEntry[] {
  const last = hasMore ? (secrets.at(-1)?.purgeOn ?? -Infinity) : Infinity;
  return [...secrets, ...vaults.filter((vault) => vault.purgeOn <= last)].toSorted((a, b) => a.purgeOn - b.purgeOn);
}
