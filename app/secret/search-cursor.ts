import * as z from 'zod';
import { secretSort, type SecretSort } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
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
export function parseCursor(text: string, sort: SecretSort, vaultIds: readonly string[]): IndexPlace {
  const parsed = place.safeParse(readJson(text));
  if (parsed.success) {
    const [by, direction, rank, value, nameKey, vaultId] = parsed.data;
    if (by === sort.by && direction === sort.direction && vaultIds.includes(vaultId)) return { rank, value, nameKey, vaultId };
  }
  throw new VaultError('BadParameter', { issues: [{ path: 'cursor', problem: 'invalid' }] });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
