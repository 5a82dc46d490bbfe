import type { PoolAction } from '../../../app/contract/pool.ts';

const plane = 'Microsoft.KeyVault/managedHsm/';

/** What an action lets one do, in words; by the part that tells it from the others. */
const words: Readonly<Record<PoolAction, string>> = {
  'Microsoft.KeyVault/managedHsm/keys/read/action': 'See keys and rotation policies',
  'Microsoft.KeyVault/managedHsm/keys/write/action': 'Change keys and rotation policies',
  'Microsoft.KeyVault/managedHsm/keys/rotate/action': 'Rotate keys',
  'Microsoft.KeyVault/managedHsm/keys/create': 'Create keys',
  'Microsoft.KeyVault/managedHsm/keys/delete': 'Delete keys',
  'Microsoft.KeyVault/managedHsm/keys/import/action': 'Import keys',
  'Microsoft.KeyVault/managedHsm/keys/export/action': 'Export keys',
  'Microsoft.KeyVault/managedHsm/keys/release/action': 'Release keys',
  'Microsoft.KeyVault/managedHsm/keys/backup/action': 'Back up keys',
  'Microsoft.KeyVault/managedHsm/keys/restore/action': 'Restore keys',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action': 'See deleted keys',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action': 'Recover deleted keys',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/delete': 'Purge deleted keys',
  'Microsoft.KeyVault/managedHsm/keys/encrypt/action': 'Encrypt',
  'Microsoft.KeyVault/managedHsm/keys/decrypt/action': 'Decrypt',
  'Microsoft.KeyVault/managedHsm/keys/wrap/action': 'Wrap keys',
  'Microsoft.KeyVault/managedHsm/keys/unwrap/action': 'Unwrap keys',
  'Microsoft.KeyVault/managedHsm/keys/sign/action': 'Sign',
  'Microsoft.KeyVault/managedHsm/keys/verify/action': 'Verify',
  'Microsoft.KeyVault/managedHsm/rng/action': 'Draw random bytes',
  'Microsoft.KeyVault/managedHsm/roleAssignments/read/action': 'See who holds which role',
  'Microsoft.KeyVault/managedHsm/roleAssignments/write/action': 'Give roles',
  'Microsoft.KeyVault/managedHsm/roleAssignments/delete/action': 'Take roles',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/read/action': 'See what roles allow',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/write/action': 'Define roles',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/delete/action': 'Delete roles',
  'Microsoft.KeyVault/managedHsm/securitydomain/download/action': 'Download the security domain',
  'Microsoft.KeyVault/managedHsm/securitydomain/download/read': 'See that download',
  'Microsoft.KeyVault/managedHsm/securitydomain/upload/action': 'Upload a security domain',
  'Microsoft.KeyVault/managedHsm/securitydomain/upload/read': 'See that upload',
  'Microsoft.KeyVault/managedHsm/securitydomain/transferkey/read': 'Read the transfer key',
  'Microsoft.KeyVault/managedHsm/backup/start/action': 'Back up the pool',
  'Microsoft.KeyVault/managedHsm/backup/status/action': 'See backups of the pool',
  'Microsoft.KeyVault/managedHsm/restore/start/action': 'Restore the pool',
  'Microsoft.KeyVault/managedHsm/restore/status/action': 'See restores of the pool',
};

export const actionWords = (action: PoolAction): string => words[action];

const using = /^(?:keys\/(?:encrypt|decrypt|wrap|unwrap|sign|verify)\/|rng\/)/;

/** Groups in which actions are chosen, each action in one. */
const titles = ['Keys', 'Using keys', 'Roles', 'The pool'] as const;

function titleOf(action: PoolAction): (typeof titles)[number] {
  const verb = action.slice(plane.length);
  if (using.test(verb)) return 'Using keys';
  if (verb.startsWith('keys/')) return 'Keys';
  return verb.startsWith('role') ? 'Roles' : 'The pool';
}

export const actionGroups = (actions: readonly PoolAction[]) =>
  titles.map((title) => ({ title, actions: actions.filter((action) => titleOf(action) === title) }));
