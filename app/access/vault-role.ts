import type { RoleDefinition } from './role.ts';

const vaults = 'Microsoft.KeyVault/vaults';

/** What every role that sees a whole vault may do beside it. */
const besides = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/alertRules/*',
  'Microsoft.Resources/deployments/*',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Support/*',
  'Microsoft.KeyVault/checkNameAvailability/read',
  'Microsoft.KeyVault/deletedVaults/read',
  'Microsoft.KeyVault/locations/*/read',
  `${vaults}/*/read`,
  'Microsoft.KeyVault/operations/read',
] as const;

/**
 * Roles on what vaults hold, as Azure has them.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
 */
export const vaultRoles: readonly RoleDefinition[] = [
  {
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    name: 'Key Vault Secrets User',
    description: 'Reads values of secrets, and what describes them.',
    actions: [],
    notActions: [],
    dataActions: [`${vaults}/secrets/getSecret/action`, `${vaults}/secrets/readMetadata/action`],
  },
  {
    id: 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba',
    name: 'Key Vault Certificate User',
    description: 'Reads whole certificates, with their private keys; and with them values of secrets.',
    actions: [],
    notActions: [],
    dataActions: [
      `${vaults}/certificates/read`,
      `${vaults}/secrets/getSecret/action`,
      `${vaults}/secrets/readMetadata/action`,
      `${vaults}/keys/read`,
    ],
  },
  {
    id: '08bbd89e-9f13-488c-ac41-acfcb10c90ab',
    name: 'Key Vault Crypto Service Release User',
    description: 'Releases keys to attested environments.',
    actions: [],
    notActions: [],
    dataActions: [`${vaults}/keys/release/action`],
  },
  {
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    name: 'Key Vault Crypto Service Encryption User',
    description: 'Reads what describes keys; wraps and unwraps with them.',
    actions: [
      'Microsoft.EventGrid/eventSubscriptions/write',
      'Microsoft.EventGrid/eventSubscriptions/read',
      'Microsoft.EventGrid/eventSubscriptions/delete',
    ],
    notActions: [],
    dataActions: [`${vaults}/keys/read`, `${vaults}/keys/wrap/action`, `${vaults}/keys/unwrap/action`],
  },
  {
    id: '12338af0-0e69-4776-bea7-57ae8d297424',
    name: 'Key Vault Crypto User',
    description: 'Uses keys: encrypts, decrypts, wraps, unwraps, signs and verifies.',
    actions: [],
    notActions: [],
    dataActions: [
      `${vaults}/keys/read`,
      `${vaults}/keys/update/action`,
      `${vaults}/keys/backup/action`,
      `${vaults}/keys/encrypt/action`,
      `${vaults}/keys/decrypt/action`,
      `${vaults}/keys/wrap/action`,
      `${vaults}/keys/unwrap/action`,
      `${vaults}/keys/sign/action`,
      `${vaults}/keys/verify/action`,
    ],
  },
  {
    id: '21090545-7ca7-4776-b22c-e363652d74d2',
    name: 'Key Vault Reader',
    description: 'Sees vaults, and what describes their secrets, keys and certificates. No values.',
    actions: besides,
    notActions: [],
    dataActions: [`${vaults}/*/read`, `${vaults}/secrets/readMetadata/action`],
  },
  {
    id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    name: 'Key Vault Secrets Officer',
    description: 'Does everything with secrets: reads, sets, changes, deletes, recovers and destroys them.',
    actions: besides,
    notActions: [],
    dataActions: [`${vaults}/secrets/*`],
  },
  {
    id: 'a4417e6f-fecd-4de8-b567-7b0420556985',
    name: 'Key Vault Certificates Officer',
    description: 'Does everything with certificates, their issuers and contacts.',
    actions: besides,
    notActions: [],
    dataActions: [`${vaults}/certificatecas/*`, `${vaults}/certificates/*`, `${vaults}/certificatecontacts/write`],
  },
  {
    id: '14b46e9e-c2b7-41b4-b07b-48a6ebf60603',
    name: 'Key Vault Crypto Officer',
    description: 'Does everything with keys and their rotation.',
    actions: besides,
    notActions: [],
    dataActions: [`${vaults}/keys/*`, `${vaults}/keyrotationpolicies/*`],
  },
  {
    id: '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    name: 'Key Vault Administrator',
    description: 'Does everything with what vaults hold. Manages neither the vaults themselves nor who may do what.',
    actions: besides,
    notActions: [],
    dataActions: [`${vaults}/*`],
  },
];
