import type { PersonRow } from './directory-store.ts';

/** A person's presence on one connection. It lives in the engine's memory and dies with the connection, the lock or the engine. */
export interface LiveSession {
  readonly id: string;
  readonly personId: string;
  readonly startedOn: number;
  /** The person's `credential` as it was at the start: once another has taken its place, the session is over. */
  readonly credential: number;
}

/** Whether a session still holds: not of somebody who was disabled, or whose password or second factor was replaced, since it began. */
export const mayGoOn = (person: Pick<PersonRow, 'enabled' | 'credential'>, session: LiveSession): boolean =>
  person.enabled && person.credential === session.credential;

/** The place for at most one session on a connection. */
export interface SessionHolder {
  current: LiveSession | undefined;
  /**
   * Runs `work` once, as soon as the session that is there now ends: by signing out, by another that takes its place, or with the
   * connection. @returns a function that calls it off
   */
  afterEnd(work: () => void): () => void;
}

/** A place that is empty. */
export function createSessionHolder(): SessionHolder {
  let current: LiveSession | undefined;
  let waiting = new Set<() => void>();
  return {
    get current() {
      return current;
    },
    set current(next) {
      current = next;
      const ended = waiting;
      waiting = new Set();
      for (const work of ended) work();
    },
    afterEnd(work) {
      const set = waiting;
      set.add(work);
      return () => void set.delete(work);
    },
  };
}
