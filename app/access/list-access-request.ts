import { AccessRequestList } from '../contract/access.ts';
import { houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import type { AccessRequestFilter, AccessRequestRow } from './access-request-store.ts';
import { checkRequest } from './access-request.ts';
import { mayDecide, toRequest } from './access-request-view.ts';
import { createNames } from './assignment.ts';
import { getStanding } from './escalation.ts';
import { parseOffset } from './list-place.ts';

const pageRows = 200;

/** One's own requests, or those that one may decide; newest first. */
export const listAccessRequest: RoomOperation<typeof AccessRequestList> = {
  at: 'room',
  shape: AccessRequestList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('access requests'),
  async run(room, { whose, state, after, limit }) {
    const standing = await getStanding(room);
    const deciding = whose === 'decide';
    const filter = { personId: deciding ? undefined : room.principal.id, states: state ?? [] };
    const skip = parseOffset(after);
    const page: AccessRequestRow[] = [];
    let total = 0;
    for await (const row of requestsOf(room, filter)) {
      if (deciding && !mayDecide(standing, row, room.time)) continue;
      if (total >= skip && page.length < limit) page.push(row);
      total += 1;
    }
    const names = createNames(room);
    const items = [];
    for (const row of page) items.push(await toRequest(names, row, deciding));
    const end = skip + page.length;
    return { items, ...(end < total && { next: String(end) }), total };
  },
};

/** Which of them one may decide is nowhere written: each is looked at. */
async function* requestsOf({ tx, keyring }: Room, filter: AccessRequestFilter): AsyncGenerator<AccessRequestRow> {
  const next = (after: AccessRequestRow | undefined) => tx.accessRequests.list(filter, { after, limit: pageRows });
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const row of page) {
      checkRequest(keyring, row);
      yield row;
    }
  }
}
