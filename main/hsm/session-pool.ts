import type { Session } from './cryptoki.ts';
import { rv } from './number.ts';
import { CryptokiError, isCode } from './pkcs11-error.ts';

export interface PoolDeps {
  /** @throws CryptokiError CKR_SESSION_COUNT when the token gives no more */
  open(): Session;
  close(session: Session): void;
  /** Most sessions at once. */
  readonly most: number;
  /** How long one who wants a session waits for it, in milliseconds. */
  readonly waitMs: number;
}

/** Sessions of one token, each lent to one operation at a time: a session has room for no more. */
export interface SessionPool {
  /**
   * Lends a session until `act` settles. One in which something failed is closed, because what was begun in it can't be taken back.
   * @throws CryptokiError CKR_SESSION_COUNT when none came free in time; what `act` throws
   */
  lend<T>(act: (session: Session) => Promise<T>): Promise<T>;
  /** Closes what is free now, and the rest when it comes back; whoever waits is told CKR_SESSION_CLOSED. */
  close(): void;
}

interface Waiting {
  readonly take: (session: Session) => void;
  readonly fail: (code: number) => void;
}

/** Those who wait for a session, in their order. */
function createQueue(waitMs: number) {
  const waiting: Waiting[] = [];
  return {
    first: (): Waiting | undefined => waiting[0],
    all: (): readonly Waiting[] => waiting.slice(),
    wait: (): Promise<Session> =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting.splice(waiting.indexOf(one), 1);
        };
        const fail = (code: number): void => {
          end();
          reject(new CryptokiError(code, 'a free session'));
        };
        const take = (session: Session): void => {
          end();
          resolve(session);
        };
        const timer = setTimeout(() => fail(rv.sessionCount), waitMs);
        const one: Waiting = { take, fail };
        waiting.push(one);
      }),
  };
}

/** Gives who waits another session, or tells why there is none. */
function serve(next: Waiting, take: () => Session | undefined): void {
  try {
    const session = take();
    if (session) next.take(session);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    next.fail(error.code);
  }
}

export function createSessionPool(deps: PoolDeps): SessionPool {
  const free: Session[] = [];
  const queue = createQueue(deps.waitMs);
  let open = 0;
  let most = deps.most;
  let closed = false;

  /** @returns undefined when one must be waited for */
  function take(): Session | undefined {
    const session = free.pop();
    if (session || open >= most) return session;
    open += 1;
    try {
      return deps.open();
    } catch (error) {
      open -= 1;
      // The token has no more than these: one of them will do.
      if (!isCode(error, rv.sessionCount) || open === 0) throw error;
      most = open;
      return undefined;
    }
  }

  function give(session: Session): void {
    if (closed) return drop(session);
    const next = queue.first();
    if (next) next.take(session);
    else free.push(session);
  }

  function drop(session: Session): void {
    open -= 1;
    deps.close(session);
    const next = queue.first();
    if (next && !closed) serve(next, take);
  }

  return {
    async lend(act) {
      if (closed) throw new CryptokiError(rv.sessionClosed, 'a free session');
      const session = take() ?? (await queue.wait());
      try {
        const result = await act(session);
        give(session);
        return result;
      } catch (error) {
        drop(session);
        throw error;
      }
    },
    close() {
      closed = true;
      for (const one of queue.all()) one.fail(rv.sessionClosed);
      for (const session of free.splice(0)) drop(session);
    },
  };
}
