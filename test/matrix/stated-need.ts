import type { OperationName } from '../../app/contract/operation.ts';

/** Where the right must be held: at the secret, vault or pool that is named (what lists or restores keys: in a pool at all of its keys), at one in the bin, at one to be made, at a scope (where there is nothing, for the whole house; or as it is written), an assignment, or for the whole house. */
export type Place =
  | 'secret'
  | 'key'
  | 'vault'
  | 'vault and its keys'
  | 'pool'
  | 'deleted vault'
  | 'new vault'
  | 'new group'
  | 'scope'
  | 'written scope'
  | 'assignment'
  | 'house';

export type StatedNeed =
  | { readonly kind: 'nobody' | 'anybody' }
  | {
      readonly kind: 'action' | 'data';
      readonly action: string;
      readonly at: Place;
      /** Whether it is enough, too, to see what describes what is in there. */
      readonly seeing?: true;
    };

/** Asked by whoever stands before the window. */
const nobody = { kind: 'nobody' } as const;
/** Asked by whoever is signed in: it answers with what is theirs. */
const anybody = { kind: 'anybody' } as const;

const action = (at: Place, name: string): StatedNeed => ({ kind: 'action', action: name, at });
const data = (at: Place, verb: string): StatedNeed => ({ kind: 'data', action: `Microsoft.KeyVault/vaults/${verb}`, at });
const inPool = (verb: string): StatedNeed => ({ kind: 'data', action: `Microsoft.KeyVault/managedHsm/${verb}`, at: 'pool' });
const key = (verb: string) => data('key', `keys/${verb}`);
const secret = (verb: string) => data('secret', `secrets/${verb}`);
const people = (verb: string) => action('house', `microsoft.directory/users/${verb}`);
const groups = (verb: string) => action('house', `microsoft.directory/groups/${verb}`);
const applications = (verb: string) => action('house', `microsoft.directory/applications/${verb}`);
const instance = (verb: string) => action('house', `Strongroom.Instance/${verb}`);
const log = action('house', 'Microsoft.Insights/logs/read');
const logThere = action('written scope', 'Microsoft.Insights/logs/read');
const purgeLog = action('house', 'Microsoft.OperationalInsights/workspaces/purge/action');

/**
 * What each operation needs, written down apart from the program: of Key Vault's from
 * learn.microsoft.com/azure/key-vault/general/rbac-guide and the permissions of Microsoft.KeyVault, Microsoft.Authorization and Entra.
 */
export const statedNeeds: Readonly<Record<OperationName, StatedNeed>> = {
  HsmBindingPut: instance('hsm/write'),
  HsmFollow: instance('hsm/read'),
  HsmModuleAdd: instance('hsm/write'),
  HsmModuleFind: instance('hsm/read'),
  HsmModuleList: instance('hsm/read'),
  HsmModuleRemove: instance('hsm/write'),
  HsmModuleRestart: instance('hsm/write'),
  HsmPinChange: instance('hsm/write'),
  HsmPinReset: instance('hsm/write'),
  HsmTokenClose: instance('hsm/write'),
  HsmTokenForget: instance('hsm/write'),
  HsmTokenInit: instance('hsm/write'),
  HsmTokenOpen: instance('hsm/write'),
  HsmTokenPatch: instance('hsm/write'),
  HsmTokenProbe: instance('hsm/write'),
  KeyAttestationGet: key('read'),
  KeyAttention: anybody,
  KeyBackup: key('backup/action'),
  KeyCopyPlan: anybody,
  KeyCopyRun: anybody,
  KeyCopyUndo: anybody,
  KeyCreate: key('create/action'),
  KeyDecrypt: key('decrypt/action'),
  KeyDelete: key('delete'),
  KeyEncrypt: key('encrypt/action'),
  KeyFilePreview: anybody,
  KeyGet: key('read'),
  KeyGetDeleted: key('read'),
  KeyImport: key('import/action'),
  KeyList: data('vault and its keys', 'keys/read'),
  KeyListDeleted: data('vault and its keys', 'keys/read'),
  KeyListVersions: key('read'),
  KeyPurge: key('purge/action'),
  KeyRecover: key('recover/action'),
  KeyRelease: key('release/action'),
  KeyRestore: data('vault and its keys', 'keys/restore/action'),
  KeyRotate: key('rotate/action'),
  KeyRotationPolicyGet: data('key', 'keyrotationpolicies/read'),
  KeyRotationPolicySet: data('key', 'keyrotationpolicies/write'),
  KeySearch: anybody,
  KeySign: key('sign/action'),
  KeyUnwrap: key('unwrap/action'),
  KeyUpdate: key('update/action'),
  KeyUseList: action('key', 'Microsoft.Insights/logs/read'),
  KeyVerify: key('verify/action'),
  KeyWrap: key('wrap/action'),
  HsmObjectList: instance('hsm/write'),
  HsmObjectWrap: instance('hsm/write'),
  KeyByokMake: anybody,
  KeyTransfer: instance('hsm/write'),
  KeyTransferCheck: instance('hsm/write'),
  KeyTransferProve: instance('hsm/write'),
  AccessCheck: anybody,
  AccessMine: anybody,
  AccessRequestCreate: anybody,
  AccessRequestDecide: action('scope', 'Microsoft.Authorization/roleAssignments/write'),
  AccessRequestList: anybody,
  AccessRequestWithdraw: anybody,
  ApplicationCreate: applications('create'),
  ApplicationDelete: applications('delete'),
  ApplicationGet: applications('standard/read'),
  ApplicationList: applications('standard/read'),
  ApplicationOffer: applications('standard/read'),
  ApplicationPatch: applications('basic/update'),
  AttestationIssuerList: anybody,
  AttestationIssuerPut: instance('settings/write'),
  AttestationIssuerRemove: instance('settings/write'),
  BulkPrepare: anybody,
  BulkRun: anybody,
  BulkUndo: anybody,
  ConsentCreate: applications('create'),
  ConsentPreview: applications('create'),
  CredentialCreate: applications('credentials/update'),
  CredentialEnd: applications('credentials/update'),
  EndpointCheck: anybody,
  EndpointFollow: anybody,
  EndpointGet: anybody,
  EndpointPortPut: instance('endpoint/write'),
  EndpointPut: instance('endpoint/write'),
  ExportPrepare: anybody,
  ExportSave: anybody,
  FactorBegin: anybody,
  FactorConfirm: anybody,
  FactorList: anybody,
  FactorRemove: anybody,
  GroupDelete: groups('delete'),
  GroupGet: groups('standard/read'),
  GroupList: groups('standard/read'),
  GroupPut: groups('basic/update'),
  HostsPut: instance('endpoint/write'),
  ImportChoose: anybody,
  ImportClose: anybody,
  ImportOpen: data('vault', 'secrets/setSecret/action'),
  ImportPlan: anybody,
  ImportRowList: anybody,
  ImportRun: anybody,
  InstanceBackup: instance('backups/write'),
  InstanceCreate: nobody,
  InstanceGet: nobody,
  InstanceLock: nobody,
  InstancePrepare: nobody,
  InstanceRecover: nobody,
  InstanceRestoreAccept: instance('restore/action'),
  InstanceSeal: nobody,
  InstanceUnlock: nobody,
  InvitationAccept: nobody,
  LogCheckpointList: log,
  LogDelete: purgeLog,
  LogDeletePreview: purgeLog,
  LogExport: logThere,
  LogFacetList: logThere,
  LogFollow: logThere,
  LogGet: logThere,
  LogHistogram: logThere,
  LogList: logThere,
  LogRetentionGet: log,
  LogRetentionPut: purgeLog,
  LogVerify: log,
  LogViewDelete: anybody,
  LogViewList: anybody,
  LogViewPut: anybody,
  MembershipCreate: groups('members/update'),
  MembershipEnd: groups('members/update'),
  MembershipList: groups('members/read'),
  PasswordChange: anybody,
  PersonGet: people('standard/read'),
  PersonInvite: people('create'),
  PersonList: people('standard/read'),
  PersonPatch: people('basic/update'),
  PersonRecover: people('password/update'),
  PrincipalSearch: anybody,
  RandomBytes: inPool('rng/action'),
  ResourceGroupList: anybody,
  ResourceGroupPut: action('new group', 'Microsoft.Resources/subscriptions/resourceGroups/write'),
  RoleAssignmentCreate: action('scope', 'Microsoft.Authorization/roleAssignments/write'),
  RoleAssignmentEnd: action('assignment', 'Microsoft.Authorization/roleAssignments/delete'),
  RoleAssignmentGet: action('assignment', 'Microsoft.Authorization/roleAssignments/read'),
  RoleAssignmentList: action('scope', 'Microsoft.Authorization/roleAssignments/read'),
  RoleAssignmentPatch: action('assignment', 'Microsoft.Authorization/roleAssignments/write'),
  RoleDefinitionDelete: inPool('roleDefinitions/delete/action'),
  RoleDefinitionGet: inPool('roleDefinitions/read/action'),
  RoleDefinitionList: inPool('roleDefinitions/read/action'),
  RoleDefinitionPut: inPool('roleDefinitions/write/action'),
  RoleList: anybody,
  SecretAttention: anybody,
  SecretBackup: secret('backup/action'),
  SecretCompare: secret('getSecret/action'),
  SecretDelete: secret('delete'),
  SecretGet: secret('getSecret/action'),
  SecretGetDeleted: secret('readMetadata/action'),
  SecretList: data('vault', 'secrets/readMetadata/action'),
  SecretListDeleted: data('vault', 'secrets/readMetadata/action'),
  SecretListVersions: secret('readMetadata/action'),
  SecretPurge: secret('purge/action'),
  SecretRecover: secret('recover/action'),
  SecretRestore: data('vault', 'secrets/restore/action'),
  SecretRollBack: secret('setSecret/action'),
  SecretSearch: anybody,
  SecretSet: secret('setSecret/action'),
  SecretShared: anybody,
  SecretUpdate: secret('update/action'),
  SessionCreate: nobody,
  SessionDelete: anybody,
  SessionFollow: anybody,
  SessionGet: anybody,
  SessionProve: nobody,
  SettingPut: instance('settings/write'),
  SlotAdd: instance('slots/write'),
  SlotLook: nobody,
  SlotList: instance('slots/read'),
  SlotRemove: instance('slots/delete'),
  TokenCreate: nobody,
  TokenKeyList: nobody,
  UploadBegin: anybody,
  UploadSend: anybody,
  UsageList: action('house', 'Microsoft.Insights/metrics/read'),
  VaultDelete: action('vault', 'Microsoft.KeyVault/vaults/delete'),
  // Azure's portal shows no vault to who has but a role on data; here what one may see into can be seen.
  VaultGet: { kind: 'action', action: 'Microsoft.KeyVault/vaults/read', at: 'vault and its keys', seeing: true },
  VaultList: anybody,
  VaultListDeleted: anybody,
  VaultPatch: action('vault', 'Microsoft.KeyVault/vaults/write'),
  VaultPurge: action('deleted vault', 'Microsoft.KeyVault/locations/deletedVaults/purge/action'),
  VaultPut: action('new vault', 'Microsoft.KeyVault/vaults/write'),
  VaultRecover: action('deleted vault', 'Microsoft.KeyVault/vaults/write'),
  ViewDelete: anybody,
  ViewList: anybody,
  ViewPut: anybody,
};

/** Data actions that let one see a vault as well. */
export const seeInto: readonly string[] = ['secrets/readMetadata/action', 'keys/read', 'certificates/read'].map(
  (verb) => `Microsoft.KeyVault/vaults/${verb}`,
);
