import { ExportSave } from '../contract/bulk.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

interface Saved {
  readonly path: string;
  readonly sizeBytes: number;
  readonly count: number;
}

/** Writes a finished export into the folder of exports; then it is nowhere else. */
export const saveExport: RoomOperation<typeof ExportSave, Saved> = {
  at: 'room',
  shape: ExportSave,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: {
    count: kept((_input, output) => output && String(output.count)),
    file: kept((_input, output) => output?.path.split(/[\\/]/).at(-1)),
    sizeBytes: kept((_input, output) => output && String(output.sizeBytes)),
  },
  target: async () => houseTarget('export'),
  async prepare({ staging, caller }, input) {
    // What is over is refused before an attempt is recorded.
    staging.get('export', caller, input.export);
    return undefined;
  },
  async effect({ staging, caller, gate, time }, input) {
    const { label, parts, count, sizeBytes } = staging.get('export', caller, input.export);
    const name = `${new Date(time).toISOString().replaceAll(':', '-')}-${label}`;
    return { path: await gate.saveExport(name, parts.each()), sizeBytes, count };
  },
  async run({ staging, caller }, input, saved) {
    if (!saved) throw new Error('a file is written before its record is');
    staging.drop('export', caller, input.export);
    return saved;
  },
};
