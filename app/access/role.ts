/** A built-in role. Ids and actions are Azure's own, so that assignments can be compared with those of a subscription. */
export interface Role {
  readonly id: string;
  readonly name: string;
  /** Management actions; `*` stands for any run of characters. */
  readonly actions: readonly string[];
  /** Taken away from `actions`. */
  readonly notActions?: readonly string[];
  /** Actions on what vaults hold. */
  readonly dataActions: readonly string[];
}

const vaults = 'Microsoft.KeyVault/vaults';

/** From least to most, so that the first that allows an action is the smallest. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const roles: readonly Role[] = [
  {
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    name: 'Key Vault Secrets User',
    actions: [],
    dataActions: [`${vaults}/secrets/getSecret/action`, `${vaults}/secrets/readMetadata/action`],
  },
  {
    id: '21090545-7ca7-4776-b22c-e363652d74d2',
    name: 'Key Vault Reader',
    actions: [`${vaults}/read`],
    dataActions: [`${vaults}/*/read`, `${vaults}/secrets/readMetadata/action`],
  },
  {
    id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    name: 'Key Vault Secrets Officer',
    actions: [`${vaults}/read`],
    dataActions: [`${vaults}/secrets/*`],
  },
  {
    id: '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    name: 'Key Vault Administrator',
    actions: [`${vaults}/read`],
    dataActions: [`${vaults}/*`],
  },
  {
    id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
    name: 'Monitoring Reader',
    actions: ['*/read'],
    dataActions: [],
  },
  {
    id: 'f25e0fa2-a7c8-4377-a976-54943a77a395',
    name: 'Key Vault Contributor',
    actions: ['Microsoft.KeyVault/*', 'Microsoft.Resources/subscriptions/resourceGroups/read'],
    notActions: ['Microsoft.KeyVault/locations/deletedVaults/purge/action'],
    dataActions: [],
  },
  {
    id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    name: 'Owner',
    actions: ['*'],
    dataActions: [],
  },
];

/** What the first person of an instance is given: the management of everything, and of everything in its vaults. */
export const firstPersonRoles = ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', '00482a5a-887f-4fb3-b363-3b7fe8e74483'] as const;
