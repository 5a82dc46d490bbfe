import type { SecretProperties } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { ValueBinding } from '../seal/keyring.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { SecretRow, SecretVersionHead } from './secret-store.ts';

/** The URI that applications read: suffix and port are settings later, ids are stored without them. */
const secretUri = (vault: string, name: string, version: string): string =>
  `https://${vault}.vault.localhost:8443/secrets/${name}/${version}`;

/** @throws VaultError IntegrityViolation when a secret's name was pointed at versions of another vault */
export function assertOfVault(vault: VaultRow, heads: readonly SecretVersionHead[]): void {
  const foreign = heads.find((head) => head.vaultId !== vault.id);
  if (foreign) throw new VaultError('IntegrityViolation', { what: 'secret', id: foreign.secretId });
}

/** A version as the window sees it, without its value. @param vault the vault's name */
export function toProperties(vault: string, secret: SecretRow, head: SecretVersionHead): SecretProperties {
  return {
    vault,
    name: secret.name,
    version: head.version,
    id: secretUri(vault, secret.name, head.version),
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
    recoveryLevel: head.recoveryLevel,
    recoverableDays: head.recoverableDays,
  };
}

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
