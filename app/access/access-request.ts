import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { AccessRequestRow } from './access-request-store.ts';

/** The fields of a request for access that the row's MAC covers. */
export const requestFields = (row: Omit<AccessRequestRow, 'mac'>): RowFields => ({
  id: row.id,
  personId: row.personId,
  operation: row.operation,
  vault: row.vault,
  name: row.name,
  action: row.action,
  scope: row.scope,
  roleId: row.roleId,
  reason: row.reason,
  createdOn: row.createdOn,
  state: row.state,
  decidedBy: row.decidedBy,
  decidedOn: row.decidedOn,
  note: row.note,
  rowVersion: row.rowVersion,
});

/** Writes a new request, with MAC and manifest. */
export async function addRequest(
  tx: Tx,
  keyring: Keyring,
  request: Omit<AccessRequestRow, 'mac' | 'rowVersion'>,
): Promise<AccessRequestRow> {
  const row = { ...request, rowVersion: 1 };
  const fields = requestFields(row);
  const marked = { ...row, mac: keyring.rowMac('access-request', fields) };
  await tx.accessRequests.insert(marked);
  await keyring.updateManifest(tx, 'request', undefined, fields);
  return marked;
}

/** Replaces a request's row, with MAC and manifest. @param change what was decided */
export async function changeRequest(
  tx: Tx,
  keyring: Keyring,
  before: AccessRequestRow,
  change: Partial<Pick<AccessRequestRow, 'state' | 'decidedBy' | 'decidedOn' | 'note'>>,
): Promise<AccessRequestRow> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const fields = requestFields(rest);
  const marked = { ...rest, mac: keyring.rowMac('access-request', fields) };
  await tx.accessRequests.update(marked);
  await keyring.updateManifest(tx, 'request', requestFields(before), fields);
  return marked;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkRequest = (keyring: Keyring, row: AccessRequestRow): void => keyring.checkRow('access-request', row, requestFields);
