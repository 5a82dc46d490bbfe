import { VaultError } from '../contract/vault-error.ts';
import { headSet, secretSet } from '../seal/manifest.ts';
import type { Noun } from '../vault/object-noun.ts';
import { objectFields } from '../vault/object-row.ts';
import { manifestFields } from './manifest-field.ts';
import { bindingOf, toDeletedSecret, toProperties } from './secret.ts';
import type { SecretTypes } from './secret-store.ts';

/** Secrets, as what is the same for everything in a vault knows them. */
export const secretNoun: Noun<SecretTypes> = {
  kind: 'secrets',
  table: 'secret',
  see: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
  purge: 'SecretPurge',
  store: (tx) => tx.secrets,
  fieldsOf: objectFields,
  headSet,
  versionSet: secretSet,
  manifestFields,
  checkHead(_keyring, { vault, row }, head) {
    if (head.secretId !== row.id || head.vaultId !== vault.id) throw new VaultError('IntegrityViolation', { what: 'secret', id: row.id });
  },
  headOf: (version) => version,
  sealingOf: (version) => ({ binding: bindingOf(version), key: version }),
  withKey: (version, { keyGeneration, wrappedKey }) => ({ ...version, keyGeneration, wrappedKey }),
  toProperties: async (_house, { vault, row }, head) => toProperties(vault, row, head),
  toDeleted: async (_house, { vault, row }, head) => toDeletedSecret(vault, row, head),
  notFound: (name) => new VaultError('SecretNotFound', { name }),
};
