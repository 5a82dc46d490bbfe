import type { AccessRequestFilter, AccessRequestRow, AccessRequestStore } from '../access/access-request-store.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryAccessRequestStore = (desk: Desk): AccessRequestStore => ({
  insert: async (row) => {
    const { accessRequests, people } = desk.change();
    if (!people.has(row.personId)) throw new Error(`no person ${row.personId}`);
    if (accessRequests.has(row.id)) throw new VaultError('Conflict', { name: row.id });
    accessRequests.put(row.id, row);
  },
  update: async (row) => {
    const { accessRequests } = desk.change();
    if (!accessRequests.has(row.id)) throw new Error(`no access request ${row.id}`);
    accessRequests.put(row.id, row);
  },
  find: async (id) => desk.look().accessRequests.find(id),
  list: async (filter, { after, limit }) =>
    desk
      .look()
      .accessRequests.select((row) => passes(row, filter) && (after === undefined || compare(row, after) > 0))
      .sort(compare)
      .slice(0, limit),
  count: async (filter) => desk.look().accessRequests.select((row) => passes(row, filter)).length,
  scan: async (after, limit) =>
    desk
      .look()
      .accessRequests.select((row) => after === undefined || compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});

type Place = Pick<AccessRequestRow, 'createdOn' | 'id'>;

/** Newest first. */
const compare = (a: Place, b: Place): number => b.createdOn - a.createdOn || compareText(b.id, a.id);

const passes = (row: AccessRequestRow, { personId, states }: AccessRequestFilter): boolean =>
  (personId === undefined || row.personId === personId) && (states.length === 0 || states.includes(row.state));
