import type { Room } from '../operation/operation.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { assertOfVault } from './secret.ts';
import { checkListing } from './secret-row.ts';
import type { SecretListing } from './secret-store.ts';

/** As many as a window likes. */
export const usualPage = 100;

/**
 * One page of a vault's secrets by name, every row of it checked.
 * @param page after which name, how many, and whether of the recycle bin
 * @returns the page; `next` is there when another may follow
 * @throws VaultError IntegrityViolation
 */
export async function listPage(
  { tx, keyring }: Pick<Room, 'tx' | 'keyring'>,
  vault: VaultRow,
  page: { readonly after: string | undefined; readonly limit: number | undefined; readonly deleted: boolean },
): Promise<{ readonly listings: readonly SecretListing[]; readonly next?: string }> {
  const limit = page.limit ?? usualPage;
  const listings = await tx.secrets.list(vault.id, { ...page, limit });
  for (const listing of listings) checkListing(keyring, listing);
  assertOfVault(
    vault,
    listings.map(({ head }) => head),
  );
  const last = listings.length === limit ? listings.at(-1) : undefined;
  return { listings, ...(last && { next: last.secret.nameKey }) };
}
