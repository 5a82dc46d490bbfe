import * as z from 'zod';
import { secretQuery, secretSort, ViewList } from '../contract/search.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { listOwnViews, ownViews, readView } from '../view/own-view.ts';

const shown = z.object({ query: secretQuery, sort: secretSort });

/** The person's own views, by name. Not recorded: they are the person's, and the window asks for them to know what to show. */
export const listView: RoomOperation<typeof ViewList> = {
  ...ownViews,
  shape: ViewList,
  recorded: false,
  repeatable: false,
  async run(room) {
    const rows = await listOwnViews(room, 'secret');
    return { items: rows.map((row) => ({ id: row.id, name: row.name, ...readView(shown, row) })) };
  },
};
