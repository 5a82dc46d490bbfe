import { InstanceGet } from '../contract/instance.ts';
import { type GateOperation, houseTarget } from '../operation/operation.ts';

/** What anyone in front of the window may know. Not recorded: the window asks it to know what to show. */
export const getInstance: GateOperation<typeof InstanceGet> = {
  at: 'gate',
  shape: InstanceGet,
  needs: { kind: 'nothing' },
  during: ['empty', 'sealed', 'open', 'quarantined'],
  throttle: 'window',
  recorded: false,
  fields: {},
  target: () => houseTarget('instance'),
  run: ({ gate }) => gate.view(),
};
