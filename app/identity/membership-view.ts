import type { Membership } from '../contract/person.ts';
import type { Tx } from '../operation/store.ts';
import type { MembershipRow } from './membership-store.ts';

/** A membership, and how it leads to the group that is spoken of. */
export interface Placed {
  readonly row: MembershipRow;
  /** Who is spoken of, and as member of which group; those of the row itself where they are in it directly. */
  readonly memberId: string;
  readonly groupId: string;
  /** Ids of the groups between, from the member's own. */
  readonly through: readonly string[];
}

/** A membership that is nothing but itself. */
export const asPlaced = (row: MembershipRow): Placed => ({ row, memberId: row.memberId, groupId: row.groupId, through: [] });

/** Memberships as the window sees them, in the order that they come in; people and groups by the names that people read. */
export async function toMemberships(tx: Tx, placed: readonly Placed[]): Promise<Membership[]> {
  const groupIds = placed.flatMap(({ groupId, memberId, through }) => [groupId, memberId, ...through]);
  const groups = new Map((await tx.groups.findAll([...new Set(groupIds)])).map((row) => [row.id, row]));
  const nameOf = await readNames(tx, placed);
  const named = (id: string) => ({ id, name: groups.get(id)?.name ?? nameOf(id) });
  return placed.map(({ row, groupId, memberId, through }) => ({
    id: row.id,
    group: named(groupId),
    member: { ...named(memberId), kind: groups.has(memberId) ? 'group' : 'person' },
    through: through.map(named),
    from: row.from,
    ...(row.until !== undefined && { until: row.until }),
    addedBy: nameOf(row.addedBy),
    ...(row.endedBy !== undefined && { endedBy: nameOf(row.endedBy) }),
  }));
}

/** Names of the people that memberships speak of; an id that is nobody's stands for itself. */
async function readNames(tx: Tx, placed: readonly Placed[]): Promise<(id: string) => string> {
  const names = new Map<string, string>();
  for (const id of new Set(placed.flatMap(({ row, memberId }) => [memberId, row.addedBy, row.endedBy ?? row.addedBy]))) {
    const person = await tx.directory.findPersonById(id);
    if (person) names.set(id, person.displayName);
  }
  return (id) => names.get(id) ?? id;
}
