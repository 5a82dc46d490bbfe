import { InstancePrepare } from '../contract/instance.ts';
import { type GateOperation, houseTarget } from '../operation/operation.ts';

/** Draws a root key in memory and splits it. Not recorded: nothing exists yet that could be told of. */
export const prepareInstance: GateOperation<typeof InstancePrepare> = {
  at: 'gate',
  shape: InstancePrepare,
  needs: { kind: 'nothing' },
  during: ['empty'],
  throttle: 'guess',
  recorded: false,
  fields: {},
  target: () => houseTarget('instance'),
  run: async ({ gate }, input) => ({ shares: await gate.prepare(input.split) }),
};
