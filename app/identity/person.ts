import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { PersonRow } from './directory-store.ts';

/** The fields of a person that the row's MAC covers. */
export function personFields(row: Omit<PersonRow, 'mac'>): RowFields {
  return {
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    nameKey: row.nameKey,
    displayName: row.displayName,
    enabled: row.enabled,
    createdOn: row.createdOn,
    passwordSalt: row.passwordSalt,
    passwordCost: row.passwordCost,
    passwordHash: row.passwordHash,
    rowVersion: row.rowVersion,
  };
}

/** Writes a new person with the row's MAC, and counts it in the manifest of people. */
export async function addPerson(tx: Tx, keyring: Keyring, person: Omit<PersonRow, 'mac' | 'rowVersion' | 'nameKey'>): Promise<void> {
  const row = { ...person, nameKey: person.name.toLowerCase(), rowVersion: 1 };
  const fields = personFields(row);
  await tx.directory.insertPerson({ ...row, mac: keyring.rowMac('person', fields) });
  await keyring.updateManifest(tx, 'person', undefined, fields);
}

/** Replaces a person's row, with MAC and manifest. @param change what is new */
export async function changePerson(tx: Tx, keyring: Keyring, before: PersonRow, change: Partial<PersonRow>): Promise<void> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const fields = personFields(rest);
  await tx.directory.updatePerson({ ...rest, mac: keyring.rowMac('person', fields) });
  await keyring.updateManifest(tx, 'person', personFields(before), fields);
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export function checkPerson(keyring: Keyring, row: PersonRow | undefined): PersonRow | undefined {
  if (row) keyring.checkRow('person', row, personFields);
  return row;
}
