import { assertMayGive } from '../access/escalation.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import { assertNoCycle } from './group-cycle.ts';
import { getGroupRow } from './group.ts';
import { addMembership, checkMembership, endMembershipRow } from './membership.ts';
import type { MembershipRow } from './membership-store.ts';

/** Who is put where. */
export interface Joining {
  readonly group: string;
  readonly member: { readonly id: string; readonly kind: MembershipRow['memberKind'] };
  /** Milliseconds since 1970; undefined for good. */
  readonly until: number | undefined;
}

/**
 * Puts a person or a group, which is there, into a group. A place that they have already gets the new end by another row.
 * @throws VaultError GroupNotFound, GroupCycle, TooPowerful, BadParameter where it would be over before it began, IntegrityViolation
 */
export async function joinGroup(room: Room, { group, member, until }: Joining): Promise<MembershipRow> {
  const { tx, keyring, principal, time } = room;
  const { id: groupId } = await getGroupRow(tx, keyring, group);
  if (until !== undefined && until <= time) throw new VaultError('BadParameter', { issues: [{ path: 'until', problem: 'past' }] });
  if (member.kind === 'group') await assertNoCycle(room, groupId, member.id);
  await assertMayGive(room, groupId);
  const known = await findPlace(room, groupId, member.id);
  if (known && known.until === until) return known;
  if (known) await endMembershipRow(tx, keyring, known, { time, by: principal.id });
  const place = { groupId, memberId: member.id, memberKind: member.kind, from: time, until };
  return addMembership(tx, keyring, { ...place, id: room.newId(), addedBy: principal.id });
}

async function findPlace({ tx, keyring, time }: Room, groupId: string, memberId: string): Promise<MembershipRow | undefined> {
  const rows = await tx.memberships.listOf([memberId]);
  const known = rows.find((row) => row.groupId === groupId && isOngoing(row, time));
  if (known) checkMembership(keyring, known);
  return known;
}

/** Whether it holds, or will: of works that share a commit one may have begun at a later instant than this one. */
const isOngoing = ({ until }: MembershipRow, time: number): boolean => until === undefined || time < until;
