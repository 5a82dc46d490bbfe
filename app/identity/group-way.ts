import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { checkMembership } from './membership.ts';
import type { MembershipPlace, MembershipRow } from './membership-store.ts';

const pageRows = 500;

/**
 * The groups whose members are in a group, itself first, at an instant.
 * @returns by group the ids of the groups from itself up to before the one that was asked about; the shortest way where there are several
 * @throws VaultError IntegrityViolation when a membership was edited outside the house
 */
export async function waysDown(tx: Tx, keyring: Keyring, groupId: string, at: number): Promise<Map<string, readonly string[]>> {
  const ways = new Map<string, readonly string[]>([[groupId, []]]);
  for (let edge = [groupId]; edge.length > 0;) {
    const rows = await listGroupsIn(tx, edge, at);
    edge = [];
    for (const row of rows) {
      if (ways.has(row.memberId)) continue;
      checkMembership(keyring, row);
      ways.set(row.memberId, [row.memberId, ...(ways.get(row.groupId) ?? [])]);
      edge.push(row.memberId);
    }
  }
  return ways;
}

async function listGroupsIn(tx: Tx, ids: readonly string[], at: number): Promise<MembershipRow[]> {
  const next = (after: MembershipPlace | undefined) =>
    tx.memberships.list({ of: 'group', ids, kind: 'group', at }, { after, limit: pageRows });
  const found: MembershipRow[] = [];
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    found.push(...page.map(({ nameKey: _nameKey, ...row }) => row));
  }
  return found;
}
