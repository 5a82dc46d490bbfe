import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { Tx } from '../operation/store.ts';
import type { GrantRow } from './grant-store.ts';

/** The fields of a grant that its MAC covers. */
export function grantFields(row: Omit<GrantRow, 'mac'>): RowFields {
  return {
    id: row.id,
    principalId: row.principalId,
    roleId: row.roleId,
    scope: row.scope,
    from: row.from,
    until: row.until,
    grantedBy: row.grantedBy,
    endedBy: row.endedBy,
    reason: row.reason,
    rowVersion: row.rowVersion,
  };
}

/**
 * The grants of principals, each checked against its MAC.
 * @param after only those that have no end, or end later (milliseconds since 1970)
 * @throws VaultError IntegrityViolation when one was edited outside the house
 */
export async function listGrants(tx: Tx, keyring: Keyring, grantees: readonly string[], after = -Infinity): Promise<GrantRow[]> {
  if (grantees.length === 0) return [];
  const rows = (await tx.grants.listOf(grantees)).filter(({ until }) => until === undefined || until > after);
  for (const row of rows) keyring.checkRow('grant', row, grantFields);
  return rows;
}
