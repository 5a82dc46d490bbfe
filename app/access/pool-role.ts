import { type PoolAction, poolAction } from '../contract/pool.ts';
import type { RoleDefinition } from './role.ts';

const plane = 'Microsoft.KeyVault/managedHsm';
const all = (start: string): PoolAction[] => poolAction.options.filter((action) => action.startsWith(`${plane}/${start}`));
const keys = (...verbs: string[]): string[] => verbs.map((verb) => `${plane}/keys/${verb}`);

const readRoles = [`${plane}/roleDefinitions/read/action`, `${plane}/roleAssignments/read/action`];
const manageRoles = [...all('roleAssignments/'), ...all('roleDefinitions/')];

export const poolAdministratorId = 'a290e904-7015-4bba-90c8-60543313cdb4';

const builtIn = (id: string, name: string, description: string, dataActions: readonly string[]): RoleDefinition => ({
  id,
  name: `Managed HSM ${name}`,
  description,
  actions: [],
  notActions: [],
  dataActions,
});

/**
 * Roles on what a Managed HSM pool holds, as the service itself lists them; they are given at a pool, or at keys in it. Source:
 * learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles, but for the purging that it prints of the auditor, and which that role
 * doesn't have.
 */
export const poolRoles: readonly RoleDefinition[] = [
  builtIn(
    '21dbd100-6940-42c2-9190-5d6cb909625c',
    'Crypto Service Release User',
    'Releases keys to attested environments.',
    keys('release/action'),
  ),
  builtIn(
    '33413926-3206-4cdd-b39a-83574fe37a17',
    'Crypto Service Encryption User',
    'Reads what describes keys; wraps and unwraps with them.',
    keys('read/action', 'wrap/action', 'unwrap/action'),
  ),
  builtIn('7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8', 'Backup', 'Backs up a pool, or single keys of it.', [
    ...all('backup/'),
    ...keys('backup/action'),
  ]),
  builtIn('6efe6056-5259-49d2-8b3d-d3d73544b20b', 'Restore', 'Restores a pool, or single keys of it.', [
    ...all('restore/'),
    ...keys('restore/action'),
  ]),
  builtIn('2c18b078-7c48-4d3a-af88-5a3a1b3f82b3', 'Crypto Auditor', 'Sees what describes keys, also deleted ones, and who may do what.', [
    ...readRoles,
    ...keys('read/action', 'deletedKeys/read/action'),
  ]),
  builtIn('21dbd100-6940-42c2-9190-5d6cb909625b', 'Crypto User', 'Does everything with keys but recovering and destroying deleted ones.', [
    ...readRoles,
    ...keys('read/action', 'write/action', 'delete', 'create', 'rotate/action', 'import/action', 'release/action', 'backup/action'),
    ...keys('restore/action', 'encrypt/action', 'decrypt/action', 'wrap/action', 'unwrap/action', 'sign/action', 'verify/action'),
    ...all('rng/'),
  ]),
  builtIn('4bd23610-cdcf-4971-bdee-bdc562cc28e4', 'Policy Administrator', 'Manages who may do what in a pool. Uses no key.', manageRoles),
  builtIn(
    '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
    'Crypto Officer',
    'Recovers and destroys deleted keys, and manages who may do what in a pool. Uses no key.',
    [...manageRoles, ...all('keys/deletedKeys/'), ...keys('export/action')],
  ),
  builtIn(
    poolAdministratorId,
    'Administrator',
    'Manages a pool: who may do what in it, its security domain, backing it up and restoring it. Touches no key.',
    [...manageRoles, ...all('securitydomain/'), ...all('backup/'), ...all('restore/')],
  ),
];
