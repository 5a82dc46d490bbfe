import type { Input, Output } from '../../app/contract/operation.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';

const definition: Output<'RoleDefinitionGet'> = {
  id,
  name: 'Signers',
  description: 'Sign with every key.',
  kind: 'custom',
  dataActions: ['Microsoft.KeyVault/managedHsm/keys/sign/action'],
  notDataActions: [],
  scopes: ['/'],
  assignments: 1,
  changedOn: 1_790_000_000_000,
  changedBy: 'Ada Lovelace',
  revision: 2,
};

const pool = '/subscriptions/s1/resourceGroups/main/providers/Microsoft.KeyVault/managedHSMs/hsms';

const inPool: Output<'RoleAssignmentGet'> = {
  id,
  principal: { id, kind: 'application', name: 'payroll-worker' },
  role: { id: '21dbd100-6940-42c2-9190-5d6cb909625b', name: 'Managed HSM Crypto User' },
  scope: pool,
  place: 'hsms',
  state: 'in force',
  from: 1_790_000_000_000,
  grantedBy: 'Ada Lovelace',
  reason: 'Signs releases',
  inherited: false,
  through: [],
};

type Of = 'RoleAssignmentGet' | 'RandomBytes' | 'RoleDefinitionDelete' | 'RoleDefinitionGet' | 'RoleDefinitionList' | 'RoleDefinitionPut';

/** One right input and output of every operation of pools, and of one that their door asks. */
export const poolSample: { readonly [N in Of]: { readonly input: Input<N>; readonly output: Output<N> } } = {
  RoleAssignmentGet: { input: { id, scope: pool }, output: inPool },
  RandomBytes: { input: { vault: 'hsms', count: 16 }, output: { value: new Uint8Array(16) } },
  RoleDefinitionDelete: { input: { vault: 'hsms', id }, output: definition },
  RoleDefinitionGet: { input: { vault: 'hsms', id }, output: definition },
  RoleDefinitionList: { input: { vault: 'hsms' }, output: { items: [definition] } },
  RoleDefinitionPut: {
    input: {
      vault: 'hsms',
      name: 'Signers',
      description: 'Sign with every key.',
      dataActions: ['Microsoft.KeyVault/managedHsm/keys/sign/action'],
      notDataActions: [],
      scopes: ['/'],
    },
    output: definition,
  },
};
