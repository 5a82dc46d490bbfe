import { poolAction } from '../contract/pool.ts';

const vaults = 'Microsoft.KeyVault/vaults';
const objects = (kind: string, actions: string) => actions.split(' ').map((action) => `${vaults}/${kind}/${action}`);

/** What is done to what vaults hold. Source: learn.microsoft.com/azure/role-based-access-control/permissions/security */
export const dataActions: readonly string[] = [
  ...objects('secrets', 'delete backup/action purge/action update/action recover/action restore/action'),
  ...objects('secrets', 'readMetadata/action getSecret/action setSecret/action'),
  ...objects('keys', 'read delete update/action create/action import/action recover/action restore/action backup/action purge/action'),
  ...objects('keys', 'encrypt/action decrypt/action wrap/action unwrap/action sign/action verify/action release/action rotate/action'),
  ...objects('keyrotationpolicies', 'read write'),
  ...objects(
    'certificates',
    'read delete backup/action purge/action update/action create/action import/action recover/action restore/action',
  ),
  ...objects('certificatecas', 'read write delete'),
  ...objects('certificatecontacts', 'write'),
];

/** What is done to what Managed HSM pools hold. */
export const poolActions: readonly string[] = poolAction.options;

/** Management actions of the console that can be granted at any scope. */
export const resourceActions: readonly string[] = [
  'Microsoft.Authorization/roleAssignments/read',
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Authorization/roleAssignments/delete',
  'Microsoft.Insights/logs/read',
  'Microsoft.Insights/metrics/read',
  'Microsoft.KeyVault/locations/deletedVaults/read',
  'Microsoft.KeyVault/locations/deletedVaults/purge/action',
  'Microsoft.KeyVault/locations/deletedManagedHsms/read',
  'Microsoft.KeyVault/locations/deletedManagedHsms/purge/action',
  'Microsoft.KeyVault/managedHSMs/read',
  'Microsoft.KeyVault/managedHSMs/write',
  'Microsoft.KeyVault/managedHSMs/delete',
  `${vaults}/read`,
  `${vaults}/write`,
  `${vaults}/delete`,
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Resources/subscriptions/resourceGroups/write',
];

/** Management actions that only a grant at `/` can give: they are about the whole house. */
export const tenantActions: readonly string[] = [
  'Microsoft.OperationalInsights/workspaces/purge/action',
  'Strongroom.Instance/backups/write',
  'Strongroom.Instance/endpoint/write',
  'Strongroom.Instance/hsm/read',
  'Strongroom.Instance/hsm/write',
  'Strongroom.Instance/restore/action',
  'Strongroom.Instance/settings/write',
  'Strongroom.Instance/slots/read',
  'Strongroom.Instance/slots/write',
  'Strongroom.Instance/slots/delete',
  'microsoft.directory/applications/basic/update',
  'microsoft.directory/applications/create',
  'microsoft.directory/applications/credentials/update',
  'microsoft.directory/applications/delete',
  'microsoft.directory/applications/standard/read',
  'microsoft.directory/groups/basic/update',
  'microsoft.directory/groups/create',
  'microsoft.directory/groups/delete',
  'microsoft.directory/groups/members/read',
  'microsoft.directory/groups/members/update',
  'microsoft.directory/groups/standard/read',
  'microsoft.directory/users/basic/update',
  'microsoft.directory/users/create',
  'microsoft.directory/users/disable',
  'microsoft.directory/users/enable',
  'microsoft.directory/users/password/update',
  'microsoft.directory/users/standard/read',
];
