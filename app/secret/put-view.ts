import { ViewPut } from '../contract/search.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { ownViews, putOwnView } from '../view/own-view.ts';

/** Saves a view of the person's own; one of the same name is replaced. @throws VaultError BadParameter when there are too many */
export const putView: RoomOperation<typeof ViewPut> = {
  ...ownViews,
  shape: ViewPut,
  recorded: true,
  repeatable: true,
  async run(room, { name, query, sort }) {
    return { id: await putOwnView(room, 'secret', { name, shown: { query, sort } }), name, query, sort };
  },
};
