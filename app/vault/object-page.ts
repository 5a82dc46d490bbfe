import * as z from 'zod';
import { parseCursor } from './cursor.ts';
import type { Noun, NounHouse, ObjectPlace } from './object-noun.ts';
import { checkObject } from './object-row.ts';
import type { Listing, ObjectTypes } from './object-store.ts';
import type { VaultRow } from './vault-store.ts';

/** As many as a window likes. */
const usualPage = 100;

/** Checks an object beside its current version. @throws VaultError IntegrityViolation */
export function checkListing<T extends ObjectTypes>(
  noun: Noun<T>,
  { keyring }: NounHouse,
  vault: VaultRow,
  { row, head }: Listing<T>,
): void {
  checkObject(noun, keyring, row);
  noun.checkHead(keyring, { vault, row }, head);
}

/**
 * One page of a vault's objects by name, every row of it checked.
 * @param page after which name, how many, and whether of the recycle bin
 * @returns the page; `next` is there when another may follow
 * @throws VaultError IntegrityViolation
 */
export async function listPage<T extends ObjectTypes>(
  noun: Noun<T>,
  house: NounHouse,
  vault: VaultRow,
  page: { readonly after: string | undefined; readonly limit: number | undefined; readonly deleted: boolean },
): Promise<{ readonly listings: readonly Listing<T>[]; readonly next?: string }> {
  const limit = page.limit ?? usualPage;
  const listings = await noun.store(house.tx).list(vault.id, { ...page, limit });
  for (const listing of listings) checkListing(noun, house, vault, listing);
  const last = listings.length === limit ? listings.at(-1) : undefined;
  return { listings, ...(last && { next: last.row.nameKey }) };
}

const ordinal = z.number().int().min(1);

/** One page of an object's versions, newest first. @throws VaultError BadParameter, IntegrityViolation */
export async function listVersionPage<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  place: ObjectPlace<T>,
  page: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): Promise<{ readonly heads: readonly T['head'][]; readonly next?: string }> {
  const limit = page.limit ?? usualPage;
  const heads = await noun
    .store(tx)
    .listVersions(place.row.id, page.cursor === undefined ? undefined : parseCursor(ordinal, page.cursor), limit);
  for (const head of heads) noun.checkHead(keyring, place, head);
  const last = heads.length === limit ? heads.at(-1) : undefined;
  return { heads, ...(last && { next: String(last.ordinal) }) };
}
