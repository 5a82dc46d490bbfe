import { InstanceBackup } from '../contract/instance.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

interface Copy {
  readonly folder: string;
  readonly sizeBytes: number;
}

/** Makes a copy that can be kept elsewhere, while the house stays open. It is as closed as the house: the same slots open it. */
export const backUpInstance: RoomOperation<typeof InstanceBackup, Copy> = {
  at: 'room',
  shape: InstanceBackup,
  needs: { kind: 'action', action: 'Strongroom.Instance/backups/write' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: { sizeBytes: kept((_input, output) => output && String(output.sizeBytes)) },
  target: async () => houseTarget('instance'),
  effect: ({ gate, time }) => gate.backup(time),
  async run({ time }, _input, copy) {
    if (!copy) throw new Error('a copy is made before its record is written');
    return { ...copy, createdOn: time };
  },
};
