import type { OperationName } from '../../app/contract/operation.ts';

interface StatedInPool {
  /** Any of these, below `Microsoft.KeyVault/managedHsm/`. */
  readonly data?: readonly string[];
  /** Or this, on the pool as a resource. */
  readonly action?: string;
}

const data = (...verbs: string[]): StatedInPool => ({ data: verbs });
const onResource = (verb: string): StatedInPool => ({ action: `Microsoft.KeyVault/${verb}` });
const roles = (verb: string): StatedInPool => ({
  data: [`roleAssignments/${verb}/action`],
  action: `Microsoft.Authorization/roleAssignments/${verb}`,
});

/**
 * What operations need in a Managed HSM pool, written down apart from the program, from learn.microsoft.com/azure/key-vault/managed-hsm/{built-in-roles,
 * key-rotation}. What is not here is the same as elsewhere, or nothing that pools have.
 */
export const statedInPool: Readonly<Partial<Record<OperationName, StatedInPool>>> = {
  KeyAttestationGet: data('keys/read/action'),
  KeyBackup: data('keys/backup/action'),
  KeyCreate: data('keys/create'),
  KeyDecrypt: data('keys/decrypt/action'),
  KeyDelete: data('keys/delete'),
  KeyEncrypt: data('keys/encrypt/action'),
  KeyGet: data('keys/read/action'),
  KeyGetDeleted: data('keys/deletedKeys/read/action'),
  KeyImport: data('keys/import/action'),
  KeyList: data('keys/read/action'),
  KeyListDeleted: data('keys/deletedKeys/read/action'),
  KeyListVersions: data('keys/read/action'),
  KeyPurge: data('keys/deletedKeys/delete'),
  KeyRecover: data('keys/deletedKeys/recover/action'),
  KeyRelease: data('keys/release/action'),
  KeyRestore: data('keys/restore/action'),
  KeyRotate: data('keys/rotate/action'),
  KeyRotationPolicyGet: data('keys/read/action'),
  KeyRotationPolicySet: data('keys/write/action'),
  KeySign: data('keys/sign/action'),
  KeyUnwrap: data('keys/unwrap/action'),
  KeyUpdate: data('keys/write/action'),
  KeyVerify: data('keys/verify/action'),
  KeyWrap: data('keys/wrap/action'),
  RandomBytes: data('rng/action'),
  RoleDefinitionDelete: data('roleDefinitions/delete/action'),
  RoleDefinitionGet: data('roleDefinitions/read/action'),
  RoleDefinitionList: data('roleDefinitions/read/action'),
  RoleDefinitionPut: data('roleDefinitions/write/action'),
  AccessRequestDecide: roles('write'),
  RoleAssignmentCreate: roles('write'),
  RoleAssignmentEnd: roles('delete'),
  RoleAssignmentGet: roles('read'),
  RoleAssignmentList: roles('read'),
  RoleAssignmentPatch: roles('write'),
  VaultDelete: onResource('managedHSMs/delete'),
  VaultGet: {
    ...onResource('managedHSMs/read'),
    data: ['keys/read/action', 'keys/deletedKeys/read/action', 'roleAssignments/read/action'],
  },
  VaultPatch: onResource('managedHSMs/write'),
  VaultPut: onResource('managedHSMs/write'),
};
