import * as z from 'zod';
import { LogViewList, LogViewPut } from '../contract/log.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { listOwnViews, ownViews, readView } from '../view/own-view.ts';

const { filter, columns } = LogViewPut.input.shape;
const shown = z.object({ filter, columns });

/** The person's own views of the log, by name. Not recorded: they are the person's, and the window asks for them to know what to show. */
export const listLogView: RoomOperation<typeof LogViewList> = {
  ...ownViews,
  shape: LogViewList,
  recorded: false,
  repeatable: false,
  async run(room) {
    const rows = await listOwnViews(room, 'log');
    return { items: rows.map((row) => ({ id: row.id, name: row.name, ...readView(shown, row) })) };
  },
};
