import { isOfPerson } from '../access/standing.ts';
import { SessionGet } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toSession } from './session-view.ts';

/** Who is signed in on the connection that asks. Not recorded: the window asks it to know what to show. */
export const getSession: RoomOperation<typeof SessionGet> = {
  at: 'room',
  shape: SessionGet,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open', 'quarantined'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('session'),
  async run(room) {
    const { tx, standings, time } = room;
    const live = room.caller.session.current;
    const standing = live && (await standings.of(tx, live.principalId, time));
    if (!live || !isOfPerson(standing)) throw new VaultError('Unauthorized', {});
    return toSession(room, standing, live);
  },
};
