import { generateKeyPairSync } from 'node:crypto';
import { anAttester, anEnvironment, aRule } from '../../support/an-attester.ts';

/** What has been made before an operation is asked for. */
export interface KeyGround {
  readonly name: string;
  readonly version: string;
  /** Base64url of a backup; empty where none was made. */
  readonly backup: string;
}

/** One operation on keys of the version 2026-04-01, from Key Vault's own description of itself. */
export interface KeyOperation {
  readonly method: string;
  /** `{name}` and `{version}` stand for what is asked for. */
  readonly path: string;
  readonly body?: (ground: KeyGround) => object;
  readonly status: number;
  readonly response?:
    | 'KeyBundle'
    | 'DeletedKeyBundle'
    | 'KeyList'
    | 'DeletedKeyList'
    | 'KeyOperationResult'
    | 'Verdict'
    | 'Backup'
    | 'Release'
    | 'Policy';
  /** The data action without what all of them begin with. */
  readonly action: string;
  /** Where the key is before. */
  readonly from: 'absent' | 'there' | 'in the bin' | 'backed up';
  /** `leaving`: one that may be released to who the attester attests. */
  readonly type?: 'oct' | 'leaving';
}

const digest = Buffer.alloc(32, 7).toString('base64url');
const { n, e, d, p, q, dp, dq, qi } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const text = Buffer.from('salary').toString('base64url');
const wrapped = { alg: 'A256KW', value: Buffer.alloc(32, 1).toString('base64url') };

/** Whom the house is to trust. */
export const attester = anAttester();
const target = await attester.attest(Date.now(), anEnvironment());

/** What a key is made with that may leave. */
export const leaving = {
  attributes: { exportable: true },
  release_policy: { data: Buffer.from(JSON.stringify(aRule(attester.authority))).toString('base64url') },
};

export const keyOperations = {
  CreateKey: {
    method: 'POST',
    path: '/keys/{name}/create',
    body: () => ({ kty: 'EC', crv: 'P-256', key_ops: ['sign'], attributes: { enabled: true, exp: 1_900_000_000 }, tags: { a: '1' } }),
    status: 200,
    response: 'KeyBundle',
    action: 'keys/create/action',
    from: 'absent',
  },
  ImportKey: {
    method: 'PUT',
    path: '/keys/{name}',
    body: () => ({ key: { kty: 'RSA', key_ops: ['sign'], n, e, d, p, q, dp, dq, qi }, tags: {} }),
    status: 200,
    response: 'KeyBundle',
    action: 'keys/import/action',
    from: 'absent',
  },
  RotateKey: {
    method: 'POST',
    path: '/keys/{name}/rotate',
    status: 200,
    response: 'KeyBundle',
    action: 'keys/rotate/action',
    from: 'there',
  },
  DeleteKey: { method: 'DELETE', path: '/keys/{name}', status: 200, response: 'DeletedKeyBundle', action: 'keys/delete', from: 'there' },
  UpdateKey: {
    method: 'PATCH',
    path: '/keys/{name}/{version}',
    body: () => ({ tags: { owner: 'dev' }, attributes: { exp: 1_900_000_000 }, key_ops: ['verify'] }),
    status: 200,
    response: 'KeyBundle',
    action: 'keys/update/action',
    from: 'there',
  },
  GetKey: { method: 'GET', path: '/keys/{name}/{version}', status: 200, response: 'KeyBundle', action: 'keys/read', from: 'there' },
  GetKeyVersions: { method: 'GET', path: '/keys/{name}/versions', status: 200, response: 'KeyList', action: 'keys/read', from: 'there' },
  GetKeys: { method: 'GET', path: '/keys', status: 200, response: 'KeyList', action: 'keys/read', from: 'there' },
  BackupKey: { method: 'POST', path: '/keys/{name}/backup', status: 200, response: 'Backup', action: 'keys/backup/action', from: 'there' },
  RestoreKey: {
    method: 'POST',
    path: '/keys/restore',
    body: ({ backup }) => ({ value: backup }),
    status: 200,
    response: 'KeyBundle',
    action: 'keys/restore/action',
    from: 'backed up',
  },
  encrypt: {
    method: 'POST',
    path: '/keys/{name}/{version}/encrypt',
    body: () => ({ alg: 'A256GCM', value: text, aad: text }),
    status: 200,
    response: 'KeyOperationResult',
    action: 'keys/encrypt/action',
    from: 'there',
    type: 'oct',
  },
  wrapKey: {
    method: 'POST',
    path: '/keys/{name}/{version}/wrapkey',
    body: () => wrapped,
    status: 200,
    response: 'KeyOperationResult',
    action: 'keys/wrap/action',
    from: 'there',
    type: 'oct',
  },
  sign: {
    method: 'POST',
    path: '/keys/{name}/{version}/sign',
    body: () => ({ alg: 'ES256', value: digest }),
    status: 200,
    response: 'KeyOperationResult',
    action: 'keys/sign/action',
    from: 'there',
  },
  verify: {
    method: 'POST',
    path: '/keys/{name}/{version}/verify',
    body: () => ({ alg: 'ES256', digest, value: Buffer.alloc(64, 1).toString('base64url') }),
    status: 200,
    response: 'Verdict',
    action: 'keys/verify/action',
    from: 'there',
  },
  GetDeletedKeys: { method: 'GET', path: '/deletedkeys', status: 200, response: 'DeletedKeyList', action: 'keys/read', from: 'in the bin' },
  GetDeletedKey: {
    method: 'GET',
    path: '/deletedkeys/{name}',
    status: 200,
    response: 'DeletedKeyBundle',
    action: 'keys/read',
    from: 'in the bin',
  },
  PurgeDeletedKey: { method: 'DELETE', path: '/deletedkeys/{name}', status: 204, action: 'keys/purge/action', from: 'in the bin' },
  RecoverDeletedKey: {
    method: 'POST',
    path: '/deletedkeys/{name}/recover',
    status: 200,
    response: 'KeyBundle',
    action: 'keys/recover/action',
    from: 'in the bin',
  },
  release: {
    method: 'POST',
    path: '/keys/{name}/{version}/release',
    body: () => ({ target, nonce: 'fresh', enc: 'RSA_AES_KEY_WRAP_256' }),
    status: 200,
    response: 'Release',
    action: 'keys/release/action',
    from: 'there',
    type: 'leaving',
  },
  GetKeyRotationPolicy: {
    method: 'GET',
    path: '/keys/{name}/rotationpolicy',
    status: 200,
    response: 'Policy',
    action: 'keyrotationpolicies/read',
    from: 'there',
  },
  UpdateKeyRotationPolicy: {
    method: 'PUT',
    path: '/keys/{name}/rotationpolicy',
    body: () => ({
      lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Rotate' } }],
      attributes: { expiryTime: 'P2Y' },
    }),
    status: 200,
    response: 'Policy',
    action: 'keyrotationpolicies/write',
    from: 'there',
  },
} as const satisfies Readonly<Record<string, KeyOperation>>;

export type KeyOperationId = keyof typeof keyOperations;
