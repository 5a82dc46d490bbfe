import type { Room } from '../operation/operation.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { assertOfVault } from './secret.ts';
import { checkListing } from './secret-row.ts';
import type { SecretListing } from './secret-store.ts';

const pageSize = 100;

/**
 * One page of a vault's secrets by name, every row of it checked.
 * @param page after which name, and whether of the recycle bin
 * @returns the page; `next` is there when another may follow
 * @throws VaultError IntegrityViolation
 */
export async function listPage(
  { tx, keyring }: Pick<Room, 'tx' | 'keyring'>,
  vault: VaultRow,
  page: { readonly after: string | undefined; readonly deleted: boolean },
): Promise<{ readonly listings: readonly SecretListing[]; readonly next?: string }> {
  const listings = await tx.secrets.list(vault.id, { ...page, limit: pageSize });
  for (const listing of listings) checkListing(keyring, listing);
  assertOfVault(
    vault,
    listings.map(({ head }) => head),
  );
  const last = listings.length === pageSize ? listings.at(-1) : undefined;
  return { listings, ...(last && { next: last.secret.nameKey }) };
}
