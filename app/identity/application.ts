import { turnRevision } from '../access/access-revision.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { ApplicationRow } from './application-store.ts';

/** The fields of an application that the row's MAC covers. */
export const applicationFields = (row: Omit<ApplicationRow, 'mac'>): RowFields => ({
  id: row.id,
  tenantId: row.tenantId,
  clientId: row.clientId,
  name: row.name,
  nameKey: row.nameKey,
  description: row.description,
  enabled: row.enabled,
  tokenGeneration: row.tokenGeneration === 1 ? undefined : row.tokenGeneration,
  homeTenantId: row.home?.tenantId,
  homeTenant: row.home?.tenant,
  homeFingerprint: row.home?.fingerprint,
  homeOfferedOn: row.home?.offeredOn,
  homeBy: row.home?.by,
  homeOn: row.home?.on,
  createdOn: row.createdOn,
  createdBy: row.createdBy,
  deletedOn: row.deletion?.on,
  deletedBy: row.deletion?.by,
  rowVersion: row.rowVersion,
});

/** An application as it is made. */
export type NewApplication = Omit<ApplicationRow, 'mac' | 'rowVersion' | 'nameKey' | 'deletion' | 'enabled' | 'tokenGeneration'>;

/** Writes a new application, with MAC and manifest. @throws VaultError Conflict when name or client id is taken */
export async function addApplication(tx: Tx, keyring: Keyring, application: NewApplication): Promise<ApplicationRow> {
  const usual = { enabled: true, tokenGeneration: 1, deletion: undefined, rowVersion: 1 };
  const row = { ...application, ...usual, nameKey: application.name.toLowerCase() };
  const fields = applicationFields(row);
  const marked = { ...row, mac: keyring.rowMac('application', fields) };
  await tx.applications.insert(marked);
  await keyring.updateManifest(tx, 'application', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** Adds an application to the tenant of the house, made by who asks. @throws VaultError Conflict when name or client id is taken */
export async function makeApplication(room: Room, made: Pick<NewApplication, 'clientId' | 'name' | 'description' | 'home'>) {
  const { tx, keyring, principal, time } = room;
  const tenant = await tx.directory.findTenant();
  if (!tenant) throw new Error('the instance has no tenant');
  const place = { id: room.newId(), tenantId: tenant.id, createdOn: time, createdBy: principal.id };
  return addApplication(tx, keyring, { ...made, ...place });
}

/** What of an application can change. */
export type ApplicationChange = Partial<Pick<ApplicationRow, 'name' | 'description' | 'enabled' | 'tokenGeneration' | 'home' | 'deletion'>>;

/** Replaces an application's row, with MAC and manifest. @throws VaultError Conflict when the name is taken */
export async function changeApplication(
  tx: Tx,
  keyring: Keyring,
  before: ApplicationRow,
  change: ApplicationChange,
): Promise<ApplicationRow> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const row = { ...rest, nameKey: rest.name.toLowerCase() };
  const fields = applicationFields(row);
  const marked = { ...row, mac: keyring.rowMac('application', fields) };
  await tx.applications.update(marked);
  await keyring.updateManifest(tx, 'application', applicationFields(before), fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export function checkApplication(keyring: Keyring, row: ApplicationRow | undefined): ApplicationRow | undefined {
  if (row) keyring.checkRow('application', row, applicationFields);
  return row;
}

/** One that is not deleted. @throws VaultError ApplicationNotFound, IntegrityViolation */
export async function getApplicationRow(tx: Tx, keyring: Keyring, id: string): Promise<ApplicationRow> {
  const row = checkApplication(keyring, await tx.applications.find(id));
  if (!row || row.deletion) throw new VaultError('ApplicationNotFound', {});
  return row;
}
