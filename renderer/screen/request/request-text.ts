import type { AccessRequest } from '../../../app/contract/access.ts';

/** What people ask for, by the operation that was refused; one that is not here is named as it is. */
const words: ReadonlyMap<string, string> = new Map([
  ['ExportPrepare', 'Export secrets'],
  ['GroupPut', 'Change groups'],
  ['InstanceBackup', 'Back up the house'],
  ['KeyBackup', 'Back up the key'],
  ['KeyCreate', 'Make keys'],
  ['KeyDelete', 'Delete the key'],
  ['KeyImport', 'Import keys'],
  ['KeyList', 'See the keys'],
  ['KeyListVersions', 'See what is said of the key'],
  ['KeyPurge', 'Destroy the key for good'],
  ['KeyRecover', 'Recover the key'],
  ['KeyRestore', 'Restore a key from a backup'],
  ['KeyRotate', 'Rotate the key'],
  ['KeyRotationPolicyGet', 'See how the key rotates'],
  ['KeyRotationPolicySet', 'Change how the key rotates'],
  ['KeyUpdate', 'Change what is said of the key'],
  ['LogDelete', 'Delete records'],
  ['LogList', 'Read the log'],
  ['MembershipCreate', 'Add members'],
  ['PersonInvite', 'Invite people'],
  ['PersonList', 'See people'],
  ['RoleAssignmentCreate', 'Give access'],
  ['RoleAssignmentEnd', 'End access'],
  ['RoleAssignmentList', 'See who has access'],
  ['SecretBackup', 'Back up'],
  ['SecretCompare', 'Compare values'],
  ['SecretDelete', 'Delete'],
  ['SecretGet', 'Read the value'],
  ['SecretList', 'See the secrets'],
  ['SecretListVersions', 'See what is said of it'],
  ['SecretPurge', 'Destroy for good'],
  ['SecretRecover', 'Recover'],
  ['SecretRestore', 'Restore from a backup'],
  ['SecretRollBack', 'Make an older version current'],
  ['SecretSet', 'Set a new value'],
  ['SecretUpdate', 'Change attributes'],
  ['SettingPut', 'Change settings'],
  ['SlotAdd', 'Add an unlock slot'],
  ['SlotRemove', 'Remove an unlock slot'],
  ['VaultDelete', 'Delete the vault'],
  ['VaultGet', 'See the vault'],
  ['VaultPatch', 'Change the vault’s settings'],
  ['VaultPurge', 'Destroy the vault for good'],
  ['VaultPut', 'Create a vault'],
  ['VaultRecover', 'Recover the vault'],
]);

/** What was asked for, as people say it: `Set a new value: payroll / db-password`. */
export function requestSubject({ operation, vault, name }: AccessRequest): string {
  const what = words.get(operation) ?? operation;
  if (vault === undefined) return what;
  return `${what}: ${name === undefined ? vault : `${vault} / ${name}`}`;
}
