import { VaultError } from '../contract/vault-error.ts';
import type { MembershipFilter, MembershipPlace, MembershipRow, MembershipStore } from '../identity/membership-store.ts';
import { compareText } from './order.ts';
import type { Desk, Tables } from './tables.ts';

export function createMemoryMembershipStore(desk: Desk): MembershipStore {
  const byId = (passes: (row: MembershipRow) => boolean): MembershipRow[] =>
    desk
      .look()
      .memberships.select(passes)
      .sort((a, b) => compareText(a.id, b.id));

  return {
    insert: async (row) => {
      const { memberships, groups } = desk.change();
      if (!groups.has(row.groupId)) throw new Error(`no group ${row.groupId}`);
      if (memberships.has(row.id)) throw new VaultError('Conflict', { name: row.id });
      memberships.put(row.id, row);
    },
    update: async (row) => {
      const { memberships } = desk.change();
      if (!memberships.has(row.id)) throw new Error(`no membership ${row.id}`);
      memberships.put(row.id, row);
    },
    find: async (id) => desk.look().memberships.find(id),
    listOf: async (ids) => byId((row) => ids.includes(row.memberId)),
    listIn: async (ids) => byId((row) => ids.includes(row.groupId)),
    list: async (filter, { after, limit }) =>
      byId((row) => passes(row, filter))
        .map((row) => ({ ...row, nameKey: otherName(desk.look(), row, filter.of) }))
        .sort(compare)
        .filter((row) => after === undefined || compare(row, after) > 0)
        .slice(0, limit),
    count: async (filter) => {
      const counts = new Map<string, number>();
      for (const row of byId((each) => passes(each, filter))) {
        const id = sideOf(row, filter.of);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return counts;
    },
    scan: async (after, limit) => byId((row) => after === undefined || compareText(row.id, after) > 0).slice(0, limit),
  };
}

const sideOf = (row: MembershipRow, of: MembershipFilter['of']): string => (of === 'group' ? row.groupId : row.memberId);

const passes = (row: MembershipRow, { of, ids, at, kind }: MembershipFilter): boolean =>
  (kind === undefined || row.memberKind === kind) &&
  ids.includes(sideOf(row, of)) &&
  row.from <= at &&
  (row.until === undefined || row.until > at);

const compare = (a: MembershipPlace, b: MembershipPlace): number => compareText(a.nameKey, b.nameKey) || compareText(a.id, b.id);

function otherName({ people, groups, applications }: Tables, row: MembershipRow, of: MembershipFilter['of']): string {
  const found =
    of === 'member'
      ? groups.find(row.groupId)
      : (people.find(row.memberId) ?? groups.find(row.memberId) ?? applications.find(row.memberId));
  if (!found) throw new Error(`nobody has the id ${row.memberId}`);
  return found.nameKey;
}
