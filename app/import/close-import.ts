import { ImportClose } from '../contract/import.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

/** Forgets a file; a run that is on its way ends with what it has begun. */
export const closeImport: RoomOperation<typeof ImportClose> = {
  at: 'room',
  shape: ImportClose,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { import: kept((input) => input.import) },
  target: async () => houseTarget('import'),
  async run({ staging, caller }, input) {
    staging.take('import', caller, input.import).close();
    return {};
  },
};
