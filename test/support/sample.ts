import type { AccessRequest, Assignment } from '../../app/contract/access.ts';
import type { LogRow } from '../../app/contract/log.ts';
import type { Input, OperationName, Output } from '../../app/contract/operation.ts';
import type { BulkProgress } from '../../app/contract/bulk.ts';
import type { View } from '../../app/contract/search.ts';
import type { SecretProperties } from '../../app/contract/secret.ts';
import { applicationSample } from './sample-application.ts';
import { keySample } from './sample-key.ts';
import { peopleSample } from './sample-people.ts';
import { poolSample } from './sample-pool.ts';
import { releaseSample } from './sample-release.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const time = 1_790_000_000_000;
const bytes = (...values: number[]) => Uint8Array.of(...values);
const passphrase = () => new TextEncoder().encode('correct horse battery staple');

const vault = {
  id,
  name: 'payroll',
  resourceId: `/subscriptions/${id}/resourceGroups/main/providers/Microsoft.KeyVault/vaults/payroll`,
  resourceGroup: `/subscriptions/${id}/resourceGroups/main`,
  tier: 'standard',
  retentionDays: 90,
  purgeProtection: true,
  enforceDates: false,
  tags: { owner: 'finance' },
  secretCount: 1,
  keyCount: 1,
  createdOn: time,
  createdBy: 'ada',
  revision: 1,
} as const;

const deleted = { deletedOn: time, purgeOn: time, deletedBy: 'ada' };

const secret: SecretProperties = {
  vault: 'payroll',
  name: 'db-password',
  version: '0123456789abcdef0123456789abcdef',
  id: '/secrets/db-password/0123456789abcdef0123456789abcdef',
  current: true,
  enabled: true,
  tags: {},
  valueBytes: 3,
  createdOn: time,
  updatedOn: time,
  createdBy: 'ada',
  revision: 1,
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
};

const view: View = { id, name: 'Expiring', query: { state: ['expiring'] }, sort: { by: 'expires', direction: 'up' } };

const bulkProgress: BulkProgress = {
  job: id,
  done: 1,
  total: 1,
  changed: 1,
  unchanged: 0,
  refused: 0,
  rows: [{ vault: 'payroll', name: 'db-password', outcome: 'changed' }],
};

const slot = { id, kind: 'passphrase' as const, label: 'Passphrase', createdOn: time };
const token = { token: id, label: 'Office HSM', serial: '0042', model: 'Token', path: '/usr/lib/token.so', parameters: '' };
const hsmSlot = { id, kind: 'hsm' as const, label: 'Office HSM', createdOn: time, place: { ...token, algorithm: 'A256GCM' as const } };

export const aLogRow = (sequence: number): LogRow => ({
  sequence,
  time,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  identity: 'ada',
  identityId: id,
  object: 'payroll / db-password',
  vault: 'payroll',
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

const aTally = { succeeded: 3, refused: 1, failed: 0, attempted: 0 };

const logFilter = { result: ['refused' as const], operation: ['SecretGet'], identity: [id], vault: ['payroll'], text: 'db', from: time };

const logView = { id, name: 'Refusals', filter: logFilter, columns: ['time', 'operation'] };

const named = { id, name: 'Key Vault Secrets User' };

const assignment: Assignment = {
  id,
  principal: { id, name: 'Ada Lovelace', kind: 'person' },
  role: named,
  scope: `${vault.resourceId}/secrets/db-password`,
  place: 'payroll / db-password',
  state: 'ended',
  from: time,
  until: time + 1,
  grantedBy: 'Grace Hopper',
  endedBy: 'Grace Hopper',
  reason: 'Works on payroll',
  inherited: true,
  through: [{ id, name: 'Payroll' }],
};

const accessRequest: AccessRequest = {
  id,
  by: { id, name: 'Ada Lovelace', kind: 'person' },
  operation: 'SecretGet',
  vault: 'payroll',
  name: 'db-password',
  action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  scope: assignment.scope,
  smallestRole: named,
  reason: 'Works on payroll',
  createdOn: time,
  state: 'granted',
  decidedBy: 'Grace Hopper',
  decidedOn: time,
  note: 'Until the migration is over',
};

/** One good input and output of every operation. */
export const sample = {
  InstanceGet: {
    input: {},
    output: {
      state: 'open',
      appVersion: '0.1.0',
      slots: [slot],
      keychain: 'absent',
      recovering: false,
      idleMinutes: 10,
      serving: { state: 'off', locked: false },
    },
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
  SlotList: { input: {}, output: { slots: [slot, hsmSlot] } },
  SlotLook: { input: { slot: id }, output: { state: 'there', print: 'A'.repeat(43), userPin: 'fine', hasPinPad: false } },
  SlotAdd: {
    input: { kind: 'shares', label: 'Board', split: { count: 3, threshold: 2 }, password: passphrase() },
    output: { slot, shares: [bytes(1)] },
  },
  SlotRemove: { input: { slot: id, reason: 'Lost', password: passphrase() }, output: {} },
  SettingPut: { input: { idleMinutes: 10 }, output: {} },
  ...peopleSample,
  PrincipalSearch: { input: { text: 'gra' }, output: { items: [{ id, kind: 'person', name: 'Grace Hopper' }] } },
  RoleList: {
    input: {},
    output: {
      items: [
        {
          ...named,
          description: 'Reads values',
          kind: 'vault',
          actions: [],
          notActions: [],
          dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action'],
          assignable: [id],
          elevates: 'assignments',
        },
      ],
    },
  },
  RoleAssignmentList: {
    input: {
      scope: vault.resourceId,
      reach: 'here',
      principal: id,
      role: id,
      state: ['in force'],
      at: time,
      members: true,
      after: 'a',
      limit: 100,
    },
    output: { items: [assignment], next: 'b', total: 2 },
  },
  RoleAssignmentCreate: {
    input: { principal: id, role: id, scope: vault.resourceId, reason: 'Works on payroll', from: time, until: time + 1 },
    output: assignment,
  },
  RoleAssignmentEnd: { input: { id, reason: 'Left the team' }, output: assignment },
  RoleAssignmentPatch: { input: { id, until: time, reason: 'Stays longer' }, output: assignment },
  AccessMine: { input: {}, output: { items: [assignment] } },
  AccessCheck: {
    input: { wishes: [{ operation: 'SecretGet', vault: 'payroll', name: 'db-password' }] },
    output: {
      answers: [
        { allowed: true },
        { allowed: false, refusal: { missing: accessRequest.action, smallestRole: named.name, grantors: ['Grace Hopper'] } },
      ],
    },
  },
  SecretShared: { input: {}, output: { items: [secret] } },
  AccessRequestCreate: {
    input: { operation: 'SecretGet', vault: 'payroll', name: 'db-password', reason: 'Works on payroll' },
    output: accessRequest,
  },
  AccessRequestList: {
    input: { whose: 'decide', state: ['open'], after: 'a', limit: 100 },
    output: { items: [accessRequest], next: 'b', total: 2 },
  },
  AccessRequestDecide: {
    input: { id, decision: { kind: 'grant', role: id, scope: vault.resourceId, until: time }, note: 'Until the migration is over' },
    output: accessRequest,
  },
  AccessRequestWithdraw: { input: { id }, output: {} },
  VaultPut: {
    input: { name: 'payroll', resourceGroup: vault.resourceGroup, tier: 'standard', retentionDays: 90, purgeProtection: true, tags: {} },
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
  LogList: { input: { limit: 100, filter: {} }, output: { rows: [aLogRow(0)], total: { count: 1, atLeast: false } } },
  LogGet: { input: { sequence: 1, scope: vault.resourceId }, output: record },
  LogFollow: { input: { after: -1, filter: {} }, output: [aLogRow(0)] },
  LogVerify: { input: {}, output: { checked: 1, total: 1 } },
  LogHistogram: {
    input: { scope: vault.resourceId, filter: logFilter, bars: 60 },
    output: { from: time, until: time + 60_000, stepMs: 1000, bars: [aTally], total: aTally, end: 4 },
  },
  LogFacetList: {
    input: { scope: '/', filter: {}, fields: ['operation', 'identity'], text: 'sec', limit: 10 },
    output: { facets: [{ field: 'identity', values: [{ value: id, label: 'ada', count: 3 }], more: false }], end: 4 },
  },
  LogExport: { input: { scope: '/', filter: {}, format: 'csv' }, output: { part: bytes(1, 2), done: 1, total: 2 } },
  LogDeletePreview: { input: { removal: { kind: 'before', before: time } }, output: { count: 2, oldest: time, newest: time } },
  LogDelete: {
    input: { removal: { kind: 'records', sequences: [1, 2] }, reason: 'Asked for by the person', password: passphrase() },
    output: { done: 1, total: 2 },
  },
  LogRetentionGet: { input: {}, output: { days: 400 } },
  LogRetentionPut: { input: { days: 400, reason: 'Policy', password: passphrase() }, output: { days: 400 } },
  LogViewList: { input: {}, output: { items: [logView] } },
  LogViewPut: { input: { name: logView.name, filter: logView.filter, columns: logView.columns }, output: logView },
  LogViewDelete: { input: { id }, output: {} },
  LogCheckpointList: {
    input: { limit: 10 },
    output: { checkpoints: [{ size: 1, rootHash: 'AA', signedOn: time, note: 'note' }], total: 1, publicKey: 'AA' },
  },
  VaultPatch: {
    input: { vault: 'payroll', revision: 1, tier: 'premium', enforceDates: true, deletionLock: { reason: 'audit' } },
    output: vault,
  },
  VaultDelete: { input: { vault: 'payroll' }, output: { ...vault, ...deleted } },
  VaultListDeleted: { input: {}, output: { items: [{ ...vault, ...deleted }] } },
  VaultRecover: { input: { vault: 'payroll' }, output: vault },
  VaultPurge: { input: { vault: 'payroll' }, output: {} },
  ResourceGroupList: { input: {}, output: { items: [{ path: vault.resourceGroup, name: 'main', subscription: 'first' }] } },
  ResourceGroupPut: { input: { name: 'shop' }, output: { path: vault.resourceGroup, name: 'main', subscription: 'first' } },
  SecretUpdate: {
    input: {
      vault: 'payroll',
      name: 'db-password',
      version: secret.version,
      revision: 1,
      enabled: false,
      expires: time,
      tags: { owner: 'ops' },
    },
    output: secret,
  },
  SecretRollBack: { input: { vault: 'payroll', name: 'db-password', version: secret.version, expect: secret.version }, output: secret },
  SecretCompare: {
    input: { vault: 'payroll', name: 'db-password', versions: [secret.version, secret.version] },
    output: { same: true },
  },
  SecretDelete: { input: { vault: 'payroll', name: 'db-password' }, output: { ...secret, ...deleted } },
  SecretGetDeleted: { input: { vault: 'payroll', name: 'db-password' }, output: { ...secret, ...deleted } },
  SecretListDeleted: { input: { vault: 'payroll' }, output: { items: [{ ...secret, ...deleted }] } },
  SecretRecover: { input: { vault: 'payroll', name: 'db-password' }, output: secret },
  SecretPurge: { input: { vault: 'payroll', name: 'db-password' }, output: {} },
  SecretBackup: { input: { vault: 'payroll', name: 'db-password' }, output: { part: bytes(1, 2, 3) } },
  SecretRestore: { input: { vault: 'payroll', upload: id }, output: secret },
  UploadBegin: { input: { sizeBytes: 3 }, output: { upload: id } },
  UploadSend: { input: { upload: id, part: bytes(1, 2, 3) }, output: {} },
  SecretSearch: {
    input: {
      query: { text: 'db', vault: ['payroll'], state: ['active'], deleted: true },
      sort: { by: 'name', direction: 'up' },
      limit: 100,
    },
    output: { items: [{ ...secret, ...deleted }], total: { count: 1, atLeast: false } },
  },
  SecretAttention: {
    input: {},
    output: {
      total: 1,
      expired: 0,
      expiring: 0,
      unchanged: 0,
      disabled: 0,
      purgedSoon: 0,
      disabledButRead: [{ vault: 'payroll', name: 'db-password', count: 2, lastOn: time }],
      byWeek: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      vaults: [{ vault: 'payroll', expired: 0, expiring: 0 }],
    },
  },
  ViewList: { input: {}, output: { items: [view] } },
  ViewPut: { input: { name: view.name, query: view.query, sort: view.sort }, output: view },
  ViewDelete: { input: { id }, output: {} },
  ImportOpen: {
    input: { upload: id, fileName: '.env', vault: 'payroll', format: 'env' },
    output: { import: id, format: 'env', rowCount: 1 },
  },
  ImportPlan: {
    input: { import: id, naming: { prefix: '', separator: '-', lowerCase: true }, compare: true },
    output: { done: 1, total: 1 },
  },
  ImportRowList: {
    input: { import: id, offset: 0, limit: 100 },
    output: {
      items: [
        {
          row: 0,
          line: 1,
          source: 'DB_PASSWORD',
          name: 'db-password',
          valueBytes: 3,
          enabled: true,
          tags: {},
          status: 'new',
          personal: false,
          choice: 'write',
        },
      ],
      total: 1,
      counts: { new: 1, changed: 0, same: 0, exists: 0, deleted: 0, refused: 0 },
      chosen: { write: 1, skip: 0, recover: 0, purge: 0 },
    },
  },
  ImportChoose: { input: { import: id, which: { rows: [0] }, choice: 'skip' }, output: { changed: 1 } },
  ImportRun: { input: { import: id, dryRun: false }, output: { done: 1, total: 1, written: 1, skipped: 0, refused: 0 } },
  ImportClose: { input: { import: id }, output: {} },
  BulkPrepare: {
    input: {
      selection: { items: [{ vault: 'payroll', name: 'db-password' }] },
      change: { kind: 'tag', set: { owner: 'ops' }, remove: ['old'] },
    },
    output: bulkProgress,
  },
  BulkRun: { input: { job: id }, output: bulkProgress },
  BulkUndo: { input: { job: id }, output: bulkProgress },
  ExportPrepare: {
    input: {
      selection: { query: { vault: ['payroll'] } },
      format: 'json',
      protection: { kind: 'passphrase', passphrase: passphrase() },
    },
    output: { export: id, done: 1, total: 1, changed: 1, unchanged: 0, refused: 0, rows: bulkProgress.rows },
  },
  ExportSave: { input: { export: id }, output: { path: 'exports/payroll.age', sizeBytes: 400, count: 1 } },
  ...applicationSample,
  ...keySample,
  ...poolSample,
  ...releaseSample,
} as const satisfies { readonly [N in OperationName]: { readonly input: Input<N>; readonly output: Output<N> } };
