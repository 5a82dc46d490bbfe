import { LogViewDelete } from '../contract/log.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { ownViews, removeOwnView } from '../view/own-view.ts';

/** Forgets a view of the log that is the person's own. @throws VaultError StagedNotFound when the person has none of this id */
export const deleteLogView: RoomOperation<typeof LogViewDelete> = {
  ...ownViews,
  shape: LogViewDelete,
  recorded: true,
  repeatable: true,
  async run(room, { id }) {
    await removeOwnView(room, 'log', id);
    return {};
  },
};
