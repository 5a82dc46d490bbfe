import type { OperationName } from '../../../app/contract/operation.ts';
import { type KeyOperation, type KeyOperationId, keyOperations } from '../contract/key-operation.ts';
import { secretOperations, type WireOperation } from '../contract/secret-operation.ts';
import { bodyOf, pathOf } from '../contract/wire-desk.ts';

/** How one operation of the house is asked for by Key Vault's own words. */
export interface Wired {
  readonly method: string;
  path(name: string): string;
  readonly body?: object;
}

const version = 'f'.repeat(32);

const leadsTo = {
  CreateKey: 'KeyCreate',
  ImportKey: 'KeyImport',
  RotateKey: 'KeyRotate',
  DeleteKey: 'KeyDelete',
  UpdateKey: 'KeyUpdate',
  GetKey: 'KeyGet',
  GetKeyVersions: 'KeyListVersions',
  GetKeys: 'KeyList',
  BackupKey: 'KeyBackup',
  RestoreKey: 'KeyRestore',
  encrypt: 'KeyEncrypt',
  wrapKey: 'KeyWrap',
  sign: 'KeySign',
  verify: 'KeyVerify',
  GetDeletedKeys: 'KeyListDeleted',
  GetDeletedKey: 'KeyGetDeleted',
  PurgeDeletedKey: 'KeyPurge',
  RecoverDeletedKey: 'KeyRecover',
  release: 'KeyRelease',
  GetKeyRotationPolicy: 'KeyRotationPolicyGet',
  UpdateKeyRotationPolicy: 'KeyRotationPolicySet',
} as const satisfies Readonly<Record<KeyOperationId, OperationName>>;

const sealed = { alg: 'A256KW', value: Buffer.alloc(40, 1).toString('base64url') };

/** What opens what the others sealed. */
const opening: readonly (readonly [OperationName, KeyOperation])[] = [
  ['KeyDecrypt', { ...keyOperations.sign, path: '/keys/{name}/{version}/decrypt', body: () => ({ ...sealed, alg: 'RSA-OAEP-256' }) }],
  ['KeyUnwrap', { ...keyOperations.sign, path: '/keys/{name}/{version}/unwrapkey', body: () => sealed }],
];

function ofSecret(operation: WireOperation): readonly [string, Wired] {
  const body = bodyOf(operation);
  const named = operation.method === 'PATCH' ? { version } : {};
  return [operation.leadsTo, { method: operation.method, path: (name) => pathOf(operation, { name, ...named }), ...(body && { body }) }];
}

function ofKey(name: OperationName, operation: KeyOperation): readonly [string, Wired] {
  const body = operation.body?.({ name: 'any', version, backup: Buffer.from('a backup').toString('base64url') });
  return [
    name,
    {
      method: operation.method,
      path: (about) => operation.path.replace('{name}', about).replace('{version}', version),
      ...(body && { body }),
    },
  ];
}

const ids = Object.keys(keyOperations) as KeyOperationId[];

/** Operations of the house by name, as Key Vault's wire has them. */
export const wire: ReadonlyMap<string, Wired> = new Map([
  ...Object.values(secretOperations).map(ofSecret),
  ...ids.map((id) => ofKey(leadsTo[id], keyOperations[id])),
  ...opening.map(([name, operation]) => ofKey(name, operation)),
]);
