import { isOfPerson } from '../access/standing.ts';
import { type Session, SessionFollow } from '../contract/session.ts';
import { type Hall, houseTarget, type StreamOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { createWake } from '../operation/wake.ts';
import { mayGoOn } from './session.ts';
import { toSession } from './session-view.ts';

/**
 * The session again whenever what the person may do changed, by others or by time alone. Where it must end, it ends here: nobody has to
 * ask for something first to find that out.
 */
export const followSession: StreamOperation<typeof SessionFollow> = {
  at: 'stream',
  shape: SessionFollow,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open', 'quarantined'],
  throttle: 'window',
  recorded: false,
  fields: {},
  target: async () => houseTarget('session'),
  async *follow(hall) {
    const { clock, signal, caller, gate, read } = hall;
    const wake = createWake(clock);
    const over = new AbortController();
    const end = (): void => (over.abort(), wake.now());
    signal.addEventListener('abort', end, { once: true });
    const callOffs = [gate.log().follower.watch(wake.now), caller.session.afterEnd(end), () => signal.removeEventListener('abort', end)];
    try {
      for (let seen: Sight | undefined; !over.signal.aborted && !signal.aborted; await wake.next()) {
        const before = seen;
        seen = await read((tx) => look(hall, tx, before));
        if (!seen.session) return void (caller.session.current = undefined);
        wake.at(seen.until);
        if (JSON.stringify(seen.session) !== JSON.stringify(before?.session)) yield seen.session;
      }
    } finally {
      wake.stop();
      for (const callOff of callOffs) callOff();
    }
  },
};

/** A session as it was seen, and how long that holds. */
interface Sight {
  /** Undefined where it is over. */
  readonly session: Session | undefined;
  readonly revision: string | undefined;
  /** From then on time alone may change it, milliseconds since 1970. */
  readonly until: number;
}

async function look({ caller, standings, clock }: Hall, tx: Tx, before: Sight | undefined): Promise<Sight> {
  const time = clock.now();
  const revision = await tx.accessRevision.find();
  if (before && before.revision === revision && time < before.until) return before;
  const live = caller.session.current;
  const standing = live && (await standings.of(tx, live.principalId, time));
  if (!live || !isOfPerson(standing) || !mayGoOn(standing.who.person, live)) return { session: undefined, revision, until: Infinity };
  const ends = [...standing.grantsAt.values()].flat().flatMap((grant) => [grant.from, grant.until ?? Infinity]);
  const until = [...ends, standing.until].filter((turn) => turn > time).reduce((a, b) => Math.min(a, b), Infinity);
  return { session: await toSession({ tx, time }, standing, live), revision, until };
}
