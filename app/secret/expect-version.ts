import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { SecretRow } from './secret-store.ts';

/**
 * Check-and-set: whether the current version is the one that a person saw.
 * @param found the secret, where there is one @param expect undefined asks for nothing
 * @throws VaultError ChangedMeanwhile with who made the version that is there; SecretNotFound when there is none any more
 */
export async function expectVersion(tx: Tx, name: string, found: SecretRow | undefined, expect: string | undefined): Promise<void> {
  if (expect === undefined || expect === (found?.currentVersion ?? 'absent')) return;
  if (!found) throw new VaultError('SecretNotFound', { name });
  const current = await tx.secrets.findVersion(found.id, found.currentVersion);
  if (!current) throw new VaultError('IntegrityViolation', { what: 'secret', id: found.id });
  throw new VaultError('ChangedMeanwhile', { name: found.name, changedBy: current.createdBy, changedOn: current.createdOn });
}
