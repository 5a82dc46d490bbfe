import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GrantFilter, GrantRow } from '../../app/access/grant-store.ts';
import { aGrant } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const scopes = ['/', '/a', '/A/b', '/a/B', '/ab', '/a/b/c', '/a/bc'];
const grants: readonly GrantRow[] = Array.from({ length: 60 }, (_, at) =>
  aGrant(`g${String(at).padStart(2, '0')}`, `person-${at % 4}`, {
    roleId: `role-${at % 3}`,
    scope: scopes[at % scopes.length] ?? '/',
    from: (at * 7) % 11,
    until: at % 5 === 0 ? undefined : ((at * 7) % 11) + (at % 6),
  }),
);

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const time = fc.nat(16);
const filters: fc.Arbitrary<GrantFilter> = fc.record({
  scope: fc.oneof(
    fc.record({ at: fc.subarray(scopes.map((scope) => scope.toLowerCase())) }),
    fc.record({ within: fc.constantFrom(...scopes.map((scope) => scope.toLowerCase())) }),
  ),
  principalIds: maybe(fc.subarray(['person-0', 'person-1', 'person-9'])),
  roleId: maybe(fc.constantFrom('role-0', 'role-2', 'role-9')),
  states: maybe(fc.subarray(['in force', 'to come', 'ended'] as const)),
  time,
  inForceAt: maybe(time),
});

const stateAt = ({ from, until }: GrantRow, at: number) => {
  if (until !== undefined && until <= at) return 'ended';
  return from <= at ? 'in force' : 'to come';
};

/** Each condition as it reads. */
function expected({ scope, principalIds, roleId, states, time: now, inForceAt }: GrantFilter): GrantRow[] {
  const stands = (row: GrantRow) => {
    const key = row.scope.toLowerCase();
    if ('at' in scope) return scope.at.includes(key);
    return scope.within === '/' || key === scope.within || key.startsWith(`${scope.within}/`);
  };
  return grants
    .filter(stands)
    .filter((row) => !principalIds || principalIds.includes(row.principalId))
    .filter((row) => roleId === undefined || row.roleId === roleId)
    .filter((row) => !states || states.some((state) => state === stateAt(row, now)))
    .filter((row) => inForceAt === undefined || stateAt(row, inForceAt) === 'in force')
    .toSorted((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1));
}

describe.each(kinds)('lists of grants in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('hold what fits, newest first, in pages without a gap', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const grant of grants) await tx.grants.insert(grant);
    });
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 70 }), async (filter, limit) => {
        const found: GrantRow[] = [];
        const count = await store.read(async (tx) => {
          for (let page = await tx.grants.list(filter, { after: undefined, limit }); page.length > 0;) {
            found.push(...page);
            page = await tx.grants.list(filter, { after: page.at(-1), limit });
          }
          return tx.grants.count(filter);
        });
        expect(found).toStrictEqual(expected(filter));
        expect(count).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });

  test('at places and of roles are by id, ended ones too', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const grant of grants) await tx.grants.insert(grant);
    });
    const found = await store.read((tx) => tx.grants.listAt(['/a/b', '/'], ['role-0', 'role-2']));
    const wanted = grants.filter((row) => ['/a/b', '/'].includes(row.scope.toLowerCase()) && row.roleId !== 'role-1');
    expect(found).toStrictEqual(wanted);
    expect(await store.read((tx) => tx.grants.listAt([], ['role-0']))).toEqual([]);
    expect(await store.read((tx) => tx.grants.listAt(['/'], []))).toEqual([]);
  });

  test('one is found by its id', async () => {
    const store = await stores.store();
    const grant = aGrant('g1', 'ada');
    await store.transaction((tx) => tx.grants.insert(grant));
    expect(await store.read((tx) => tx.grants.find('g1'))).toStrictEqual(grant);
    expect(await store.read((tx) => tx.grants.find('g2'))).toBeUndefined();
  });
});
