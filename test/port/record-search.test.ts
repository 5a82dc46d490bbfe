import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordQuery } from '../../app/audit/record-query.ts';
import { matchesQuery } from '../../app/audit/record-query.ts';
import type { RecordRow } from '../../app/audit/record-store.ts';
import { logFacet, type LogFacet } from '../../app/contract/log.ts';
import type { Store } from '../../app/operation/store.ts';
import { aRecord } from './a-row.ts';
import { type Kind, kinds, pageKey, type Place } from './a-store.ts';

const hour = 3_600_000;
const group = '/subscriptions/s1/resourceGroups/rg1';
const vaultId = (name: string): string => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;
const results = ['succeeded', 'refused', 'failed', 'attempted'] as const;
const doors = ['window', 'rest', 'job', 'shell'] as const;

const inVault = (vault: string, object: string) => ({ vault, object, resourceId: vaultId(vault) });
const somePlace = fc.constantFrom(
  inVault('payroll', 'payroll / a'),
  inVault('Payroll', 'Payroll / B'),
  // One name begins with the other: neither lies in the other.
  inVault('pay', 'pay / a'),
  inVault('payroll-2', 'payroll-2 / été'),
  { vault: '', object: 'rg1', resourceId: group },
  { vault: '', object: '', resourceId: '/' },
  { ...inVault('payroll', 'payroll / a'), resourceId: `${vaultId('payroll')}/secrets/a` },
);

const someIdentity = fc.constantFrom(
  { identity: 'Ada', identityId: 'id-1' },
  { identity: 'ben', identityId: 'id-2' },
  { identity: 'été', identityId: 'id-3' },
  { identity: "O'Brien", identityId: 'id-4' },
  { identity: '', identityId: '' },
);

const someRow: fc.Arbitrary<Partial<RecordRow>> = fc
  .record({
    place: somePlace,
    who: someIdentity,
    // In hours, so that clocks set back by hours are common.
    time: fc.integer({ min: 0, max: 12 }).map((hours) => hours * hour),
    operation: fc.constantFrom('SecretGet', 'SecretSet', 'VaultPut'),
    result: fc.constantFrom(...results),
    code: fc.constantFrom('OK', 'Forbidden', 'SecretNotFound'),
    door: fc.constantFrom(...doors),
    address: fc.constantFrom('window', '10.0.0.1', '::1', ''),
    correlationId: fc.constantFrom('c-1', 'C-2', 'c-3'),
    canonical: fc.option(fc.constant('{}'), { freq: 8, nil: undefined }),
  })
  .map(({ place, who, ...rest }) => ({ ...rest, ...place, ...who }));

const several = (...texts: string[]) => fc.subarray(texts);
const someQuery: fc.Arbitrary<RecordQuery> = fc.record(
  {
    result: fc.subarray([...results]),
    door: fc.subarray([...doors]),
    operation: several('secretget', 'VaultPut', 'KeySign'),
    identity: several('id-1', 'ID-2', '', 'id-9'),
    vault: several('PAYROLL', 'pay', '', 'none'),
    object: several('payroll / A', 'pay / a', '', 'none'),
    address: several('window', '10.0.0.1', ''),
    code: several('ok', 'Forbidden', 'None'),
    correlationId: fc.constantFrom('c-1', 'c-2', 'none'),
    text: fc.constantFrom('a', 'B', 'ÉTÉ', 'payroll', 'PAY', ' / ', "'", '', 'no such'),
    from: fc.integer({ min: 0, max: 13 * hour }),
    until: fc.integer({ min: 0, max: 13 * hour }),
    scope: fc.constantFrom('/', group, group.toUpperCase(), vaultId('pay'), vaultId('payroll'), vaultId('none'), '/subscriptions/s'),
    except: several('SecretGet', 'none'),
    below: fc.integer({ min: 0, max: 5000 }),
  },
  { requiredKeys: [] },
);

/** More than share their columns at the most, some that share them with fewer, and some that are still by themselves. */
const size = 4700;

async function readAll(store: Store, limit: number, query: RecordQuery): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const page = await store.read((tx) => tx.records.list(seen.at(-1), limit, query));
    if (page.length === 0) return seen;
    seen.push(...page.map((row) => row.sequence));
  }
}

const sequencesOf = (rows: readonly RecordRow[]): number[] => rows.map((row) => row.sequence);

/** What people see of a field's values, counted as plainly as possible. */
function counted(rows: readonly RecordRow[], field: LogFacet, text = ''): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.filter((each) => each[field].toLowerCase().includes(text))) {
    const value = (field === 'identity' ? row.identityId : row[field]).toLowerCase();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

describe.each(kinds)('searching the log in $kind', (kind: Kind) => {
  let place: Place;
  let store: Store;
  let rows: RecordRow[];
  beforeAll(async () => {
    place = kind.place();
    store = await place.opener().create(pageKey);
    rows = fc
      .sample(someRow, { numRuns: size, seed: 20_270_101 })
      .map((part, at) => aRecord(at + (at > 700 ? 3 : 0) + (at > 4300 ? 2 : 0), part));
    for (let at = 0; at < size; at += 300) await store.transaction((tx) => tx.records.append(rows.slice(at, at + 300)));
  });
  afterAll(async () => {
    await store.close();
    place.remove();
  });

  const meant = (query: RecordQuery): RecordRow[] => rows.filter((row) => matchesQuery(row, query));
  const runs = { numRuns: 60 };

  test('a query gives exactly what it means, page by page from either end, and counted', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someQuery, fc.constantFrom(7, 200, 5000), async (query, limit) => {
        const wanted = sequencesOf(meant(query));
        const few = limit === 7 && wanted.length > 100 ? { ...query, below: 90 } : query;
        expect(await readAll(store, limit, few)).toEqual(sequencesOf(meant(few)).toReversed());
        const from = wanted[Math.floor(wanted.length / 2)] ?? 0;
        const up = await store.read((tx) => tx.records.listUp(from, 50, query));
        expect(sequencesOf(up)).toEqual(wanted.filter((sequence) => sequence >= from).slice(0, 50));
        expect(await store.read((tx) => tx.records.count(query))).toEqual({ count: wanted.length, atLeast: false });
      }),
      runs,
    );
  });

  test('stretches of time hold what began in them, and what lies outside is in none', async () => {
    await fc.assert(
      fc.asyncProperty(someQuery, fc.nat(6 * hour), fc.integer({ min: 1, max: hour }), async (query, from, stepMs) => {
        const wanted = meant(query);
        const span = await store.read((tx) => tx.records.span(query));
        const times = wanted.map((row) => row.time);
        expect(span).toEqual(wanted.length === 0 ? undefined : { oldest: Math.min(...times), newest: Math.max(...times) });
        const tallies = await store.read((tx) => tx.records.tally(query, { from, stepMs, count: 9 }));
        expect(tallies).toEqual(
          tallies.map((_, at) => {
            const inside = wanted.filter(({ time }) => time >= from + at * stepMs && time < from + (at + 1) * stepMs);
            return Object.fromEntries(results.map((result) => [result, inside.filter((row) => row.result === result).length]));
          }),
        );
      }),
      runs,
    );
  });

  test('values of a field are counted without the field’s own condition, the commonest first', async () => {
    const someText = fc.option(fc.constantFrom('a', 'PAY', 'no such'), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(someQuery, fc.constantFrom(...logFacet.options), someText, async (query, field, text) => {
        const wanted = counted(meant({ ...query, [field]: undefined }), field, text?.toLowerCase());
        const ask = { fields: [field], text, limit: 3 };
        const [facet] = await store.read((tx) => tx.records.facets(query, ask));
        const highest = [...wanted.values()].sort((a, b) => b - a);
        expect(facet?.values.map(({ count }) => count)).toEqual(highest.slice(0, 3));
        for (const { value, count } of facet?.values ?? []) expect(wanted.get(value.toLowerCase())).toBe(count);
        expect(facet?.more).toBe(wanted.size > 3);
      }),
      runs,
    );
  });

  test('an identity’s value is its id, and its label the name', async () => {
    const ask = { fields: ['identity' as const], text: 'ada', limit: 5 };
    const [facet] = await store.read((tx) => tx.records.facets({}, ask));
    expect(facet).toMatchObject({ values: [{ value: 'id-1', label: 'Ada' }], more: false });
  });
});

describe('every store gives the same', () => {
  test('facets, those that are as common in the same order', async () => {
    const rows = fc.sample(someRow, { numRuns: 40, seed: 7 }).map((part, at) => aRecord(at, part));
    const answers: unknown[] = [];
    for (const kind of kinds) {
      const place = kind.place();
      const store = await place.opener().create(pageKey);
      await store.transaction((tx) => tx.records.append(rows));
      answers.push(await store.read((tx) => tx.records.facets({}, { fields: [...logFacet.options], text: undefined, limit: 3 })));
      await store.close();
      place.remove();
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});
