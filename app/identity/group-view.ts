import type { Group } from '../contract/person.ts';
import { findGroups } from '../access/group-path.ts';
import { isInForce } from '../access/authorize.ts';
import { listGrants } from '../access/list-grant.ts';
import type { Room } from '../operation/operation.ts';
import type { GroupRow } from './group-store.ts';

/**
 * Groups as the window sees them, in the order of the rows, which were checked.
 * @throws VaultError IntegrityViolation when a membership or grant was edited outside the house
 */
export async function toGroups(room: Room, rows: readonly GroupRow[]): Promise<Group[]> {
  const { tx, time } = room;
  const counts = await tx.memberships.count({ of: 'group', ids: rows.map(({ id }) => id), at: time });
  const groups: Group[] = [];
  for (const row of rows) {
    groups.push({
      id: row.id,
      name: row.name,
      description: row.description,
      memberCount: counts.get(row.id) ?? 0,
      grants: await givesRights(room, row.id),
      createdOn: row.createdOn,
      revision: row.rowVersion,
    });
  }
  return groups;
}

/** One group as the window sees it. @see toGroups */
export async function toGroup(room: Room, row: GroupRow): Promise<Group> {
  const [group] = await toGroups(room, [row]);
  if (!group) throw new Error('a group that was read is not told of');
  return group;
}

async function givesRights({ tx, keyring, time }: Room, groupId: string): Promise<boolean> {
  const { through } = await findGroups(tx, keyring, groupId, time);
  const grants = await listGrants(tx, keyring, [groupId, ...through.keys()]);
  return grants.some((grant) => isInForce(grant, time));
}
