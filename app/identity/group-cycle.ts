import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import { checkMembership } from './membership.ts';

/**
 * Groups in groups stay a hierarchy: whoever is in a group is in those above it, and none of them is itself below.
 * Every place that has not ended counts, whenever it began: what shares a commit need not come in the order of its instants.
 * @throws VaultError GroupCycle when `groupId` is `memberId`, or is in it, directly or through other groups; IntegrityViolation
 */
export async function assertNoCycle(
  { tx, keyring, time }: Pick<Room, 'tx' | 'keyring' | 'time'>,
  groupId: string,
  memberId: string,
): Promise<void> {
  const way = new Map<string, readonly string[]>([[groupId, [groupId]]]);
  for (let edge = [groupId]; edge.length > 0 && !way.has(memberId);) {
    const rows = await tx.memberships.listOf(edge);
    edge = [];
    for (const row of rows) {
      if (way.has(row.groupId) || (row.until !== undefined && row.until <= time)) continue;
      checkMembership(keyring, row);
      way.set(row.groupId, [...(way.get(row.memberId) ?? []), row.groupId]);
      edge.push(row.groupId);
    }
  }
  const found = way.get(memberId);
  if (!found) return;
  const names = new Map((await tx.groups.findAll(found)).map(({ id, name }) => [id, name]));
  throw new VaultError('GroupCycle', { through: found.map((id) => names.get(id) ?? id) });
}
