import * as z from 'zod';
import { secretSort, type SecretSort } from '../contract/search.ts';
import { badCursor, parseCursor } from '../vault/cursor.ts';
import type { IndexPlace } from './secret-index.ts';

const by = secretSort.shape.by;
const direction = secretSort.shape.direction;
const place = z.tuple([by, direction, z.number().int().min(0).max(2), z.number().int().min(0), z.string().max(127), z.uuid()]);

/** Where the next page starts, as a text. It says nothing that the page before did not say. */
export const toCursor = (sort: SecretSort, { rank, value, nameKey, vaultId }: IndexPlace): string =>
  JSON.stringify([sort.by, sort.direction, rank, value, nameKey, vaultId]);

/**
 * @param vaultIds the vaults that are looked into: a page cannot start in another
 * @throws VaultError BadParameter when it is no cursor of this order
 */
export function parsePlace(text: string, sort: SecretSort, vaultIds: readonly string[]): IndexPlace {
  const [by, direction, rank, value, nameKey, vaultId] = parseCursor(place, text);
  if (by !== sort.by || direction !== sort.direction || !vaultIds.includes(vaultId)) throw badCursor();
  return { rank, value, nameKey, vaultId };
}
