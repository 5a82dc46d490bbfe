import { InstanceLock, InstanceSeal } from '../contract/instance.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

const closing = {
  at: 'room',
  during: ['open', 'quarantined'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  target: async () => houseTarget('instance'),
  run: async () => ({}),
} as const;

/** Ends the session, the page's process, and the engine while it serves no applications. */
export const lockInstance: RoomOperation<typeof InstanceLock> = {
  ...closing,
  shape: InstanceLock,
  needs: { kind: 'nothing' },
  fields: { reason: kept((input) => input.reason) },
  afterCommit: ({ gate }, { reason }) => gate.leave(reason === 'shell-closed' ? 'stopped' : 'locked'),
};

/** Ends every process that holds a key. */
export const sealInstance: RoomOperation<typeof InstanceSeal> = {
  ...closing,
  shape: InstanceSeal,
  needs: { kind: 'session' },
  fields: {},
  afterCommit: ({ gate }) => gate.leave('sealed'),
};
