import { turnRevision } from '../access/access-revision.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { MembershipRow } from './membership-store.ts';

/** The fields of a membership that the row's MAC covers. */
export const membershipFields = (row: Omit<MembershipRow, 'mac'>): RowFields => ({
  id: row.id,
  groupId: row.groupId,
  memberId: row.memberId,
  memberKind: row.memberKind,
  from: row.from,
  until: row.until,
  addedBy: row.addedBy,
  endedBy: row.endedBy,
  rowVersion: row.rowVersion,
});

/** Writes a new membership, with MAC and manifest. Whether it may be is for who calls: neither a cycle nor a right is looked at here. */
export async function addMembership(
  tx: Tx,
  keyring: Keyring,
  membership: Omit<MembershipRow, 'mac' | 'rowVersion' | 'endedBy'>,
): Promise<MembershipRow> {
  const row = { ...membership, endedBy: undefined, rowVersion: 1 };
  const fields = membershipFields(row);
  const marked = { ...row, mac: keyring.rowMac('membership', fields) };
  await tx.memberships.insert(marked);
  await keyring.updateManifest(tx, 'membership', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** Ends a membership that is in force, with MAC and manifest. */
export async function endMembershipRow(
  tx: Tx,
  keyring: Keyring,
  before: MembershipRow,
  end: { readonly time: number; readonly by: string },
): Promise<void> {
  const { mac: _old, ...rest } = { ...before, until: end.time, endedBy: end.by, rowVersion: before.rowVersion + 1 };
  const fields = membershipFields(rest);
  const marked = { ...rest, mac: keyring.rowMac('membership', fields) };
  await tx.memberships.update(marked);
  await keyring.updateManifest(tx, 'membership', membershipFields(before), fields);
  await turnRevision(tx, keyring, marked);
}

/** Ends the places that somebody, or a group, has in groups. */
export async function endMembershipsOf(
  tx: Tx,
  keyring: Keyring,
  memberId: string,
  end: { readonly time: number; readonly by: string },
): Promise<void> {
  for (const row of await tx.memberships.listOf([memberId])) {
    if (row.until !== undefined && row.until <= end.time) continue;
    checkMembership(keyring, row);
    await endMembershipRow(tx, keyring, row, end);
  }
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkMembership = (keyring: Keyring, row: MembershipRow): void => keyring.checkRow('membership', row, membershipFields);

/** Whether it held at an instant, in milliseconds since 1970. */
export const heldAt = ({ from, until }: Pick<MembershipRow, 'from' | 'until'>, at: number): boolean =>
  from <= at && (until === undefined || at < until);
