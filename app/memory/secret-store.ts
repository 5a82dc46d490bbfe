import type { SecretStore, SecretTypes } from '../secret/secret-store.ts';
import { createMemoryObjectStore, type ObjectTables } from './object-store.ts';
import type { Desk } from './tables.ts';

const kind: ObjectTables<SecretTypes> = {
  noun: 'secret',
  rows: ({ secrets }) => secrets,
  versions: ({ versions }) => versions,
  ownerOf: ({ secretId }) => secretId,
  headOf: ({ wrappedKey: _wrappedKey, sealedValue: _sealedValue, ...head }) => head,
  generationOf: ({ keyGeneration }) => keyGeneration,
  withKey: (version, { keyGeneration, wrappedKey }) => ({ ...version, keyGeneration, wrappedKey }),
};

export const createMemorySecretStore = (desk: Desk): SecretStore => createMemoryObjectStore(desk, kind);
