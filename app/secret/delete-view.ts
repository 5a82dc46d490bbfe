import { ViewDelete } from '../contract/search.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { ownViews, removeOwnView } from '../view/own-view.ts';

/** Forgets a view of the person's own. @throws VaultError StagedNotFound when the person has none of this id */
export const deleteView: RoomOperation<typeof ViewDelete> = {
  ...ownViews,
  shape: ViewDelete,
  recorded: true,
  repeatable: true,
  async run(room, { id }) {
    await removeOwnView(room, 'secret', id);
    return {};
  },
};
