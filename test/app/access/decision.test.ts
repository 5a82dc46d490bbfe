import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addGrant } from '../../../app/access/add-grant.ts';
import { dataActions, resourceActions, tenantActions } from '../../../app/access/action.ts';
import { decide } from '../../../app/access/standing.ts';
import { addGroup } from '../../../app/identity/group.ts';
import { addMembership } from '../../../app/identity/membership.ts';
import { addPerson } from '../../../app/identity/person.ts';
import { aHouse } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { publishedRoles } from './published-role.ts';

/** Those of pools reach nothing here: test/matrix holds what they do. */
const vaultRoles = publishedRoles.filter(({ name }) => !name.startsWith('Managed HSM'));

const vaultOf = (group: string, name: string) => `/subscriptions/S/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;

/** Places with names that begin alike, in several spellings. */
const scopes = [
  '/',
  '/subscriptions/S',
  '/subscriptions/S2',
  '/subscriptions/S/resourceGroups/Main',
  '/subscriptions/s/resourcegroups/MAIN',
  '/subscriptions/S/resourceGroups/Main2',
  ...['pay', 'Pay', 'payroll', 'payroll-2'].map((name) => vaultOf('Main', name)),
  ...['db', 'DB', 'db-password', 'd'].map((name) => `${vaultOf('main', 'payroll')}/secrets/${name}`),
  `${vaultOf('Main', 'pay')}/secrets/roll`,
];

const needs = [
  ...[...resourceActions, ...tenantActions].map((action) => ({ kind: 'action', action }) as const),
  ...dataActions.map((action) => ({ kind: 'dataAction', action }) as const),
  { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action/more' } as const,
];

interface Case {
  readonly grants: readonly {
    readonly holder: number;
    readonly role: number;
    readonly scope: number;
    readonly from: number;
    readonly length: number | undefined;
  }[];
  /** Who is in which group, from when and how long; 0 is the person, the others are groups. */
  readonly places: readonly {
    readonly member: number;
    readonly group: number;
    readonly from: number;
    readonly length: number | undefined;
  }[];
}

const groupCount = 5;
const index = (count: number) => fc.nat(count - 1);
const span = { from: index(6), length: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }) };
const someCase: fc.Arbitrary<Case> = fc.record({
  grants: fc.array(fc.record({ holder: index(groupCount + 2), role: index(vaultRoles.length), scope: index(scopes.length), ...span }), {
    minLength: 1,
    maxLength: 8,
  }),
  // A group is only ever in one with a greater number: there are no cycles.
  places: fc
    .array(fc.record({ member: index(groupCount), group: index(groupCount + 1), ...span }), { maxLength: 8 })
    .map((all) => all.filter(({ member, group }) => group > member)),
});

/** Whether a pattern fits, part by part: a star is any parts, between two slashes none as well. Stars stand for whole parts in all roles. */
function fits(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('/');
  const asked = action.toLowerCase().split('/');
  const walk = (at: number, on: number): boolean => {
    if (at === parts.length) return on === asked.length;
    if (parts[at] !== '*') return on < asked.length && parts[at] === asked[on] && walk(at + 1, on + 1);
    const isLast = at === parts.length - 1;
    const isFirst = at === 0;
    for (let end = isLast || isFirst ? on + 1 : on; end <= asked.length; end += 1) if (walk(at + 1, end)) return true;
    return false;
  };
  return walk(0, 0);
}

function roleAllows(role: (typeof vaultRoles)[number], need: (typeof needs)[number]): boolean {
  const any = (patterns: readonly string[]) => patterns.some((pattern) => fits(pattern, need.action));
  if (need.kind === 'dataAction') return any(role.dataActions);
  if (need.action.startsWith('microsoft.directory/')) return false;
  const isHouse = need.action.startsWith('Strongroom.Instance/') && !need.action.endsWith('/read');
  const assigns = (it: typeof role) => ['Owner', 'User Access Administrator', 'Role Based Access Control Administrator'].includes(it.name);
  return any(role.actions) && !any(role.notActions) && (!isHouse || assigns(role));
}

/** Segment by segment. */
function isAtOrAbove(granted: string, asked: string): boolean {
  const above = granted.toLowerCase().split('/').filter(Boolean);
  const below = asked.toLowerCase().split('/').filter(Boolean);
  return above.every((part, at) => part === below[at]);
}

const holds = ({ from, length }: { readonly from: number; readonly length: number | undefined }, time: number) =>
  from <= time && (length === undefined || time < from + length);

/** Everything again for each question, without an index and without memory. */
function oracle({ grants, places }: Case, need: (typeof needs)[number], scope: string, time: number): boolean {
  const reached = new Set([0]);
  for (let round = 0; round < groupCount; round += 1)
    for (const place of places) if (reached.has(place.member) && holds(place, time)) reached.add(place.group);
  return grants.some((grant) => {
    const role = vaultRoles[grant.role];
    const at = scopes[grant.scope];
    return role && at !== undefined && reached.has(grant.holder) && holds(grant, time) && isAtOrAbove(at, scope) && roleAllows(role, need);
  });
}

/** Writes a case into a house of its own; 0 is a person, others are groups, the last of all is a stranger. */
async function write(engine: Awaited<ReturnType<typeof aHouse>>['engine'], personId: string, { grants, places }: Case, start: number) {
  const { store, keyring } = roomsOf(engine);
  const ids = [personId, ...Array.from({ length: groupCount }, () => randomUUID()), randomUUID()];
  const bounds = ({ from, length }: { from: number; length: number | undefined }) => ({
    from: start + from,
    until: length === undefined ? undefined : start + from + length,
  });
  await store.transaction(async (tx) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    for (const id of ids.slice(1, groupCount + 1))
      await addGroup(tx, keyring, { id, tenantId, name: id, description: '', createdOn: 0, createdBy: 'ada' });
    for (const place of places) {
      const memberKind = place.member === 0 ? ('person' as const) : ('group' as const);
      const who = { groupId: drawn(ids, place.group), memberId: drawn(ids, place.member), memberKind, addedBy: 'ada' };
      await addMembership(tx, keyring, { id: randomUUID(), ...who, ...bounds(place) });
    }
    for (const grant of grants) {
      const what = {
        principalId: drawn(ids, grant.holder),
        roleId: drawn(vaultRoles, grant.role).id,
        scope: drawn(scopes, grant.scope),
      };
      await addGrant(tx, keyring, { id: randomUUID(), ...what, ...bounds(grant), grantedBy: 'ada', reason: 'test' });
    }
  });
}

function drawn<T>(list: readonly T[], at: number): T {
  const found = list[at];
  if (found === undefined) throw new Error('drawn from beyond the list');
  return found;
}

describe('a decision', () => {
  it('is the one that reading every role, grant and membership anew comes to', async () => {
    const { engine, window } = await aHouse();
    const adaId = (await window.call('SessionGet', {})).person.id;
    const { store, standings, keyring } = roomsOf(engine);
    let start = 10_000_000;
    await fc.assert(
      fc.asyncProperty(someCase, async (given) => {
        // A person of its own for each case: what is written once stays.
        const personId = randomUUID();
        await store.transaction(async (tx) => {
          const ada = await tx.directory.findPersonById(adaId);
          if (ada) await addPerson(tx, keyring, { ...ada, id: personId, name: personId });
        });
        start += 100;
        await write(engine, personId, given, start);
        for (const time of [0, 2, 4, 6, 11]) {
          const standing = await store.read((tx) => standings.of(tx, personId, start + time));
          const differing = scopes.flatMap((scope) =>
            needs.filter((need) => decide(standing, need, { scope, time: start + time }).allowed !== oracle(given, need, scope, time)),
          );
          expect(differing).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('counts among what is found both what is allowed and what is not', () => {
    const sample = fc.sample(someCase, { numRuns: 50, seed: 1 });
    const answers = sample.flatMap((given) => scopes.flatMap((scope) => needs.map((need) => oracle(given, need, scope, 4))));
    const allowed = answers.filter(Boolean).length;
    expect(allowed).toBeGreaterThan(answers.length / 50);
    expect(allowed).toBeLessThan(answers.length / 2);
  });
});
