import type { PersonRow } from './directory-store.ts';

/**
 * A person's presence on one connection. It lives in the engine's memory and dies with the connection, the lock or the engine. Of an
 * application it is its token that stands there.
 */
export interface LiveSession {
  readonly id: string;
  /** Of the person, or of the application. */
  readonly principalId: string;
  readonly startedOn: number;
  /** The person's `credential` as it was at the start: once another has taken its place, the session is over. Of an application 0. */
  readonly credential: number;
}

/** Whether a session still holds: not of somebody who was disabled, or whose password or second factor was replaced, since it began. */
export const mayGoOn = (person: Pick<PersonRow, 'enabled' | 'credential'>, session: Pick<LiveSession, 'credential'>): boolean =>
  person.enabled && person.credential === session.credential;

/** The first half of signing in: the password was right, and a second factor is still to be proved on the same connection. */
export interface PendingSignIn {
  readonly personId: string;
  /** As of the session that it may become: another password or a recovery ends it. */
  readonly credential: number;
  /** Until when the second half may come, milliseconds since 1970. */
  readonly until: number;
  /** What a passkey has to sign. Whoever takes it leaves none: it is good for one answer. */
  challenge: Uint8Array | undefined;
}

/** The place for at most one session on a connection. */
export interface SessionHolder {
  current: LiveSession | undefined;
  /** Ends with another attempt to sign in, with any session that begins or ends here, and with the connection. */
  pending: PendingSignIn | undefined;
  /**
   * Runs `work` once, as soon as the session that is there now ends: by signing out, by another that takes its place, or with the
   * connection. @returns a function that calls it off
   */
  afterEnd(work: () => void): () => void;
  /** Lets the session that is there go on with another `credential`; nothing where there is none. */
  renew(credential: number): void;
}

/** A place that is empty. */
export function createSessionHolder(): SessionHolder {
  let current: LiveSession | undefined;
  let pending: PendingSignIn | undefined;
  let waiting = new Set<() => void>();
  return {
    get current() {
      return current;
    },
    set current(next) {
      current = next;
      pending = undefined;
      const ended = waiting;
      waiting = new Set();
      for (const work of ended) work();
    },
    get pending() {
      return pending;
    },
    set pending(next) {
      pending = next;
    },
    afterEnd(work) {
      const set = waiting;
      set.add(work);
      return () => void set.delete(work);
    },
    renew: (credential) => void (current &&= { ...current, credential }),
  };
}
