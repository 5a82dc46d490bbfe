import { expect, test } from 'vitest';
import { selectSecrets } from '../../../app/bulk/select-secret.ts';
import { mostBulkItems } from '../../../app/contract/bulk.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Perform } from '../../../app/operation/perform.ts';
import { sample } from '../../support/sample.ts';

const [hit] = sample.SecretSearch.output.items;

/** Answers as a search over `count` secrets would. @param total what it says that there are */
function searchOver(count: number, total = { count, atLeast: false }) {
  let asked = 0;
  const perform = async (_name: string, input: { limit: number; cursor?: string }): Promise<Output<'SecretSearch'>> => {
    asked += 1;
    const from = Number(input.cursor ?? 0);
    const size = Math.min(input.limit, count - from);
    const items = Array.from({ length: size }, (_none, at) => ({ ...hit, name: `key-${from + at}` }));
    return { items, total, ...(from + size < count && { next: String(from + size) }) };
  };
  return { perform: perform as Perform, asked: () => asked };
}

test('a query is followed to its last page', async () => {
  const { perform } = searchOver(450);
  const chosen = await selectSecrets({ perform }, { query: {} });
  expect(chosen).toHaveLength(450);
  expect(chosen.at(-1)).toEqual({ vault: hit.vault, name: 'key-449' });
});

test('a query that finds nothing chooses nothing', async () => {
  expect(await selectSecrets({ perform: searchOver(0).perform }, { query: {} })).toEqual([]);
});

test('more than a job may have is refused, as soon as that is known', async () => {
  const search = searchOver(mostBulkItems + 1);
  await expect(selectSecrets({ perform: search.perform }, { query: {} })).rejects.toBeInstanceOf(VaultError);
  expect(search.asked()).toBe(1);
});

test('more than a job may have is refused also where nobody counted them', async () => {
  const search = searchOver(mostBulkItems + 1, { count: 1_000, atLeast: true });
  await expect(selectSecrets({ perform: search.perform }, { query: {} })).rejects.toMatchObject({
    data: { issues: [{ path: 'selection', problem: 'too_big', limit: mostBulkItems }] },
  });
});
