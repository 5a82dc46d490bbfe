import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { findSecretRow } from '../secret/secret-row.ts';
import type { SecretRow, SecretVersionHead } from '../secret/secret-store.ts';
import { getVault } from '../vault/vault.ts';
import type { Sight } from './bulk-job.ts';
import type { Chosen } from './select-secret.ts';

/** A secret where it is, in the bin or out of it, with its current version. */
export interface Subject {
  readonly secret: Pick<SecretRow, 'deletion'>;
  readonly head: Pick<SecretVersionHead, 'version' | 'rowVersion' | 'enabled' | 'notBefore' | 'expires' | 'tags'>;
  /** Whether its vault keeps what is deleted until its day. */
  readonly purgeProtection: boolean;
}

/** @throws VaultError VaultNotFound, SecretNotFound, IntegrityViolation */
export async function findSubject(tx: Tx, keyring: Keyring, { vault: vaultName, name }: Chosen): Promise<Subject> {
  const vault = await getVault(tx, keyring, vaultName);
  const secret = await findSecretRow(tx, keyring, vault.id, name);
  if (!secret) throw new VaultError('SecretNotFound', { name });
  // The newest version is the current one; where a secret points at another, somebody put back an older row.
  const [head] = await tx.secrets.listVersions(secret.id, undefined, 1);
  if (head?.version !== secret.currentVersion || head.vaultId !== vault.id)
    throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
  return { secret, head, purgeProtection: vault.purgeProtection };
}

export const sightOf = ({ secret, head }: Subject): Sight => ({
  version: head.version,
  revision: head.rowVersion,
  deletedOn: secret.deletion?.on,
});

/** Whether nothing has become of it since it was seen. */
export const isAsSeen = (subject: Subject, sight: Sight): boolean =>
  subject.head.version === sight.version && subject.head.rowVersion === sight.revision && subject.secret.deletion?.on === sight.deletedOn;
