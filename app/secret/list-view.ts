import { ViewList } from '../contract/search.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toView } from './view.ts';

/** The person's own views, by name. Not recorded: they are the person's, and the window asks for them to know what to show. */
export const listView: RoomOperation<typeof ViewList> = {
  at: 'room',
  shape: ViewList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('views'),
  run: async ({ tx, principal }) => ({ items: (await tx.views.list(principal.id)).map(toView) }),
};
