import * as z from 'zod';
import { secretQuery, secretSort, type View } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { ViewRow } from './view-store.ts';

const stored = z.object({ query: secretQuery, sort: secretSort });

/** @throws VaultError StoreDamaged when the row holds no view */
export function toView({ id, name, json }: ViewRow): View {
  const parsed = stored.safeParse(JSON.parse(json));
  if (!parsed.success) throw new VaultError('StoreDamaged', { detail: 'view' });
  return { id, name, ...parsed.data };
}

export const toRow = (personId: string, { id, name, query, sort }: View): ViewRow => ({
  id,
  personId,
  name,
  json: JSON.stringify({ query, sort }),
});
