import { turnRevision } from '../access/access-revision.ts';
import type { Tx } from '../operation/store.ts';
import type { Crypto } from '../seal/crypto.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { CredentialRow } from './credential-store.ts';

/** The fields of a credential that the row's MAC covers. */
export const credentialFields = (row: Omit<CredentialRow, 'mac'>): RowFields => ({
  id: row.id,
  applicationId: row.applicationId,
  kind: row.kind,
  label: row.label,
  hint: row.hint,
  content: row.content,
  from: row.from,
  until: row.until,
  createdOn: row.createdOn,
  createdBy: row.createdBy,
  endedOn: row.end?.on,
  endedBy: row.end?.by,
  rowVersion: row.rowVersion,
});

/** A credential as it is made. */
export type NewCredential = Omit<CredentialRow, 'mac' | 'rowVersion' | 'end'>;

/** Writes a new credential, with MAC and manifest. Whether it may be is for who calls. */
export async function addCredential(tx: Tx, keyring: Keyring, credential: NewCredential): Promise<CredentialRow> {
  const row = { ...credential, end: undefined, rowVersion: 1 };
  const fields = credentialFields(row);
  const marked = { ...row, mac: keyring.rowMac('credential', fields) };
  await tx.credentials.insert(marked);
  await keyring.updateManifest(tx, 'credential', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** Ends a credential that was not ended before, with MAC and manifest. */
export async function endCredentialRow(
  tx: Tx,
  keyring: Keyring,
  before: CredentialRow,
  end: { readonly on: number; readonly by: string },
): Promise<void> {
  const { mac: _old, ...rest } = { ...before, end, rowVersion: before.rowVersion + 1 };
  const fields = credentialFields(rest);
  const marked = { ...rest, mac: keyring.rowMac('credential', fields) };
  await tx.credentials.update(marked);
  await keyring.updateManifest(tx, 'credential', credentialFields(before), fields);
  await turnRevision(tx, keyring, marked);
}

/**
 * What is kept of a secret or header: they are 32 random bytes, so that a plain hash keeps them as well as a slow one would.
 * @param secret as it is sent: base64url in ASCII
 */
export const hashSecret = (crypto: Pick<Crypto, 'sha256'>, secret: Uint8Array): Uint8Array => crypto.sha256(secret);

/** Credentials of an application, ended ones included. @throws VaultError IntegrityViolation when a row was edited outside the house */
export async function listCredentials(
  tx: Pick<Tx, 'credentials'>,
  keyring: Keyring,
  applicationIds: readonly string[],
): Promise<CredentialRow[]> {
  const rows = await tx.credentials.listOf(applicationIds);
  for (const row of rows) keyring.checkRow('credential', row, credentialFields);
  return rows;
}

/** Whether it can prove something at an instant, in milliseconds since 1970. */
export const isCredentialInForce = ({ from, until, end }: Pick<CredentialRow, 'from' | 'until' | 'end'>, time: number): boolean =>
  end === undefined && from <= time && time < until;

/** Whether it can, or will once its day has come. */
export const isCredentialLeft = ({ until, end }: Pick<CredentialRow, 'until' | 'end'>, time: number): boolean =>
  end === undefined && time < until;
