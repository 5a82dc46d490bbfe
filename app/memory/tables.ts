import type { AccessRequestRow } from '../access/access-request-store.ts';
import type { RoleDefinitionRow } from '../access/role-definition-store.ts';
import type { GrantRow } from '../access/grant-store.ts';
import type { CheckpointRow, LogHead, RecordRow } from '../audit/record-store.ts';
import type { UsageRow } from '../endpoint/usage-store.ts';
import type { ApplicationRow } from '../identity/application-store.ts';
import type { CredentialRow } from '../identity/credential-store.ts';
import type { PersonRow, ResourceGroupRow, SubscriptionRow, TenantRow } from '../identity/directory-store.ts';
import type { FactorRow } from '../identity/factor-store.ts';
import type { GroupRow } from '../identity/group-store.ts';
import type { MembershipRow } from '../identity/membership-store.ts';
import type { AnsweredRequest } from '../operation/request-store.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { KeyRemain } from '../key/key-remain.ts';
import type { KeyRow, KeyVersionRow } from '../key/key-store.ts';
import type { WrappedKeyRow } from '../seal/keyring-store.ts';
import type { ManifestRow } from '../seal/manifest-store.ts';
import type { SecretRow, SecretVersionRow } from '../secret/secret-store.ts';
import type { ViewRow } from '../view/view-store.ts';
import type { RotationRow } from '../vault/rotation-store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { createTable, type Table } from './table.ts';

/** All state of the in-memory store. */
export interface Tables {
  readonly vaults: Table<VaultRow>;
  readonly secrets: Table<SecretRow>;
  readonly versions: Table<SecretVersionRow>;
  readonly keys: Table<KeyRow>;
  readonly keyVersions: Table<KeyVersionRow>;
  readonly keyRemains: Table<KeyRemain>;
  readonly views: Table<ViewRow>;
  readonly tenants: Table<TenantRow>;
  readonly subscriptions: Table<SubscriptionRow>;
  readonly resourceGroups: Table<ResourceGroupRow>;
  readonly people: Table<PersonRow>;
  readonly signIns: Table<{ readonly personId: string; readonly time: number }>;
  readonly groups: Table<GroupRow>;
  readonly memberships: Table<MembershipRow>;
  readonly factors: Table<FactorRow>;
  readonly applications: Table<ApplicationRow>;
  readonly credentials: Table<CredentialRow>;
  readonly credentialUses: Table<{ readonly credentialId: string; readonly time: number }>;
  readonly roleDefinitions: Table<RoleDefinitionRow>;
  readonly accessRequests: Table<AccessRequestRow>;
  readonly accessRevision: Table<string>;
  readonly grants: Table<GrantRow>;
  readonly wrappedKeys: Table<WrappedKeyRow>;
  readonly houseKeys: Table<HouseKeyRow>;
  readonly manifests: Table<ManifestRow>;
  readonly records: Table<RecordRow>;
  readonly heads: Table<LogHead>;
  readonly checkpoints: Table<CheckpointRow>;
  readonly requests: Table<AnsweredRequest>;
  readonly usage: Table<UsageRow>;
  readonly rotations: Table<RotationRow>;
  readonly settings: Table<string>;
}

export const createTables = (): Tables => ({
  vaults: createTable(),
  secrets: createTable(),
  versions: createTable(),
  keys: createTable(),
  keyVersions: createTable(),
  keyRemains: createTable(),
  views: createTable(),
  tenants: createTable(),
  subscriptions: createTable(),
  resourceGroups: createTable(),
  people: createTable(),
  signIns: createTable(),
  groups: createTable(),
  memberships: createTable(),
  factors: createTable(),
  applications: createTable(),
  credentials: createTable(),
  credentialUses: createTable(),
  roleDefinitions: createTable(),
  accessRequests: createTable(),
  accessRevision: createTable(),
  grants: createTable(),
  wrappedKeys: createTable(),
  houseKeys: createTable(),
  manifests: createTable(),
  records: createTable(),
  heads: createTable(),
  checkpoints: createTable(),
  requests: createTable(),
  usage: createTable(),
  rotations: createTable(),
  settings: createTable(),
});

/** A branch of all tables; rows are copied only where one side writes. */
export const forkTables = (tables: Tables): Tables => ({
  vaults: tables.vaults.fork(),
  secrets: tables.secrets.fork(),
  versions: tables.versions.fork(),
  keys: tables.keys.fork(),
  keyVersions: tables.keyVersions.fork(),
  keyRemains: tables.keyRemains.fork(),
  views: tables.views.fork(),
  tenants: tables.tenants.fork(),
  subscriptions: tables.subscriptions.fork(),
  resourceGroups: tables.resourceGroups.fork(),
  people: tables.people.fork(),
  signIns: tables.signIns.fork(),
  groups: tables.groups.fork(),
  memberships: tables.memberships.fork(),
  factors: tables.factors.fork(),
  applications: tables.applications.fork(),
  credentials: tables.credentials.fork(),
  credentialUses: tables.credentialUses.fork(),
  roleDefinitions: tables.roleDefinitions.fork(),
  accessRequests: tables.accessRequests.fork(),
  accessRevision: tables.accessRevision.fork(),
  grants: tables.grants.fork(),
  wrappedKeys: tables.wrappedKeys.fork(),
  houseKeys: tables.houseKeys.fork(),
  manifests: tables.manifests.fork(),
  records: tables.records.fork(),
  heads: tables.heads.fork(),
  checkpoints: tables.checkpoints.fork(),
  requests: tables.requests.fork(),
  usage: tables.usage.fork(),
  rotations: tables.rotations.fork(),
  settings: tables.settings.fork(),
});

/** What a port works on: one transaction's tables. Both refuse when the transaction is over, `change` also in a read. */
export interface Desk {
  look(): Tables;
  change(): Tables;
}
