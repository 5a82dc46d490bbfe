import { mostBulkItems, type Selection } from '../contract/bulk.ts';
import type { SecretQuery } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Hall } from '../operation/operation.ts';

export interface Chosen {
  readonly vault: string;
  readonly name: string;
}

const pageSize = 200;

/**
 * The secrets that a selection means now, each once. A query is asked as the person, page by page, so that nothing is found that a list
 * would not show.
 * @throws VaultError BadParameter when there are more than a job may have, and what `SecretSearch` throws
 */
export async function selectSecrets(hall: Pick<Hall, 'perform'>, selection: Selection): Promise<Chosen[]> {
  if ('query' in selection) return findAll(hall, selection.query);
  return [...new Map(selection.items.map((item) => [`${item.vault}/${item.name}`.toLowerCase(), item])).values()];
}

async function findAll({ perform }: Pick<Hall, 'perform'>, query: SecretQuery): Promise<Chosen[]> {
  const sort = { by: 'name', direction: 'up' } as const;
  const chosen: Chosen[] = [];
  let cursor: string | undefined;
  do {
    const page = await perform('SecretSearch', { query, sort, limit: pageSize, ...(cursor !== undefined && { cursor }) });
    if (Math.max(page.total.count, chosen.length + page.items.length) > mostBulkItems) throw tooMany();
    for (const { vault, name } of page.items) chosen.push({ vault, name });
    cursor = page.next;
  } while (cursor !== undefined);
  return chosen;
}

const tooMany = (): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: 'selection', problem: 'too_big', limit: mostBulkItems }] });

/** How a record names a selection. */
export const selectionFields = (selection: Selection): { readonly selection: string; readonly count: string | undefined } =>
  'query' in selection ? { selection: 'query', count: undefined } : { selection: 'items', count: String(selection.items.length) };
