import { expect } from 'vitest';
import type { Input, Output } from '../../app/contract/operation.ts';
import type { SecretHit } from '../../app/contract/search.ts';
import type { Client } from '../../renderer/api/client.ts';
import { inTime } from './engine-ground.ts';
import { vault } from './job-ground.ts';

/** Everything about each secret but its value, in the bin or out of it, by name. */
export type Sight = ReadonlyMap<string, SecretHit>;

/** What the rows of the store say. */
export async function look(page: Client): Promise<Sight> {
  const present = await pages((cursor) => page.call('SecretList', { vault, ...cursor }));
  const deleted = await pages((cursor) => page.call('SecretListDeleted', { vault, ...cursor }));
  return byName([...present, ...deleted]);
}

/** What the index of the search says. */
export async function search(page: Client): Promise<Sight> {
  const find = (query: Input<'SecretSearch'>['query']) =>
    pages((cursor) => page.call('SecretSearch', { query, sort: { by: 'name', direction: 'up' }, limit: 200, ...cursor }));
  return byName([...(await find({ vault: [vault] })), ...(await find({ vault: [vault], deleted: true }))]);
}

/** How many versions there are of a secret. */
export const countVersions = async (page: Client, name: string): Promise<number> =>
  (await pages((cursor) => page.call('SecretListVersions', { vault, name, ...cursor }))).length;

/** How often an operation succeeded, as the log has it. */
export async function countRecords(page: Client, operation: string): Promise<number> {
  return (await listRecords(page, operation, { limit: 1 })).total.count;
}

/** The names of those secrets that the last records of an operation speak of, newest first. */
export async function listChanged(page: Client, operation: string, count: number): Promise<string[]> {
  const names: string[] = [];
  let before: number | undefined;
  while (names.length < count) {
    const limit = Math.min(200, count - names.length);
    const { rows } = await listRecords(page, operation, { limit, ...(before !== undefined && { before }) });
    names.push(...rows.map(({ object }) => object.replace(`${vault} / `, '')));
    before = rows.at(-1)?.sequence;
    expect(rows).toHaveLength(limit);
  }
  return names;
}

const listRecords = (page: Client, operation: string, part: { limit: number; before?: number }): Promise<Output<'LogList'>> =>
  inTime(() => page.call('LogList', { ...part, filter: { operation: [operation], result: ['succeeded'] } }));

function byName(hits: readonly SecretHit[]): Sight {
  const sight = new Map(hits.map((hit) => [hit.name, hit]));
  // Nothing is listed twice, or in the bin and out of it.
  expect(sight.size).toBe(hits.length);
  return sight;
}

async function pages<T>(ask: (cursor: { cursor?: string }) => Promise<{ items: readonly T[]; next?: string | undefined }>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await inTime(() => ask(cursor === undefined ? {} : { cursor }));
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}
