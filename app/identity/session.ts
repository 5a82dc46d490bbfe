/** A person's presence on one connection. It lives in the engine's memory and dies with the connection, the lock or the engine. */
export interface LiveSession {
  readonly id: string;
  readonly personId: string;
  readonly startedOn: number;
}

/** The place for at most one session on a connection. */
export interface SessionHolder {
  current: LiveSession | undefined;
}
