import { findLastChange } from '../audit/last-change.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { PersonRow } from './directory-store.ts';
import { checkPerson } from './person.ts';

/** A person as authorization and the log see them: by the name they sign in with. */
export const personTarget = async (tx: Tx, id: string): Promise<Target> =>
  houseTarget((await tx.directory.findPersonById(id))?.name ?? 'unknown person');

/** @throws VaultError PersonNotFound; IntegrityViolation when the row was edited outside the house */
export async function getPersonRow(tx: Tx, keyring: Keyring, id: string): Promise<PersonRow> {
  const row = checkPerson(keyring, await tx.directory.findPersonById(id));
  if (!row) throw new VaultError('PersonNotFound', {});
  return row;
}

/** A person as somebody saw them. @throws VaultError PersonNotFound, IntegrityViolation, ChangedMeanwhile */
export async function getSeenPerson(tx: Tx, keyring: Keyring, { id, revision }: { id: string; revision: number }): Promise<PersonRow> {
  const row = await getPersonRow(tx, keyring, id);
  if (row.rowVersion === revision) return row;
  const last = await findLastChange(tx, row.name, ['PersonPatch', 'PersonRecover', 'InvitationAccept', 'PasswordChange']);
  throw new VaultError('ChangedMeanwhile', { name: row.name, changedBy: last?.by ?? row.name, changedOn: last?.on ?? row.createdOn });
}
