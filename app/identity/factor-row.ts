import { turnRevision } from '../access/access-revision.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { PersonRow } from './directory-store.ts';
import type { FactorRow } from './factor-store.ts';

/** The fields of a second factor that the row's MAC covers. */
export function factorFields(row: Omit<FactorRow, 'mac'>): RowFields {
  return {
    id: row.id,
    personId: row.personId,
    kind: row.kind,
    label: row.label,
    createdOn: row.createdOn,
    lastUsedOn: row.lastUsedOn,
    content: row.content,
    counter: row.counter,
    rowVersion: row.rowVersion,
  };
}

/** What of a factor changes when it is used. */
export type FactorChange = Partial<Pick<FactorRow, 'content' | 'counter' | 'lastUsedOn'>>;

/** Writes a new factor with its MAC, and counts it in the manifest of factors. */
export async function addFactor(tx: Tx, keyring: Keyring, factor: Omit<FactorRow, 'mac' | 'rowVersion'>): Promise<FactorRow> {
  const row = { ...factor, rowVersion: 1 };
  const fields = factorFields(row);
  const marked = { ...row, mac: keyring.rowMac('factor', fields) };
  await tx.factors.insert(marked);
  await keyring.updateManifest(tx, 'factor', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** Replaces a factor's row, with MAC and manifest. What its owner may do stays as it is. */
export async function changeFactor(tx: Tx, keyring: Keyring, before: FactorRow, change: FactorChange): Promise<void> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const fields = factorFields(rest);
  await tx.factors.update({ ...rest, mac: keyring.rowMac('factor', fields) });
  await keyring.updateManifest(tx, 'factor', factorFields(before), fields);
}

export async function removeFactor(tx: Tx, keyring: Keyring, row: FactorRow): Promise<void> {
  await tx.factors.remove(row.id);
  await keyring.updateManifest(tx, 'factor', factorFields(row), undefined);
  await turnRevision(tx, keyring, row);
}

/** Takes every second factor of somebody who lost them. */
export async function removeFactorsOf(tx: Tx, keyring: Keyring, personId: string): Promise<void> {
  for (const row of await listFactors(tx, keyring, [personId])) await removeFactor(tx, keyring, row);
}

/** Factors of any of the people, by the time they were set up. @throws VaultError IntegrityViolation when a row was edited outside the house */
export async function listFactors(tx: Pick<Tx, 'factors'>, keyring: Keyring, personIds: readonly string[]): Promise<FactorRow[]> {
  const rows = await tx.factors.listOf(personIds);
  for (const row of rows) keyring.checkRow('factor', row, factorFields);
  return rows;
}

/**
 * Whether signing in asks for what stands there. Recovery codes are a reserve for who lost the rest: alone they would run out.
 */
export const isFactor = ({ kind }: Pick<FactorRow, 'kind'>): boolean => kind !== 'recovery-code';

/** Whether there is a second factor to be proved. */
export const hasFactor = (rows: readonly Pick<FactorRow, 'kind'>[]): boolean => rows.some(isFactor);

/**
 * Whether somebody must set up a second factor before anything else: one is asked of them, and there is none. Codes for an emergency are
 * none by themselves.
 * @throws VaultError IntegrityViolation when a factor was edited outside the house
 */
export async function isFactorDue(
  tx: Tx,
  keyring: Keyring,
  { id, secondFactor }: Pick<PersonRow, 'id' | 'secondFactor'>,
): Promise<boolean> {
  return secondFactor && !hasFactor(await listFactors(tx, keyring, [id]));
}
