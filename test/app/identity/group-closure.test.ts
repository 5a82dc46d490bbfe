import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { findGroups } from '../../../app/access/group-path.ts';
import { waysDown } from '../../../app/identity/group-way.ts';
import { aHouse, type Window } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { invite } from '../../support/an-invitation.ts';

/** Direct places: members by group, as one would note them on paper. */
type Places = ReadonlyMap<string, ReadonlySet<string>>;

/** Everything above, found without care: by going up until nothing is new. */
function groupsAbove(places: Places, id: string): Set<string> {
  const above = new Set<string>();
  for (let size = -1; size !== above.size;) {
    size = above.size;
    for (const [group, members] of places) if ([id, ...above].some((member) => members.has(member))) above.add(group);
  }
  return above;
}

const step = fc.record({ kind: fc.constantFrom('put', 'put', 'put', 'end'), group: fc.nat(5), member: fc.nat(7) });

describe('memberships in any order', () => {
  const groupCount = 6;

  async function aDirectory() {
    const house = await aHouse();
    const groups: string[] = [];
    for (let at = 0; at < groupCount; at += 1) groups.push((await house.window.call('GroupPut', { name: `G${at}`, description: '' })).id);
    const people: string[] = [];
    for (const name of ['grace', 'mary']) people.push((await invite(house.window, name)).person.id);
    return { ...house, groups, members: [...groups, ...people] };
  }

  /** @returns whether it was done */
  async function put(window: Window, group: string, member: string): Promise<boolean> {
    try {
      await window.call('MembershipCreate', { group, member });
      return true;
    } catch (error) {
      if (isVaultError(error, 'GroupCycle')) return false;
      throw error;
    }
  }

  async function end(window: Window, group: string, member: string): Promise<void> {
    const { items } = await window.call('MembershipList', { of: { kind: 'member', id: member }, nested: false, limit: 50 });
    const found = items.find((it) => it.group.id === group);
    if (found) await window.call('MembershipEnd', { id: found.id });
  }

  it('never make a circle, are refused only where they would, and resolve to what one finds by hand', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { engine, window, groups, members, ground } = await aDirectory();
      const { store, keyring } = roomsOf(engine);
      const places = new Map(groups.map((group) => [group, new Set<string>()]));
      for (const { kind, group: at, member: from } of steps) {
        const [group, member] = [groups[at] ?? '', members[from] ?? ''];
        ground.clock.pass(1);
        if (kind === 'end') {
          await end(window, group, member);
          places.get(group)?.delete(member);
          continue;
        }
        const closes = group === member || groupsAbove(places, group).has(member);
        expect(await put(window, group, member)).toBe(!closes);
        if (!closes) places.get(group)?.add(member);
      }
      const now = ground.clock.now();
      for (const member of members) {
        const above = groupsAbove(places, member);
        expect(above.has(member)).toBe(false);
        const { through } = await store.read((tx) => findGroups(tx, keyring, member, now));
        expect(new Set(through.keys())).toEqual(above);
        const { items } = await window.call('MembershipList', { of: { kind: 'member', id: member }, nested: true, limit: 50 });
        expect(new Set(items.map(({ group }) => group.id))).toEqual(above);
      }
      for (const group of groups) {
        const below = groups.filter((other) => other === group || groupsAbove(places, other).has(group));
        const ways = await store.read((tx) => waysDown(tx, keyring, group, now));
        expect(new Set(ways.keys())).toEqual(new Set(below));
      }
    });
    await fc.assert(property, { numRuns: 60 });
  }, 60_000);
});
