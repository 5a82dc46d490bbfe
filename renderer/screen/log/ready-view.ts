import type { LogFilter } from '../../../app/contract/log.ts';

/** A view that comes with the program. */
export interface ReadyView {
  readonly id: string;
  readonly name: string;
  readonly filter: LogFilter;
}

const view = (name: string, filter: LogFilter): ReadyView => ({ id: name, name, filter });

/** Questions that an auditor asks first, as far as a filter can ask them. */
export const readyViews: readonly ReadyView[] = [
  view('Refused', { result: ['refused'] }),
  view('Failed', { result: ['failed'] }),
  view('Values read', { operation: ['SecretGet', 'SecretCompare', 'SecretBackup', 'ExportPrepare', 'ExportSave'], result: ['succeeded'] }),
  view('Values written', { operation: ['SecretSet', 'SecretRollBack', 'SecretRestore', 'ImportRun'] }),
  view('Deleted and recovered', { operation: ['SecretDelete', 'SecretRecover', 'VaultDelete', 'VaultRecover'] }),
  view('Purged', { operation: ['SecretPurge', 'VaultPurge'] }),
  view('Access changed', {
    operation: [
      'AccessRequestDecide',
      'GroupDelete',
      'GroupPut',
      'MembershipCreate',
      'MembershipEnd',
      'RoleAssignmentCreate',
      'RoleAssignmentEnd',
      'RoleAssignmentPatch',
    ],
  }),
  view('People changed', {
    operation: ['FactorConfirm', 'FactorRemove', 'InvitationAccept', 'PasswordChange', 'PersonInvite', 'PersonPatch', 'PersonRecover'],
  }),
  view('Sign-ins that failed', { operation: ['InvitationAccept', 'SessionCreate', 'SessionProve'], result: ['failed', 'refused'] }),
  view('Unlocking and unlock slots', {
    operation: ['InstanceLock', 'InstanceRecover', 'InstanceRestoreAccept', 'InstanceSeal', 'InstanceUnlock', 'SlotAdd', 'SlotRemove'],
  }),
  view('By nobody who was signed in', { identity: [''] }),
  view('The log itself', { operation: ['LogDelete', 'LogExport', 'LogRetentionPut', 'LogVerify'] }),
];
