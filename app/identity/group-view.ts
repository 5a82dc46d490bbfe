import type { Group } from '../contract/person.ts';
import type { Room } from '../operation/operation.ts';
import type { GroupRow } from './group-store.ts';
import { checkMembership, heldAt } from './membership.ts';

/**
 * Groups as the window sees them, in the order of the rows, which were checked.
 * @throws VaultError IntegrityViolation when a membership was edited outside the house
 */
export async function toGroups(room: Room, rows: readonly GroupRow[]): Promise<Group[]> {
  const { tx, time } = room;
  const ids = rows.map(({ id }) => id);
  const counts = await tx.memberships.count({ of: 'group', ids, at: time });
  const above = await groupsAbove(room, ids);
  const holders = new Set(await tx.grants.listHolders([...above.keys()], time));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    memberCount: counts.get(row.id) ?? 0,
    grants: holdsAny(above, holders, row.id),
    createdOn: row.createdOn,
    revision: row.rowVersion,
  }));
}

/** One group as the window sees it. @see toGroups */
export async function toGroup(room: Room, row: GroupRow): Promise<Group> {
  const [group] = await toGroups(room, [row]);
  if (!group) throw new Error('a group that was read is not told of');
  return group;
}

/** By group the groups that it is in directly, for these groups and for all above them. */
type Above = ReadonlyMap<string, readonly string[]>;

async function groupsAbove({ tx, keyring, time }: Room, ids: readonly string[]): Promise<Above> {
  const above = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (let edge = [...ids]; edge.length > 0;) {
    const rows = await tx.memberships.listOf(edge);
    edge = [];
    for (const row of rows) {
      if (!heldAt(row, time)) continue;
      checkMembership(keyring, row);
      above.get(row.memberId)?.push(row.groupId);
      if (above.has(row.groupId)) continue;
      above.set(row.groupId, []);
      edge.push(row.groupId);
    }
  }
  return above;
}

function holdsAny(above: Above, holders: ReadonlySet<string>, id: string): boolean {
  const seen = new Set([id]);
  // A set goes on over what is added to it meanwhile.
  for (const each of seen) {
    if (holders.has(each)) return true;
    for (const higher of above.get(each) ?? []) seen.add(higher);
  }
  return false;
}
