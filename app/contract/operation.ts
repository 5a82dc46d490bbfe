import { BulkPrepare, BulkRun, BulkUndo, ExportPrepare, ExportSave } from './bulk.ts';
import { ImportChoose, ImportClose, ImportOpen, ImportPlan, ImportRowList, ImportRun } from './import.ts';
import {
  InstanceBackup,
  InstanceCreate,
  InstanceGet,
  InstanceLock,
  InstancePrepare,
  InstanceRecover,
  InstanceRestoreAccept,
  InstanceSeal,
  InstanceUnlock,
  SettingPut,
  SlotAdd,
  SlotList,
  SlotRemove,
} from './instance.ts';
import { LogCheckpointList, LogFollow, LogGet, LogList, LogVerify } from './log.ts';
import { SecretAttention, SecretSearch, ViewDelete, ViewList, ViewPut } from './search.ts';
import {
  SecretBackup,
  SecretCompare,
  SecretDelete,
  SecretGet,
  SecretGetDeleted,
  SecretList,
  SecretListDeleted,
  SecretListVersions,
  SecretPurge,
  SecretRecover,
  SecretRestore,
  SecretRollBack,
  SecretSet,
  SecretUpdate,
} from './secret.ts';
import { SessionCreate, SessionDelete, SessionGet } from './session.ts';
import type { InputOf, OutputOf } from './shape.ts';
import { UploadBegin, UploadSend } from './upload.ts';
import {
  ResourceGroupList,
  ResourceGroupPut,
  VaultDelete,
  VaultGet,
  VaultList,
  VaultListDeleted,
  VaultPatch,
  VaultPurge,
  VaultPut,
  VaultRecover,
} from './vault.ts';

/** Every operation that the window may ask for, by name. */
export const contract = {
  BulkPrepare,
  BulkRun,
  BulkUndo,
  ExportPrepare,
  ExportSave,
  ImportChoose,
  ImportClose,
  ImportOpen,
  ImportPlan,
  ImportRowList,
  ImportRun,
  InstanceBackup,
  InstanceCreate,
  InstanceGet,
  InstanceLock,
  InstancePrepare,
  InstanceRecover,
  InstanceRestoreAccept,
  InstanceSeal,
  InstanceUnlock,
  LogCheckpointList,
  LogFollow,
  LogGet,
  LogList,
  LogVerify,
  ResourceGroupList,
  ResourceGroupPut,
  SecretAttention,
  SecretBackup,
  SecretCompare,
  SecretDelete,
  SecretGet,
  SecretGetDeleted,
  SecretList,
  SecretListDeleted,
  SecretListVersions,
  SecretPurge,
  SecretRecover,
  SecretRestore,
  SecretRollBack,
  SecretSearch,
  SecretSet,
  SecretUpdate,
  SessionCreate,
  SessionDelete,
  SessionGet,
  SettingPut,
  SlotAdd,
  SlotList,
  SlotRemove,
  UploadBegin,
  UploadSend,
  VaultDelete,
  VaultGet,
  VaultList,
  VaultListDeleted,
  VaultPatch,
  VaultPurge,
  VaultPut,
  VaultRecover,
  ViewDelete,
  ViewList,
  ViewPut,
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type CallName = { [N in OperationName]: Contract[N]['kind'] extends 'call' ? N : never }[OperationName];
export type StreamName = Exclude<OperationName, CallName>;
export type Input<N extends OperationName> = InputOf<Contract[N]>;
export type Output<N extends OperationName> = OutputOf<Contract[N]>;
