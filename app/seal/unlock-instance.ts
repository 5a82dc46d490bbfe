import { InstanceUnlock } from '../contract/instance.ts';
import { type GateOperation, houseTarget, kept } from '../operation/operation.ts';

/** Opens the house by one of its slots. Failures go to the journal, and into the log at the next unlock. */
export const unlockInstance: GateOperation<typeof InstanceUnlock> = {
  at: 'gate',
  shape: InstanceUnlock,
  needs: { kind: 'nothing' },
  during: ['sealed'],
  throttle: 'guess',
  recorded: true,
  fields: { slot: kept((input) => input.slot), kind: kept((input) => input.kind) },
  target: (input) => houseTarget(`${input.kind} slot`),
  run: async ({ gate }, input) => ({ state: await gate.unlock(input) }),
};
