/** A role as it is published, one field a line: `id name`, then `+` an action, `-` a taken action, `#` a data action, `>` a role it may assign. */
const text = `
00482a5a-887f-4fb3-b363-3b7fe8e74483 Key Vault Administrator
@officer
# Microsoft.KeyVault/vaults/*

21090545-7ca7-4776-b22c-e363652d74d2 Key Vault Reader
@officer
# Microsoft.KeyVault/vaults/*/read
# Microsoft.KeyVault/vaults/secrets/readMetadata/action

a4417e6f-fecd-4de8-b567-7b0420556985 Key Vault Certificates Officer
@officer
# Microsoft.KeyVault/vaults/certificatecas/*
# Microsoft.KeyVault/vaults/certificates/*
# Microsoft.KeyVault/vaults/certificatecontacts/write

db79e9a7-68ee-4b58-9aeb-b90e7c24fcba Key Vault Certificate User
# Microsoft.KeyVault/vaults/certificates/read
# Microsoft.KeyVault/vaults/secrets/getSecret/action
# Microsoft.KeyVault/vaults/secrets/readMetadata/action
# Microsoft.KeyVault/vaults/keys/read

14b46e9e-c2b7-41b4-b07b-48a6ebf60603 Key Vault Crypto Officer
@officer
# Microsoft.KeyVault/vaults/keys/*
# Microsoft.KeyVault/vaults/keyrotationpolicies/*

12338af0-0e69-4776-bea7-57ae8d297424 Key Vault Crypto User
# Microsoft.KeyVault/vaults/keys/read
# Microsoft.KeyVault/vaults/keys/update/action
# Microsoft.KeyVault/vaults/keys/backup/action
# Microsoft.KeyVault/vaults/keys/encrypt/action
# Microsoft.KeyVault/vaults/keys/decrypt/action
# Microsoft.KeyVault/vaults/keys/wrap/action
# Microsoft.KeyVault/vaults/keys/unwrap/action
# Microsoft.KeyVault/vaults/keys/sign/action
# Microsoft.KeyVault/vaults/keys/verify/action

e147488a-f6f5-4113-8e2d-b22465e65bf6 Key Vault Crypto Service Encryption User
+ Microsoft.EventGrid/eventSubscriptions/write
+ Microsoft.EventGrid/eventSubscriptions/read
+ Microsoft.EventGrid/eventSubscriptions/delete
# Microsoft.KeyVault/vaults/keys/read
# Microsoft.KeyVault/vaults/keys/wrap/action
# Microsoft.KeyVault/vaults/keys/unwrap/action

08bbd89e-9f13-488c-ac41-acfcb10c90ab Key Vault Crypto Service Release User
# Microsoft.KeyVault/vaults/keys/release/action

b86a8fe4-44ce-4948-aee5-eccb2c155cd7 Key Vault Secrets Officer
@officer
# Microsoft.KeyVault/vaults/secrets/*

4633458b-17de-408a-b874-0445c86b69e6 Key Vault Secrets User
# Microsoft.KeyVault/vaults/secrets/getSecret/action
# Microsoft.KeyVault/vaults/secrets/readMetadata/action

a68e7c17-0ab2-4c09-9a58-125dae29748c Key Vault Purge Operator
+ Microsoft.Authorization/*/read
+ Microsoft.Insights/alertRules/*
+ Microsoft.Resources/deployments/*
+ Microsoft.Resources/subscriptions/resourceGroups/read
+ Microsoft.KeyVault/deletedVaults/read
+ Microsoft.KeyVault/locations/deletedVaults/read
+ Microsoft.KeyVault/locations/deletedVaults/purge/action
+ Microsoft.KeyVault/locations/operationResults/read

f25e0fa2-a7c8-4377-a976-54943a77a395 Key Vault Contributor
+ Microsoft.Authorization/*/read
+ Microsoft.Insights/alertRules/*
+ Microsoft.KeyVault/*
+ Microsoft.Resources/deployments/*
+ Microsoft.Resources/subscriptions/resourceGroups/read
+ Microsoft.Support/*
- Microsoft.KeyVault/locations/deletedVaults/purge/action
- Microsoft.KeyVault/hsmPools/*
- Microsoft.KeyVault/managedHsms/*

8b54135c-b56d-4d72-a534-26097cfdc8d8 Key Vault Data Access Administrator
+ Microsoft.Authorization/roleAssignments/write
+ Microsoft.Authorization/roleAssignments/delete
+ Microsoft.Authorization/*/read
+ Microsoft.Resources/deployments/*
+ Microsoft.Resources/subscriptions/resourceGroups/read
+ Microsoft.Resources/subscriptions/read
+ Microsoft.Management/managementGroups/read
+ Microsoft.Resources/deployments/*
+ Microsoft.Support/*
+ Microsoft.KeyVault/vaults/*/read
> 00482a5a-887f-4fb3-b363-3b7fe8e74483
> a4417e6f-fecd-4de8-b567-7b0420556985
> 14b46e9e-c2b7-41b4-b07b-48a6ebf60603
> e147488a-f6f5-4113-8e2d-b22465e65bf6
> 12338af0-0e69-4776-bea7-57ae8d297424
> 21090545-7ca7-4776-b22c-e363652d74d2
> b86a8fe4-44ce-4948-aee5-eccb2c155cd7
> 4633458b-17de-408a-b874-0445c86b69e6

8e3af657-a8ff-443c-a75c-2fe8c4bcb635 Owner
+ *

b24988ac-6180-42a0-ab88-20f7382dd24c Contributor
+ *
- Microsoft.Authorization/*/Delete
- Microsoft.Authorization/*/Write
- Microsoft.Authorization/elevateAccess/Action
- Microsoft.Blueprint/blueprintAssignments/write
- Microsoft.Blueprint/blueprintAssignments/delete
- Microsoft.Compute/galleries/share/action
- Microsoft.Purview/consents/write
- Microsoft.Purview/consents/delete
- Microsoft.Resources/deploymentStacks/manageDenySetting/action
- Microsoft.Subscription/cancel/action
- Microsoft.Subscription/enable/action

acdd72a7-3385-48ef-bd42-f606fba81ae7 Reader
+ */read

18d7d88d-d35e-4fb5-a5c3-7773c20a72d9 User Access Administrator
+ */read
+ Microsoft.Authorization/*
+ Microsoft.Support/*

f58310d9-a9f6-439a-9e8d-f62e7b41a168 Role Based Access Control Administrator
+ Microsoft.Authorization/roleAssignments/write
+ Microsoft.Authorization/roleAssignments/delete
+ */read
+ Microsoft.Support/*

43d0d8ad-25c7-4714-9337-8ba259a9fe05 Monitoring Reader
+ */read
+ Microsoft.OperationalInsights/workspaces/search/action
+ Microsoft.Support/*

a290e904-7015-4bba-90c8-60543313cdb4 Managed HSM Administrator
@roles
# Microsoft.KeyVault/managedHsm/securitydomain/download/action
# Microsoft.KeyVault/managedHsm/securitydomain/download/read
# Microsoft.KeyVault/managedHsm/securitydomain/upload/action
# Microsoft.KeyVault/managedHsm/securitydomain/upload/read
# Microsoft.KeyVault/managedHsm/securitydomain/transferkey/read
# Microsoft.KeyVault/managedHsm/backup/start/action
# Microsoft.KeyVault/managedHsm/backup/status/action
# Microsoft.KeyVault/managedHsm/restore/start/action
# Microsoft.KeyVault/managedHsm/restore/status/action

515eb02d-2335-4d2d-92f2-b1cbdf9c3778 Managed HSM Crypto Officer
@roles
# Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action
# Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action
# Microsoft.KeyVault/managedHsm/keys/deletedKeys/delete
# Microsoft.KeyVault/managedHsm/keys/export/action

21dbd100-6940-42c2-9190-5d6cb909625b Managed HSM Crypto User
# Microsoft.KeyVault/managedHsm/roleDefinitions/read/action
# Microsoft.KeyVault/managedHsm/roleAssignments/read/action
# Microsoft.KeyVault/managedHsm/keys/read/action
# Microsoft.KeyVault/managedHsm/keys/write/action
# Microsoft.KeyVault/managedHsm/keys/delete
# Microsoft.KeyVault/managedHsm/keys/create
# Microsoft.KeyVault/managedHsm/keys/rotate/action
# Microsoft.KeyVault/managedHsm/keys/import/action
# Microsoft.KeyVault/managedHsm/keys/release/action
# Microsoft.KeyVault/managedHsm/keys/backup/action
# Microsoft.KeyVault/managedHsm/keys/restore/action
# Microsoft.KeyVault/managedHsm/keys/encrypt/action
# Microsoft.KeyVault/managedHsm/keys/decrypt/action
# Microsoft.KeyVault/managedHsm/keys/wrap/action
# Microsoft.KeyVault/managedHsm/keys/unwrap/action
# Microsoft.KeyVault/managedHsm/keys/sign/action
# Microsoft.KeyVault/managedHsm/keys/verify/action
# Microsoft.KeyVault/managedHsm/rng/action

4bd23610-cdcf-4971-bdee-bdc562cc28e4 Managed HSM Policy Administrator
@roles

2c18b078-7c48-4d3a-af88-5a3a1b3f82b3 Managed HSM Crypto Auditor
# Microsoft.KeyVault/managedHsm/roleDefinitions/read/action
# Microsoft.KeyVault/managedHsm/roleAssignments/read/action
# Microsoft.KeyVault/managedHsm/keys/read/action
# Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action

33413926-3206-4cdd-b39a-83574fe37a17 Managed HSM Crypto Service Encryption User
# Microsoft.KeyVault/managedHsm/keys/read/action
# Microsoft.KeyVault/managedHsm/keys/wrap/action
# Microsoft.KeyVault/managedHsm/keys/unwrap/action

21dbd100-6940-42c2-9190-5d6cb909625c Managed HSM Crypto Service Release User
# Microsoft.KeyVault/managedHsm/keys/release/action

7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8 Managed HSM Backup
# Microsoft.KeyVault/managedHsm/backup/start/action
# Microsoft.KeyVault/managedHsm/backup/status/action
# Microsoft.KeyVault/managedHsm/keys/backup/action

6efe6056-5259-49d2-8b3d-d3d73544b20b Managed HSM Restore
# Microsoft.KeyVault/managedHsm/restore/start/action
# Microsoft.KeyVault/managedHsm/restore/status/action
# Microsoft.KeyVault/managedHsm/keys/restore/action

150f5e0c-0603-4f03-8c7f-cf70034c4e90 Data Purger
+ Microsoft.Insights/components/*/read
+ Microsoft.Insights/components/purge/action
+ Microsoft.OperationalInsights/workspaces/*/read
+ Microsoft.OperationalInsights/workspaces/purge/action
`;

const officer = `+ Microsoft.Authorization/*/read
+ Microsoft.Insights/alertRules/*
+ Microsoft.Resources/deployments/*
+ Microsoft.Resources/subscriptions/resourceGroups/read
+ Microsoft.Support/*
+ Microsoft.KeyVault/checkNameAvailability/read
+ Microsoft.KeyVault/deletedVaults/read
+ Microsoft.KeyVault/locations/*/read
+ Microsoft.KeyVault/vaults/*/read
+ Microsoft.KeyVault/operations/read`;

const poolRoles = [
  'roleAssignments/read',
  'roleAssignments/write',
  'roleAssignments/delete',
  'roleDefinitions/read',
  'roleDefinitions/write',
  'roleDefinitions/delete',
]
  .map((verb) => `# Microsoft.KeyVault/managedHsm/${verb}/action`)
  .join('\n');

function read(block: string) {
  const [head = '', ...lines] = block.replace('@officer', officer).replace('@roles', poolRoles).split('\n');
  const marked = (mark: string) => lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  const assignable = marked('>');
  return {
    id: head.slice(0, 36),
    name: head.slice(37),
    actions: marked('+'),
    notActions: marked('-'),
    dataActions: marked('#'),
    assignable: assignable.length > 0 ? assignable : undefined,
  };
}

/**
 * Azure's roles as Microsoft publishes them in February and July 2026 (security, privileged, general, monitor), Key Vault Purge Operator as
 * Azure Resource Manager returned it in December 2025: written down once more, from there.
 */
export const publishedRoles = text.trim().split('\n\n').map(read);
