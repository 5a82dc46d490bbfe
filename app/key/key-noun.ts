import { VaultError } from '../contract/vault-error.ts';
import { keyHeadSet, keySet } from '../seal/manifest.ts';
import type { Noun } from '../vault/object-noun.ts';
import { putRemain } from './key-remain.ts';
import { checkVersion } from './check-version.ts';
import { materialBinding, toDeletedKey, toProperties } from './key.ts';
import { keyFields, versionFields } from './key-field.ts';
import type { KeyTypes } from './key-store.ts';

/** Keys, as what is the same for everything in a vault knows them. */
export const keyNoun: Noun<KeyTypes> = {
  kind: 'keys',
  table: 'key',
  see: 'Microsoft.KeyVault/vaults/keys/read',
  purge: 'KeyPurge',
  store: (tx) => tx.keys,
  fieldsOf: keyFields,
  headSet: keyHeadSet,
  versionSet: keySet,
  manifestFields: (_keyring, { material, ...head }) => ({
    ...versionFields(head),
    keyGeneration: material?.keyGeneration,
    wrappedKey: material?.wrappedKey,
  }),
  checkHead(keyring, { vault, row }, head) {
    if (head.keyId !== row.id || head.vaultId !== vault.id) throw new VaultError('IntegrityViolation', { what: 'key', id: row.id });
    checkVersion(keyring, head);
  },
  headOf: ({ material: _material, ...head }) => head,
  sealingOf: ({ material, ...head }) => material && { binding: materialBinding(head), key: material },
  withKey: (version, key) => (version.material ? { ...version, material: { ...version.material, ...key } } : version),
  toProperties,
  toDeleted: toDeletedKey,
  notFound: (name) => new VaultError('KeyNotFound', { name }),
  // Destroyed in its token right after, or as soon as that is there.
  leave: async (house, { version, place }, time) => place && putRemain(house, { version, token: place.token, making: false, since: time }),
};
