import { LogDeletePreview } from '../contract/log.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { countRemovable } from './deletion.ts';
import { purgeLog, removalFields } from './log-need.ts';

/** What a removal would take, before it does. */
export const previewDeleteLog: RoomOperation<typeof LogDeletePreview> = {
  ...purgeLog,
  at: 'room',
  shape: LogDeletePreview,
  throttle: 'window',
  repeatable: false,
  fields: removalFields,
  target: async () => houseTarget('log'),
  run: ({ tx }, { removal }) => countRemovable(tx, removal),
};
