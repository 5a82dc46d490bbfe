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
import { SecretGet, SecretList, SecretListVersions, SecretSet } from './secret.ts';
import { SessionCreate, SessionDelete, SessionGet } from './session.ts';
import type { InputOf, OutputOf } from './shape.ts';
import { VaultGet, VaultList, VaultPut } from './vault.ts';

/** Every operation that the window may ask for, by name. */
export const contract = {
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
  SecretGet,
  SecretList,
  SecretListVersions,
  SecretSet,
  SessionCreate,
  SessionDelete,
  SessionGet,
  SettingPut,
  SlotAdd,
  SlotList,
  SlotRemove,
  VaultGet,
  VaultList,
  VaultPut,
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type CallName = { [N in OperationName]: Contract[N]['kind'] extends 'call' ? N : never }[OperationName];
export type StreamName = Exclude<OperationName, CallName>;
export type Input<N extends OperationName> = InputOf<Contract[N]>;
export type Output<N extends OperationName> = OutputOf<Contract[N]>;
