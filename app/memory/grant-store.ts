import type { GrantFilter, GrantPlace, GrantRow, GrantState, GrantStore } from '../access/grant-store.ts';
import { reaches } from '../access/scope.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryGrantStore = (desk: Desk): GrantStore => ({
  insert: async (row) => {
    const { grants } = desk.change();
    if (grants.has(row.id)) throw new VaultError('Conflict', { name: row.id });
    grants.put(row.id, row);
  },
  update: async (row) => {
    const { grants } = desk.change();
    if (!grants.has(row.id)) throw new Error(`no grant ${row.id}`);
    grants.put(row.id, row);
  },
  listWithin: async (scope) => {
    const above = scope.toLowerCase();
    return desk
      .look()
      .grants.select((row) => row.scope.toLowerCase() === above || row.scope.toLowerCase().startsWith(`${above}/`))
      .sort((a, b) => compareText(a.id, b.id));
  },
  find: async (id) => desk.look().grants.find(id),
  listAt: async (scopeKeys, roleIds) =>
    desk
      .look()
      .grants.select((row) => scopeKeys.includes(row.scope.toLowerCase()) && roleIds.includes(row.roleId))
      .sort((a, b) => compareText(a.id, b.id)),
  list: async (filter, { after, limit }) =>
    desk
      .look()
      .grants.select((row) => passes(row, filter) && (after === undefined || newestFirst(after, row) < 0))
      .sort(newestFirst)
      .slice(0, limit),
  count: async (filter) => desk.look().grants.select((row) => passes(row, filter)).length,
  listOf: async (principalIds) =>
    desk
      .look()
      .grants.select((row) => principalIds.includes(row.principalId))
      .sort((a, b) => a.from - b.from || compareText(a.id, b.id)),
  listHolders: async (ids, time) => {
    const held = desk
      .look()
      .grants.select((row) => ids.includes(row.principalId) && row.from <= time && (row.until === undefined || time < row.until));
    return [...new Set(held.map(({ principalId }) => principalId))];
  },
  scan: async (after, limit) =>
    desk
      .look()
      .grants.select((row) => after === undefined || compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});

const newestFirst = (a: GrantPlace, b: GrantPlace): number => b.from - a.from || compareText(a.id, b.id);

function passes(row: GrantRow, { scope, principalIds, roleId, states, time, inForceAt }: GrantFilter): boolean {
  const stands = 'at' in scope ? scope.at.includes(row.scope.toLowerCase()) : reaches(scope.within, row.scope);
  return (
    stands &&
    (principalIds === undefined || principalIds.includes(row.principalId)) &&
    (roleId === undefined || row.roleId === roleId) &&
    (states === undefined || states.includes(stateAt(row, time))) &&
    (inForceAt === undefined || stateAt(row, inForceAt) === 'in force')
  );
}

function stateAt({ from, until }: GrantRow, time: number): GrantState {
  if (until !== undefined && until <= time) return 'ended';
  return from <= time ? 'in force' : 'to come';
}
