import { turnRevision } from '../access/access-revision.ts';
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
    // What a person is without more is left out: rows of before there was any of it keep their MAC.
    invitationHash: row.invitation?.hash,
    invitationUntil: row.invitation?.until,
    invitationBy: row.invitation?.by,
    secondFactor: row.secondFactor || undefined,
    credential: row.credential === 1 ? undefined : row.credential,
    freedOn: row.freedOn,
    rowVersion: row.rowVersion,
  };
}

type Start = 'invitation' | 'secondFactor';
/** A person as they are made. */
export type NewPerson = Omit<PersonRow, 'mac' | 'rowVersion' | 'nameKey' | 'credential' | 'freedOn' | Start> &
  Partial<Pick<PersonRow, Start>>;

/** Writes a new person with the row's MAC, and counts it in the manifest of people. @throws VaultError Conflict when the name is taken */
export async function addPerson(tx: Tx, keyring: Keyring, person: NewPerson): Promise<PersonRow> {
  const usual = { invitation: undefined, secondFactor: false, credential: 1, freedOn: undefined, rowVersion: 1 };
  const row = { ...usual, ...person, nameKey: person.name.toLowerCase() };
  const fields = personFields(row);
  const marked = { ...row, mac: keyring.rowMac('person', fields) };
  await tx.directory.insertPerson(marked);
  await keyring.updateManifest(tx, 'person', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** What of a person can change. */
export type PersonChange = Partial<Omit<PersonRow, 'id' | 'tenantId' | 'mac' | 'rowVersion'>>;

/** Replaces a person's row, with MAC and manifest. @param change what is new @returns the row as it is now */
export async function changePerson(tx: Tx, keyring: Keyring, before: PersonRow, change: PersonChange): Promise<PersonRow> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const fields = personFields(rest);
  const after = { ...rest, mac: keyring.rowMac('person', fields) };
  await tx.directory.updatePerson(after);
  await keyring.updateManifest(tx, 'person', personFields(before), fields);
  await turnRevision(tx, keyring, after);
  return after;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export function checkPerson(keyring: Keyring, row: PersonRow | undefined): PersonRow | undefined {
  if (row) keyring.checkRow('person', row, personFields);
  return row;
}
