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

/** Memberships as the window sees them, in the order that they come in; each by the name that people read. */
export async function toMemberships(tx: Tx, placed: readonly Placed[]): Promise<Membership[]> {
  const groupIds = placed.flatMap(({ groupId, memberId, through }) => [groupId, memberId, ...through]);
  const groups = new Map((await tx.groups.findAll([...new Set(groupIds)])).map((row) => [row.id, row]));
  const known = await readNames(tx, placed);
  const nameOf = (id: string): string => known.get(id)?.name ?? id;
  const named = (id: string) => ({ id, name: groups.get(id)?.name ?? nameOf(id) });
  const memberOf = (id: string): Membership['member'] =>
    groups.has(id) ? { ...named(id), kind: 'group' } : { id, ...(known.get(id) ?? { kind: 'person', name: id }) };
  return placed.map(({ row, groupId, memberId, through }) => ({
    id: row.id,
    group: named(groupId),
    member: memberOf(memberId),
    through: through.map(named),
    from: row.from,
    ...(row.until !== undefined && { until: row.until }),
    addedBy: nameOf(row.addedBy),
    ...(row.endedBy !== undefined && { endedBy: nameOf(row.endedBy) }),
  }));
}

interface Named {
  readonly kind: 'person' | 'application';
  readonly name: string;
  /** The tenant of an application of another one. */
  readonly home?: string;
}

/** Names of the people and applications that memberships speak of. */
async function readNames(tx: Tx, placed: readonly Placed[]): Promise<Map<string, Named>> {
  const names = new Map<string, Named>();
  for (const id of new Set(placed.flatMap(({ row, memberId }) => [memberId, row.addedBy, row.endedBy ?? row.addedBy]))) {
    const person = await tx.directory.findPersonById(id);
    const application = person ? undefined : await tx.applications.find(id);
    if (person) names.set(id, { kind: 'person', name: person.displayName });
    if (application)
      names.set(id, { kind: 'application', name: application.name, ...(application.home && { home: application.home.tenant }) });
  }
  return names;
}
