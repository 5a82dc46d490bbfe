import { LogViewPut } from '../contract/log.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { ownViews, putOwnView } from '../view/own-view.ts';

/** Saves a view of the log; the person's own of the same name is replaced. @throws VaultError BadParameter when there are too many */
export const putLogView: RoomOperation<typeof LogViewPut> = {
  ...ownViews,
  shape: LogViewPut,
  recorded: true,
  repeatable: true,
  async run(room, { name, filter, columns }) {
    return { id: await putOwnView(room, 'log', { name, shown: { filter, columns } }), name, filter, columns };
  },
};
