import { InstanceLock, InstanceSeal } from '../contract/instance.ts';
import { servesLocked } from '../endpoint/endpoint-host.ts';
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

/**
 * Ends every session of the window and the page's process, and the engine too unless applications are served and go on being served. What
 * the shell had opened ends with it.
 */
export const lockInstance: RoomOperation<typeof InstanceLock> = {
  ...closing,
  shape: InstanceLock,
  needs: { kind: 'nothing' },
  fields: { reason: kept((input) => input.reason) },
  afterCommit({ gate, endpoint }, { reason }) {
    if (reason === 'shell-closed') gate.leave('stopped');
    else if (servesLocked(endpoint)) gate.lockWindow();
    else gate.leave('locked');
  },
};

/** Ends every process that holds a key. Anyone in front of the window may, as they may close it: locked, nobody is signed in there. */
export const sealInstance: RoomOperation<typeof InstanceSeal> = {
  ...closing,
  shape: InstanceSeal,
  needs: { kind: 'nothing' },
  fields: {},
  afterCommit: ({ gate }) => gate.leave('sealed'),
};
