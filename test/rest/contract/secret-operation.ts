import type { wireModels } from './wire-model.ts';

/** One operation as Key Vault has it. */
export interface WireOperation {
  readonly id: string;
  readonly method: string;
  /** `{name}` and `{version}` stand for what is asked for. */
  readonly path: string;
  readonly query: readonly string[];
  /** What goes in the body, of which fields must be there. */
  readonly request?: { readonly fields: readonly string[]; readonly needed: readonly string[] };
  readonly status: number;
  readonly response?: keyof typeof wireModels;
  /** The data action without what all of them begin with. */
  readonly action: string;
  /** The operation of the house that it leads to. */
  readonly leadsTo: string;
}

const setBody = { fields: ['value', 'tags', 'contentType', 'attributes'], needed: ['value'] } as const;
const updateBody = { fields: ['contentType', 'attributes', 'tags'], needed: [] } as const;
const restoreBody = { fields: ['value'], needed: ['value'] } as const;
const paging = ['maxresults'] as const;

/** The twelve operations on secrets of the version 2026-04-01, from Key Vault's own description of itself. */
export const secretOperations = {
  SetSecret: {
    id: 'SetSecret',
    method: 'PUT',
    path: '/secrets/{name}',
    query: [],
    request: setBody,
    status: 200,
    response: 'SecretBundleWithValue',
    action: 'setSecret/action',
    leadsTo: 'SecretSet',
  },
  DeleteSecret: {
    id: 'DeleteSecret',
    method: 'DELETE',
    path: '/secrets/{name}',
    query: [],
    status: 200,
    response: 'DeletedSecretBundle',
    action: 'delete',
    leadsTo: 'SecretDelete',
  },
  UpdateSecret: {
    id: 'UpdateSecret',
    method: 'PATCH',
    path: '/secrets/{name}/{version}',
    query: [],
    request: updateBody,
    status: 200,
    response: 'SecretBundle',
    action: 'update/action',
    leadsTo: 'SecretUpdate',
  },
  GetSecret: {
    id: 'GetSecret',
    method: 'GET',
    path: '/secrets/{name}/{version}',
    query: ['outContentType'],
    status: 200,
    response: 'SecretBundleWithValue',
    action: 'getSecret/action',
    leadsTo: 'SecretGet',
  },
  GetSecrets: {
    id: 'GetSecrets',
    method: 'GET',
    path: '/secrets',
    query: paging,
    status: 200,
    response: 'SecretListResult',
    action: 'readMetadata/action',
    leadsTo: 'SecretList',
  },
  GetSecretVersions: {
    id: 'GetSecretVersions',
    method: 'GET',
    path: '/secrets/{name}/versions',
    query: paging,
    status: 200,
    response: 'SecretVersionListResult',
    action: 'readMetadata/action',
    leadsTo: 'SecretListVersions',
  },
  GetDeletedSecrets: {
    id: 'GetDeletedSecrets',
    method: 'GET',
    path: '/deletedsecrets',
    query: paging,
    status: 200,
    response: 'DeletedSecretListResult',
    action: 'readMetadata/action',
    leadsTo: 'SecretListDeleted',
  },
  GetDeletedSecret: {
    id: 'GetDeletedSecret',
    method: 'GET',
    path: '/deletedsecrets/{name}',
    query: [],
    status: 200,
    response: 'DeletedSecretBundle',
    action: 'readMetadata/action',
    leadsTo: 'SecretGetDeleted',
  },
  PurgeDeletedSecret: {
    id: 'PurgeDeletedSecret',
    method: 'DELETE',
    path: '/deletedsecrets/{name}',
    query: [],
    status: 204,
    action: 'purge/action',
    leadsTo: 'SecretPurge',
  },
  RecoverDeletedSecret: {
    id: 'RecoverDeletedSecret',
    method: 'POST',
    path: '/deletedsecrets/{name}/recover',
    query: [],
    status: 200,
    response: 'SecretBundle',
    action: 'recover/action',
    leadsTo: 'SecretRecover',
  },
  BackupSecret: {
    id: 'BackupSecret',
    method: 'POST',
    path: '/secrets/{name}/backup',
    query: [],
    status: 200,
    response: 'BackupSecretResult',
    action: 'backup/action',
    leadsTo: 'SecretBackup',
  },
  RestoreSecret: {
    id: 'RestoreSecret',
    method: 'POST',
    path: '/secrets/restore',
    query: [],
    request: restoreBody,
    status: 200,
    response: 'SecretBundle',
    action: 'restore/action',
    leadsTo: 'SecretRestore',
  },
} as const satisfies Readonly<Record<string, WireOperation>>;

export type SecretOperationId = keyof typeof secretOperations;
