import type { AccessRequestRow } from '../../app/access/access-request-store.ts';
import type { ApplicationRow } from '../../app/identity/application-store.ts';
import type { CredentialRow } from '../../app/identity/credential-store.ts';
import type { FactorRow } from '../../app/identity/factor-store.ts';
import type { GroupRow } from '../../app/identity/group-store.ts';
import type { MembershipRow } from '../../app/identity/membership-store.ts';
import type { GrantRow } from '../../app/access/grant-store.ts';
import type { RoleDefinitionRow } from '../../app/access/role-definition-store.ts';
import type { CheckpointRow, LogHead, RecordRow } from '../../app/audit/record-store.ts';
import type { PersonRow } from '../../app/identity/directory-store.ts';
import type { AnsweredRequest } from '../../app/operation/request-store.ts';
import type { HouseKeyRow } from '../../app/seal/house-key-store.ts';
import type { WrappedKeyRow } from '../../app/seal/keyring-store.ts';
import type { ManifestRow } from '../../app/seal/manifest-store.ts';
import type { SecretRow, SecretVersionRow } from '../../app/secret/secret-store.ts';
import type { VaultRow } from '../../app/vault/vault-store.ts';

export const hash = (fill: number) => new Uint8Array(32).fill(fill);

/** Every byte there is, in order. */
export const everyByte = () => Uint8Array.from({ length: 256 }, (_, at) => at);

export const aVault = (name: string, change: Partial<VaultRow> = {}): VaultRow => ({
  id: `vault-${name}`,
  name,
  nameKey: name.toLowerCase(),
  resourceGroup: '/subscriptions/s1/resourceGroups/rg1',
  tier: 'standard',
  retentionDays: 90,
  purgeProtection: true,
  enforceDates: false,
  deletionLock: undefined,
  deletion: undefined,
  tags: {},
  createdOn: 1_700_000_000_000,
  createdBy: 'alice',
  rowVersion: 1,
  mac: hash(1),
  ...change,
});

export const aSecret = (vault: VaultRow, name: string, change: Partial<SecretRow> = {}): SecretRow => ({
  id: `secret-${vault.nameKey}-${name}`,
  vaultId: vault.id,
  name,
  nameKey: name.toLowerCase(),
  currentVersion: `version-${vault.nameKey}-${name}-1`,
  createdOn: 1_700_000_000_000,
  deletion: undefined,
  rowVersion: 1,
  mac: hash(10),
  ...change,
});

export const aVersion = (secret: SecretRow, ordinal: number, change: Partial<SecretVersionRow> = {}): SecretVersionRow => ({
  version: secret.currentVersion.replace(/-1$/, `-${ordinal}`),
  secretId: secret.id,
  vaultId: secret.vaultId,
  ordinal,
  contentType: undefined,
  enabled: true,
  notBefore: undefined,
  expires: undefined,
  tags: {},
  createdOn: 1_700_000_000_000 + ordinal,
  updatedOn: 1_700_000_000_000 + ordinal,
  createdBy: 'alice',
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
  valueBytes: 12,
  keyGeneration: 1,
  rowVersion: 1,
  wrappedKey: hash(2),
  sealedValue: everyByte(),
  ...change,
});

export const aPerson = (name: string, change: Partial<PersonRow> = {}): PersonRow => ({
  id: `person-${name}`,
  tenantId: 't1',
  name,
  nameKey: name.toLowerCase(),
  displayName: name,
  enabled: true,
  createdOn: 1_700_000_000_000,
  passwordSalt: hash(3),
  passwordCost: '{"memoryKiB":65536,"passes":3,"lanes":4}',
  passwordHash: hash(4),
  invitation: undefined,
  secondFactor: false,
  credential: 1,
  freedOn: undefined,
  rowVersion: 1,
  mac: hash(5),
  ...change,
});

export const aGroup = (name: string, change: Partial<GroupRow> = {}): GroupRow => ({
  id: `group-${name}`,
  tenantId: 't1',
  name,
  nameKey: name.toLowerCase(),
  description: '',
  createdOn: 1_700_000_000_000,
  createdBy: 'alice',
  deletion: undefined,
  rowVersion: 1,
  mac: hash(11),
  ...change,
});

export const aMembership = (id: string, groupId: string, memberId: string, change: Partial<MembershipRow> = {}): MembershipRow => ({
  id,
  groupId,
  memberId,
  memberKind: 'person',
  from: 1_700_000_000_000,
  until: undefined,
  addedBy: 'alice',
  endedBy: undefined,
  rowVersion: 1,
  mac: hash(12),
  ...change,
});

export const aFactor = (id: string, personId: string, change: Partial<FactorRow> = {}): FactorRow => ({
  id,
  personId,
  kind: 'totp',
  label: 'Phone',
  createdOn: 1_700_000_000_000,
  lastUsedOn: undefined,
  content: everyByte(),
  counter: 0,
  rowVersion: 1,
  mac: hash(13),
  ...change,
});

export const anApplication = (name: string, change: Partial<ApplicationRow> = {}): ApplicationRow => ({
  id: `application-${name}`,
  tenantId: 't1',
  clientId: `client-${name}`,
  name,
  nameKey: name.toLowerCase(),
  description: '',
  enabled: true,
  tokenGeneration: 1,
  home: undefined,
  createdOn: 1_700_000_000_000,
  createdBy: 'alice',
  deletion: undefined,
  rowVersion: 1,
  mac: hash(14),
  ...change,
});

export const aCredential = (id: string, applicationId: string, change: Partial<CredentialRow> = {}): CredentialRow => ({
  id,
  applicationId,
  kind: 'secret',
  label: 'first',
  hint: 'x7Q',
  content: everyByte(),
  from: 1_700_000_000_000,
  until: 1_800_000_000_000,
  createdOn: 1_700_000_000_000,
  createdBy: 'alice',
  end: undefined,
  rowVersion: 1,
  mac: hash(15),
  ...change,
});

export const aHouseKey = (id: string, change: Partial<HouseKeyRow> = {}): HouseKeyRow => ({
  id,
  purpose: 'token-signing',
  wrapped: everyByte(),
  publicPart: '-----BEGIN PUBLIC KEY-----',
  from: 1_700_000_000_000,
  until: 1_800_000_000_000,
  createdOn: 1_700_000_000_000,
  rowVersion: 1,
  mac: hash(16),
  ...change,
});

export const aRequest = (id: string, personId: string, change: Partial<AccessRequestRow> = {}): AccessRequestRow => ({
  id,
  personId,
  operation: 'SecretGet',
  vault: 'payroll',
  name: 'db-password',
  action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  scope: undefined,
  roleId: undefined,
  reason: 'On call',
  createdOn: 1_700_000_000_000,
  state: 'open',
  decidedBy: undefined,
  decidedOn: undefined,
  note: undefined,
  rowVersion: 1,
  mac: hash(14),
  ...change,
});

export const aRoleDefinition = (id: string, change: Partial<RoleDefinitionRow> = {}): RoleDefinitionRow => ({
  id,
  vaultId: 'vault-hsms',
  name: `Role ${id}`,
  description: '',
  dataActions: ['Microsoft.KeyVault/managedHsm/keys/sign/action', 'Microsoft.KeyVault/managedHsm/rng/action'],
  notDataActions: [],
  scopes: ['/', '/keys'],
  createdOn: 1,
  changedOn: 2,
  changedBy: 'Ada Lovelace',
  deletion: undefined,
  rowVersion: 1,
  mac: hash(7),
  ...change,
});

export const aGrant = (id: string, principalId: string, change: Partial<GrantRow> = {}): GrantRow => ({
  id,
  principalId,
  roleId: 'role-1',
  scope: '/',
  from: 1_700_000_000_000,
  until: undefined,
  grantedBy: 'alice',
  endedBy: undefined,
  reason: '',
  rowVersion: 1,
  mac: hash(6),
  ...change,
});

export const aWrappedKey = (owner: string, generation: number, change: Partial<WrappedKeyRow> = {}): WrappedKeyRow => ({
  layer: 'vault',
  owner,
  generation,
  wrappedBy: 1,
  wrapped: everyByte(),
  publicKey: new Uint8Array(0),
  createdOn: 1_700_000_000_000,
  ...change,
});

export const aManifest = (set: string, change: Partial<ManifestRow> = {}): ManifestRow => ({
  set,
  count: 1,
  sum: hash(7),
  sequence: 1,
  mac: hash(8),
  ...change,
});

export const aRecord = (sequence: number, change: Partial<RecordRow> = {}): RecordRow => ({
  sequence,
  time: 1_700_000_000_000 + sequence * 1000,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  identity: 'alice',
  identityId: 'person-alice',
  object: 'payroll / db-password',
  vault: 'payroll',
  resourceId: '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.KeyVault/vaults/payroll',
  door: 'window',
  address: 'window',
  durationMs: 1.25,
  correlationId: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
  canonical: `{"sequence":${sequence}}`,
  leafHash: hash(sequence % 256),
  ...change,
});

export const aCheckpoint = (size: number): CheckpointRow => ({
  size,
  rootHash: hash(size % 256),
  signedOn: 1_700_000_000_000 + size,
  note: `strongroom\n${size}\n`,
});

export const aHead = (size: number, frontier: readonly Uint8Array[]): LogHead => ({ ...aCheckpoint(size), frontier });

export const anAnswer = (requestId: string, change: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  identityId: 'alice',
  requestId,
  fingerprint: hash(9),
  output: '{"ok":true}',
  answeredOn: 1_700_000_000_000,
  ...change,
});

/** Texts that a careless store mangles: quotes, NUL, combining marks, right-to-left, beyond the basic plane. */
export const hardText = `O'Brien "x" \\ %_ \u0000 e\u0301 é שלום 🔐 \u{10FFFF} \uE000`;
