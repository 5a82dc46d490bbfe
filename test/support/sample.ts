import type { LogRow } from '../../app/contract/log.ts';
import type { Input, OperationName, Output } from '../../app/contract/operation.ts';
import type { SecretProperties } from '../../app/contract/secret.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const time = 1_790_000_000_000;
const bytes = (...values: number[]) => Uint8Array.of(...values);
const passphrase = () => new TextEncoder().encode('correct horse battery staple');

const vault = {
  id,
  name: 'payroll',
  resourceId: `/subscriptions/${id}/resourceGroups/main/providers/Microsoft.KeyVault/vaults/payroll`,
  resourceGroup: `/subscriptions/${id}/resourceGroups/main`,
  retentionDays: 90,
  purgeProtection: true,
  tags: { owner: 'finance' },
  secretCount: 1,
  createdOn: time,
  createdBy: 'ada',
};

const secret: SecretProperties = {
  vault: 'payroll',
  name: 'db-password',
  version: '0123456789abcdef0123456789abcdef',
  id: 'https://payroll.vault.localhost:8443/secrets/db-password/0123456789abcdef0123456789abcdef',
  current: true,
  enabled: true,
  tags: {},
  valueBytes: 3,
  createdOn: time,
  updatedOn: time,
  createdBy: 'ada',
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
};

const session = {
  id,
  person: { id, name: 'ada', displayName: 'Ada Lovelace' },
  tenant: { id, name: 'Analytical Engines' },
  resourceGroup: vault.resourceGroup,
  roles: [{ name: 'Key Vault Administrator', scope: '/' }],
  startedOn: time,
};

const slot = { id, kind: 'passphrase' as const, label: 'Passphrase', createdOn: time };

export const aLogRow = (sequence: number): LogRow => ({
  sequence,
  time,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  identity: 'ada',
  object: 'payroll / db-password',
  door: 'window',
  address: 'window',
  durationMs: 1.5,
});

const record = {
  ...aLogRow(1),
  resourceId: vault.resourceId,
  correlationId: id,
  requestId: id,
  properties: {},
  leafHash: 'AA',
  canonical: '{}',
};

/** One good input and output of every operation. */
export const sample = {
  InstanceGet: {
    input: {},
    output: { state: 'open', appVersion: '0.1.0', slots: [slot], keychain: 'absent', recovering: false, idleMinutes: 10 },
  },
  InstancePrepare: { input: { split: { count: 5, threshold: 3 } }, output: { shares: [bytes(1), bytes(2)] } },
  InstanceCreate: {
    input: {
      organisation: 'Analytical Engines',
      subscription: 'Main',
      resourceGroup: 'main',
      person: { name: 'ada', displayName: 'Ada Lovelace', password: passphrase() },
      passphrase: passphrase(),
      keychain: false,
      shareCheck: bytes(1),
    },
    output: { instanceId: id },
  },
  InstanceUnlock: { input: { kind: 'passphrase', slot: id, passphrase: passphrase() }, output: { state: 'open' } },
  InstanceLock: { input: { reason: 'person' }, output: {} },
  InstanceSeal: { input: {}, output: {} },
  InstanceRestoreAccept: { input: { reason: 'Restored from the backup of Monday' }, output: {} },
  InstanceBackup: {
    input: {},
    output: { folder: '/home/ada/.local/share/strongroom/backup/2026-03-03', sizeBytes: 81_920, createdOn: 1_772_539_200_000 },
  },
  InstanceRecover: { input: { passphrase: passphrase(), person: 'ada', password: passphrase() }, output: {} },
  SlotList: { input: {}, output: { slots: [slot] } },
  SlotAdd: {
    input: { kind: 'shares', label: 'Board', split: { count: 3, threshold: 2 }, password: passphrase() },
    output: { slot, shares: [bytes(1)] },
  },
  SlotRemove: { input: { slot: id, reason: 'Lost', password: passphrase() }, output: {} },
  SettingPut: { input: { idleMinutes: 10 }, output: {} },
  SessionCreate: { input: { person: 'ada', password: passphrase() }, output: session },
  SessionGet: { input: {}, output: session },
  SessionDelete: { input: {}, output: {} },
  VaultPut: {
    input: { name: 'payroll', resourceGroup: vault.resourceGroup, retentionDays: 90, purgeProtection: true, tags: {} },
    output: vault,
  },
  VaultGet: { input: { vault: 'payroll' }, output: vault },
  VaultList: { input: {}, output: { items: [vault] } },
  SecretSet: {
    input: { vault: 'payroll', name: 'db-password', value: bytes(1, 2, 3), enabled: true, tags: {} },
    output: secret,
  },
  SecretGet: { input: { vault: 'payroll', name: 'db-password' }, output: { properties: secret, value: bytes(1, 2, 3) } },
  SecretList: { input: { vault: 'payroll' }, output: { items: [secret] } },
  SecretListVersions: { input: { vault: 'payroll', name: 'db-password' }, output: { items: [secret] } },
  LogList: { input: { limit: 100, filter: {} }, output: { rows: [aLogRow(0)], total: 1 } },
  LogGet: { input: { sequence: 1 }, output: record },
  LogFollow: { input: { after: -1, filter: {} }, output: [aLogRow(0)] },
  LogVerify: { input: {}, output: { checked: 1, total: 1 } },
  LogCheckpointList: {
    input: { limit: 10 },
    output: { checkpoints: [{ size: 1, rootHash: 'AA', signedOn: time, note: 'note' }], total: 1, publicKey: 'AA' },
  },
} as const satisfies { readonly [N in OperationName]: { readonly input: Input<N>; readonly output: Output<N> } };
