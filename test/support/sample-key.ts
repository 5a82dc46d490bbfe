import type { HsmModule, HsmToken } from '../../app/contract/hsm.ts';
import type { DeletedKey, KeyProperties } from '../../app/contract/key.ts';
import type { CopyRow } from '../../app/contract/key-copy.ts';
import type { Input, OperationName, Output } from '../../app/contract/operation.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const version = '0123456789abcdef0123456789abcdef';
const time = 1_790_000_000_000;
const bytes = (...values: number[]) => Uint8Array.of(...values);
const pin = () => new TextEncoder().encode('123456');

/** A software key as lists show it. */
export const aKey: KeyProperties = {
  vault: 'payroll',
  name: 'signing',
  version,
  id: `/keys/signing/${version}`,
  current: true,
  type: 'EC',
  spec: { family: 'EC', curve: 'P-256' },
  operations: ['sign', 'verify'],
  protection: { kind: 'software' },
  origin: 'generated',
  publicKey: { family: 'EC', curve: 'P-256', x: new Uint8Array(32).fill(1), y: new Uint8Array(32).fill(2) },
  exportable: false,
  enabled: true,
  tags: {},
  createdOn: time,
  updatedOn: time,
  createdBy: 'ada',
  revision: 1,
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
};

const aDeletedKey: DeletedKey = { ...aKey, deletedOn: time, purgeOn: time, deletedBy: 'ada' };

/** A token that is open. */
export const aToken: HsmToken = {
  id,
  module: id,
  label: 'Office HSM',
  serial: '0123456789abcdef',
  manufacturer: 'SoftHSM project',
  model: 'SoftHSM v2',
  hardwareVersion: '2.6',
  firmwareVersion: '2.6',
  state: 'open',
  userPin: 'fine',
  officerPin: 'fine',
  hasPinPad: false,
  keepsPin: false,
  sessions: 1,
  ability: { specs: [{ family: 'RSA', bits: 2048 }], native: ['RS256'], composed: ['RSA-OAEP-256'], imports: true, probedOn: time },
  vaults: ['payroll'],
  keyCount: 1,
};

/** A module whose process is ready. */
export const aModule: HsmModule = {
  id,
  name: 'SoftHSM',
  path: '/usr/lib/softhsm/libsofthsm2.so',
  parameters: '',
  state: 'ready',
  manufacturer: 'SoftHSM',
  description: 'Implementation of PKCS11',
  version: '2.6',
  cryptokiVersion: '2.40',
  startedOn: time,
  crashes: 0,
  wrongAnswers: 0,
  tokens: [aToken],
  slots: [{ slot: 1, description: 'SoftHSM slot ID 0x1', token: 'blank' }],
};

/** A key of a plan that would become an HSM key, and is there as another. */
const aCopyRow: CopyRow = {
  name: 'signing',
  status: 'taken',
  notes: ['disabled'],
  source: {
    type: 'EC',
    spec: aKey.spec,
    operations: ['sign'],
    enabled: false,
    tags: { a: 'b' },
    policy: { expiryDays: 90 },
    exportable: false,
  },
  target: { type: 'EC', spec: aKey.spec, operations: ['sign'], enabled: true, tags: {}, expires: time, exportable: false },
  made: { type: 'EC-HSM' },
  differs: ['type', 'enabled', 'tags'],
  usual: false,
};

const named = { vault: 'payroll', name: 'signing' };
const attributes = { enabled: true, tags: {} };
const cipher = { ...named, algorithm: 'RSA-OAEP-256', value: bytes(1, 2, 3) } as const;
const ciphered = { id: aKey.id, value: bytes(1, 2, 3) };
const aRefusal = { vault: 'orders', name: 'signing', outcome: 'refused', code: 'Forbidden' } as const;
const aRefused = { job: id, done: 1, total: 1, changed: 0, unchanged: 0, refused: 1, rows: [aRefusal] };
const digest = new Uint8Array(32).fill(7);
const policy = { rotate: { from: 'creation', days: 90 }, expiryDays: 120 } as const;

const inToken = { token: id, object: 'abcd' } as const;

/** One good input and output of every operation on keys and HSMs. */
export const keySample = {
  KeyCreate: { input: { ...named, ...attributes, type: 'EC', curve: 'P-256' }, output: aKey },
  KeyCopyPlan: {
    input: { source: 'payroll', target: 'orders', names: ['signing'], protection: 'hsm', dates: 'anew', policies: true },
    output: { job: id, done: 1, total: 1, token: 'open', rows: [aCopyRow] },
  },
  KeyCopyRun: {
    input: { job: id, source: 'payroll', target: 'orders', taken: 'version', except: ['signing'] },
    output: aRefused,
  },
  KeyCopyUndo: { input: { job: id, source: 'payroll', target: 'orders' }, output: aRefused },
  KeyFilePreview: { input: { upload: id }, output: { spec: aKey.spec } },
  KeyImport: { input: { ...named, ...attributes, hsm: false, jwk: { family: 'oct', k: new Uint8Array(32) } }, output: aKey },
  KeyGet: { input: named, output: aKey },
  KeyList: { input: { vault: 'payroll' }, output: { items: [aKey] } },
  KeyListVersions: { input: named, output: { items: [aKey] } },
  KeySearch: { input: {}, output: { items: [aKey] } },
  KeyAttention: {
    input: {},
    output: {
      total: 3,
      expired: 0,
      expiring: 0,
      unrotated: 1,
      overdue: 1,
      overdueKeys: [{ ...named, rotatesOn: time, trouble: 'token-locked', triedOn: time }],
      purgedSoon: 0,
      tokens: [{ token: id, label: 'Office', state: 'locked', keys: 2 }],
      byWeek: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      vaults: [{ vault: 'payroll', expired: 0, expiring: 0 }],
    },
  },
  KeyUpdate: { input: { ...named, enabled: false }, output: aKey },
  KeyDelete: { input: named, output: aDeletedKey },
  KeyGetDeleted: { input: named, output: aDeletedKey },
  KeyListDeleted: { input: { vault: 'payroll' }, output: { items: [aDeletedKey] } },
  KeyRecover: { input: named, output: aKey },
  KeyPurge: { input: named, output: {} },
  KeyBackup: { input: named, output: { part: bytes(1) } },
  KeyRestore: { input: { vault: 'payroll', file: bytes(1) }, output: aKey },
  KeyRotate: { input: named, output: aKey },
  KeyRotationPolicyGet: { input: named, output: policy },
  KeyRotationPolicySet: { input: { ...named, policy }, output: policy },
  KeyEncrypt: { input: cipher, output: ciphered },
  KeyDecrypt: { input: cipher, output: ciphered },
  KeyWrap: { input: cipher, output: ciphered },
  KeyUnwrap: { input: cipher, output: ciphered },
  KeySign: { input: { ...named, algorithm: 'ES256', digest }, output: ciphered },
  KeyVerify: { input: { ...named, algorithm: 'ES256', digest, signature: new Uint8Array(64) }, output: { id: aKey.id, valid: true } },
  KeyRelease: {
    input: { ...named, target: 'eyJ.e30.AA' },
    output: { id: aKey.id, value: 'eyJ.e30.AA', issuer: 'https://contoso.attest.example', environment: 'f'.repeat(43) },
  },
  KeyAttestationGet: { input: named, output: aKey },
  KeyUseList: {
    input: named,
    output: {
      items: [{ version, identity: { id, name: 'ada', kind: 'person' }, operation: 'KeySign', count: 1, lastOn: time }],
      since: time,
    },
  },
  HsmModuleList: { input: {}, output: { items: [aModule] } },
  HsmFollow: { input: {}, output: { items: [aModule] } },
  HsmModuleFind: { input: {}, output: { items: [{ path: aModule.path, name: 'SoftHSM', added: true }] } },
  HsmModuleAdd: { input: { name: 'SoftHSM', path: aModule.path, parameters: '' }, output: aModule },
  HsmModuleRemove: { input: { id }, output: {} },
  HsmModuleRestart: { input: { id }, output: aModule },
  HsmTokenInit: { input: { module: id, slot: 1, label: 'Office HSM', officerPin: pin(), userPin: pin() }, output: aToken },
  HsmTokenOpen: { input: { token: id, pin: pin(), keep: false }, output: aToken },
  HsmTokenClose: { input: { token: id }, output: aToken },
  HsmPinChange: { input: { token: id, role: 'user', pin: pin(), newPin: pin() }, output: aToken },
  HsmPinReset: { input: { token: id, officerPin: pin(), newPin: pin() }, output: aToken },
  HsmTokenProbe: { input: { token: id }, output: aToken },
  HsmTokenPatch: { input: { token: id, certification: 'FIPS 140-2 level 3, certificate 4321' }, output: aToken },
  HsmTokenForget: { input: { token: id }, output: {} },
  HsmBindingPut: { input: { vault: 'payroll', token: id }, output: {} },
  HsmObjectList: {
    input: { token: id },
    output: {
      items: [
        {
          object: 'abcd',
          label: 'old signing',
          kind: 'private',
          type: 'EC',
          spec: aKey.spec,
          sensitive: true,
          extractable: true,
          trustedOnly: false,
          twin: false,
          ofVault: false,
        },
      ],
    },
  },
  HsmObjectWrap: { input: { ...inToken, ...named, version, hash: 'SHA-1' }, output: { content: bytes(1, 2, 3) } },
  KeyByokMake: {
    input: {
      file: { upload: id },
      pem: '-----BEGIN PUBLIC KEY-----',
      hash: 'SHA-1',
      kid: `https://payroll.vault.azure.net/keys/exchange/${version}`,
    },
    output: { spec: aKey.spec, content: bytes(1, 2, 3) },
  },
  KeyTransferCheck: {
    input: { ...inToken, vault: 'payroll' },
    output: { obstacles: ['trusted-only'], hash: 'SHA-1', wraps: 'native', unwraps: 'composed', exchange: { name: 'exchange', version } },
  },
  KeyTransferProve: { input: { ...inToken, ...named, version }, output: { proof: 'signature' } },
  KeyTransfer: {
    input: { ...inToken, ...named, keep: false, hash: 'SHA-1' },
    output: { step: 'prove', state: 'done', made: 'exchange-1', key: aKey, proof: 'signature' },
  },
} satisfies {
  readonly [N in Extract<OperationName, `Key${string}` | `Hsm${string}`>]: { input: Input<N>; output: Output<N> };
};
