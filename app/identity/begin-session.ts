import { isOfPerson } from '../access/standing.ts';
import type { Session } from '../contract/session.ts';
import type { Room } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { toPrincipal } from './principal.ts';
import { toSession } from './session-view.ts';

/**
 * Signs a person in on the connection that asks, once everything that was asked of them is proved. The session is there when the
 * transaction is committed.
 * @param person as read in this transaction
 */
export async function beginSession(room: Room, person: PersonRow): Promise<Session> {
  const { caller, gate } = room;
  const live = { id: room.newId(), principalId: person.id, startedOn: room.time, credential: person.credential };
  room.identify(toPrincipal(person, live.id));
  await room.tx.directory.putSignIn(person.id, room.time);
  room.onCommit(() => {
    // Whoever comes next must not replace passphrase and password on the strength of shares that somebody else entered.
    gate.endRecovery();
    caller.session.current = live;
  });
  const standing = await room.standings.of(room.tx, person.id, room.time);
  if (!isOfPerson(standing)) throw new Error('a person who signs in is not there');
  return toSession(room, standing, live);
}
