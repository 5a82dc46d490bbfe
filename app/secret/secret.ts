import type { DeletedSecret, SecretProperties } from '../contract/secret.ts';
import type { ValueBinding } from '../seal/keyring.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { recoveryLevel } from '../vault/vault.ts';
import type { DeletedSecretRow, SecretRow, SecretVersionHead } from './secret-store.ts';

/** What is the same by whatever name the vault is reached: suffix and port are settings. */
const secretPath = (name: string, version: string): string => `/secrets/${name}/${version}`;

/**
 * A version as the window sees it, without its value. The way back from a deletion is the vault's own, as it is now: purge protection may
 * have come after the version was made, and then it holds for that version too.
 */
export function toProperties(vault: VaultRow, secret: SecretRow, head: SecretVersionHead): SecretProperties {
  return {
    vault: vault.name,
    name: secret.name,
    version: head.version,
    id: secretPath(secret.name, head.version),
    current: secret.currentVersion === head.version,
    ...(head.contentType !== undefined && { contentType: head.contentType }),
    enabled: head.enabled,
    ...(head.notBefore !== undefined && { notBefore: head.notBefore }),
    ...(head.expires !== undefined && { expires: head.expires }),
    tags: head.tags,
    valueBytes: head.valueBytes,
    createdOn: head.createdOn,
    updatedOn: head.updatedOn,
    createdBy: head.createdBy,
    revision: head.rowVersion,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
  };
}

/** A secret in the recycle bin as the window sees it. */
export const toDeletedSecret = (vault: VaultRow, secret: DeletedSecretRow, head: SecretVersionHead): DeletedSecret => ({
  ...toProperties(vault, secret, head),
  deletedOn: secret.deletion.on,
  purgeOn: secret.deletion.purgeOn,
  deletedBy: secret.deletion.by,
});

/** What the wrapped data key of a version is bound to. */
export function bindingOf(head: Omit<SecretVersionHead, 'keyGeneration'>): ValueBinding {
  return {
    version: head.version,
    secretId: head.secretId,
    vaultId: head.vaultId,
    contentType: head.contentType,
    enabled: head.enabled,
    notBefore: head.notBefore,
    expires: head.expires,
    tags: head.tags,
    createdOn: head.createdOn,
    recoveryLevel: head.recoveryLevel,
    recoverableDays: head.recoverableDays,
    rowVersion: head.rowVersion,
  };
}
