import type { Slot } from '../../../app/contract/instance.ts';
import type { Checkpoint, LogRow } from '../../../app/contract/log.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import type { Session } from '../../../app/contract/session.ts';
import type { Vault } from '../../../app/contract/vault.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A UUID that ends in `index`. */
const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const hex = (seed: number, length: number) =>
  Array.from({ length }, (_, at) => ((seed * 31 + at * 7 + ((seed * at) % 5)) % 16).toString(16)).join('');

const group = `/subscriptions/${uuid(1)}/resourceGroups/production`;

export const aSession = (now: number, change: Partial<Session> = {}): Session => ({
  id: uuid(2),
  person: { id: uuid(3), name: 'm.okafor', displayName: 'M. Okafor' },
  tenant: { id: uuid(4), name: 'Northwind' },
  resourceGroup: group,
  roles: [{ name: 'Owner', scope: '/' }],
  start: 'attention',
  logScopes: ['/'],
  factorDue: false,
  startedOn: now - 2 * hourMs,
  ...change,
});

export const aVault = (name: string, now: number, change: Partial<Vault> = {}): Vault => ({
  id: uuid(name.split('').reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000_007),
  name,
  resourceId: `${group}/providers/Microsoft.KeyVault/vaults/${name}`,
  resourceGroup: group,
  tier: 'standard',
  retentionDays: 90,
  purgeProtection: false,
  enforceDates: false,
  tags: {},
  secretCount: 0,
  keyCount: 0,
  createdOn: now - 20 * dayMs,
  createdBy: 'M. Okafor',
  revision: 1,
  ...change,
});

export const aSecret = (vault: string, name: string, now: number, change: Partial<SecretProperties> = {}): SecretProperties => {
  const version = change.version ?? hex(name.length + name.charCodeAt(name.length - 1), 32);
  return {
    vault,
    name,
    version,
    id: `/secrets/${name}/${version}`,
    current: true,
    enabled: true,
    contentType: 'text/plain',
    tags: {},
    valueBytes: 24,
    createdOn: now - 3 * hourMs,
    updatedOn: now - 3 * hourMs,
    createdBy: 'M. Okafor',
    revision: 1,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
    ...change,
  };
};

export const aLogRow = (sequence: number, now: number, change: Partial<LogRow> = {}): LogRow => ({
  sequence,
  time: now - (400 - sequence) * 60_000,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  identity: 'M. Okafor',
  identityId: uuid(3),
  object: 'payroll / db-password',
  vault: 'payroll',
  door: 'window',
  address: 'page 3',
  durationMs: 1.8,
  ...change,
});

const slotLabels = { passphrase: 'Passphrase', shares: 'Recovery shares', keychain: 'System keychain', hsm: 'Vault room' } as const;

const aPlace = {
  token: uuid(40),
  label: 'Office HSM',
  serial: '0042',
  model: 'Token',
  path: '/opt/token.so',
  parameters: '',
  algorithm: 'A256GCM',
} as const;

export const aSlot = (kind: Slot['kind'], now: number): Slot => ({
  id: uuid(kind.length),
  kind,
  label: slotLabels[kind],
  createdOn: now - 40 * dayMs,
  ...(kind === 'shares' ? { count: 5, threshold: 3 } : {}),
  ...(kind === 'hsm' ? { place: aPlace } : {}),
});

export const aCheckpoint = (size: number, now: number): Checkpoint => ({
  size,
  rootHash: hex(size, 64),
  signedOn: now - 12 * 60_000,
  note: `strongroom\n${size}\n${hex(size, 44)}=\n\n— strongroom ${hex(size + 1, 60)}\n`,
});

/** The current version of each secret of the vault `payroll`, in every state that a list shows. */
export function somePayroll(now: number): SecretProperties[] {
  const day = (days: number) => now + days * dayMs + hourMs;
  return [
    aSecret('payroll', 'backup-passphrase', now, { createdOn: now - 200 * dayMs, createdBy: 'L. Brandt' }),
    aSecret('payroll', 'db-password', now, { expires: day(82), tags: { owner: 'payroll', rotation: '90 d' }, notBefore: day(-30) }),
    aSecret('payroll', 'grafana-admin-token', now, { expires: day(128), contentType: 'token', valueBytes: 61 }),
    aSecret('payroll', 'k8s-pull-secret', now, { expires: day(26), contentType: 'application/json', valueBytes: 1_204 }),
    aSecret('payroll', 'ledger-signing-seed', now, { contentType: 'application/octet-stream', valueBytes: 25_600, createdBy: 'L. Brandt' }),
    aSecret('payroll', 'legacy-ftp-password', now, { enabled: false, expires: day(-3) }),
    aSecret('payroll', 'smtp-key', now, { expires: day(19), createdOn: now - 26 * hourMs }),
    aSecret('payroll', 'stripe-live-secret', now, { expires: day(4), contentType: 'api-key', valueBytes: 107, tags: { owner: 'shop' } }),
    aSecret('payroll', 'vpn-shared-secret', now, { expires: now + 5 * hourMs }),
  ];
}
