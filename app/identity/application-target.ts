import { findLastChange } from '../audit/last-change.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { getApplicationRow } from './application.ts';
import type { ApplicationRow } from './application-store.ts';

/** An application as authorization and the log see it. */
export const applicationTarget = async (tx: Tx, id: string): Promise<Target> =>
  houseTarget((await tx.applications.find(id))?.name ?? 'unknown application');

/** An application as somebody saw it. @throws VaultError ApplicationNotFound, IntegrityViolation, ChangedMeanwhile */
export async function getSeenApplication(
  tx: Tx,
  keyring: Keyring,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<ApplicationRow> {
  const row = await getApplicationRow(tx, keyring, id);
  if (row.rowVersion === revision) return row;
  const last = await findLastChange(tx, row.name, ['ApplicationPatch', 'ConsentCreate']);
  throw new VaultError('ChangedMeanwhile', { name: row.name, changedBy: last?.by ?? row.name, changedOn: last?.on ?? row.createdOn });
}
