import { checkMembership, heldAt } from '../identity/membership.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';

/** The groups that somebody is in at an instant, also through other groups. */
export interface GroupPath {
  /** By group: the groups by which it is reached, from the member's own to itself; the shortest way where there are several. */
  readonly through: ReadonlyMap<string, readonly string[]>;
  /** From the first instant until before the second nothing of it changes by time alone. */
  readonly from: number;
  readonly until: number;
}

/**
 * Follows memberships upwards, each group once.
 * @param time milliseconds since 1970; the past tells who was where then
 * @throws VaultError IntegrityViolation when a membership was edited outside the house
 */
export async function findGroups(tx: Tx, keyring: Keyring, memberId: string, time: number): Promise<GroupPath> {
  const through = new Map<string, readonly string[]>();
  const turns: number[] = [];
  for (let edge = [memberId]; edge.length > 0;) {
    const rows = await tx.memberships.listOf(edge);
    edge = [];
    for (const row of rows) {
      turns.push(row.from, row.until ?? Infinity);
      if (!heldAt(row, time) || through.has(row.groupId) || row.groupId === memberId) continue;
      checkMembership(keyring, row);
      through.set(row.groupId, [...(through.get(row.memberId) ?? []), row.groupId]);
      edge.push(row.groupId);
    }
  }
  return { through, ...steadySpan(turns, time) };
}

const steadySpan = (turns: readonly number[], time: number): Pick<GroupPath, 'from' | 'until'> => ({
  from: turns.filter((turn) => turn <= time).reduce((a, b) => Math.max(a, b), 0),
  until: turns.filter((turn) => turn > time).reduce((a, b) => Math.min(a, b), Infinity),
});
