import type { KeySpec } from '../../app/contract/key.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import { createHandleBook, type KeyHandle } from './handle-book.ts';
import { rv, userType } from './number.ts';
import { createPinHolder, type PinHolder } from './pin-holder.ts';
import { CryptokiError, handleLost, isCode, sessionLost } from './pkcs11-error.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';

/** A token whose user is signed in. */
export interface OpenToken {
  readonly label: string;
  readonly slot: Handle;
  /** Which of several ways was found to work, by what is done. */
  readonly ways: Map<string, number>;
  /** Keys that gave right answers since it was opened, by what was done with them. */
  readonly proved: Set<string>;
  /** Lends a session. Once more where the session was lost, or the user signed out, before anything was done. */
  run<T>(act: (session: Session) => Promise<T>): Promise<T>;
  /** Lends a session, and never twice: for what makes objects. */
  runOnce<T>(act: (session: Session) => Promise<T>): Promise<T>;
  /** Lends a session and finds the key, once more where its handle is no longer good. */
  withKey<T>(place: { object: Uint8Array; spec: KeySpec }, act: (session: Session, key: KeyHandle) => Promise<T>): Promise<T>;
  /** Forgets a handle. */
  forget(object: Uint8Array): void;
  /**
   * Lends the session that outlasts what is done in others, for keys that live in it. It is not closed for a failure: nothing may be begun
   * in it that can be left unfinished.
   */
  anchored<T>(act: (session: Session) => Promise<T>): Promise<T>;
  isThere(): boolean;
  readonly pin: PinHolder;
  /** Signs out, and zeroes the PIN. */
  close(): void;
}

export interface TokenDeps {
  readonly cryptoki: Cryptoki;
  readonly slot: Handle;
  readonly label: string;
  /** Copied, for the time that it is open. */
  readonly pin: Uint8Array;
  /** Whether the token wants its user to sign in at all. */
  readonly wantsLogin: boolean;
  readonly sessions: number;
  readonly waitMs: number;
  /** Whether the token is still in its slot. */
  isThere(): boolean;
}

/** @throws CryptokiError, of the PIN too */
export function createOpenToken(deps: TokenDeps): OpenToken {
  const handles = createHandleBook(deps.cryptoki);
  const pin = createPinHolder(deps.pin);
  const sessions = createSessions(deps, pin, handles.clear);
  return {
    label: deps.label,
    slot: deps.slot,
    ways: new Map(),
    proved: new Set(),
    pin,
    run: sessions.run,
    runOnce: sessions.runOnce,
    anchored: sessions.anchored,
    async withKey({ object, spec }, act) {
      const once = () => sessions.run((session) => act(session, handles.find(session, object, spec)));
      return once().catch((error: unknown) => {
        if (!isCode(error, ...handleLost) || !handles.forget(object)) throw error;
        return once();
      });
    },
    forget: (object) => void handles.forget(object),
    isThere: () => deps.isThere(),
    close() {
      sessions.close();
      handles.clear();
      pin.clear();
    },
  };
}

/** The sessions of a token. @param renewed what was known by those before is worth nothing */
function createSessions(
  deps: TokenDeps,
  pin: PinHolder,
  renewed: () => void,
): Pick<OpenToken, 'run' | 'runOnce' | 'anchored'> & { close(): void } {
  const { cryptoki, slot } = deps;
  const anchor = createAnchor(deps, pin);
  const close = (session: Session): void => closeSession(cryptoki, session);
  const createPool = (): SessionPool =>
    createSessionPool({ open: () => cryptoki.openSession(slot), close, most: deps.sessions, waitMs: deps.waitMs });
  let pool = createPool();

  /** Begins anew where the anchor is lost; those in use are closed as they come back. */
  function renew(): void {
    if (anchor.holds()) return;
    pool.close();
    renewed();
    anchor.renew();
    pool = createPool();
  }

  /** What a token that is gone answers is often not that it is. */
  const told = <T>(act: () => Promise<T>): Promise<T> =>
    act().catch((error: unknown) => {
      throw error instanceof CryptokiError && !deps.isThere() ? new CryptokiError(rv.tokenNotPresent, error.call) : error;
    });

  return {
    run: (act) =>
      told(() =>
        pool.lend(act).catch((error: unknown) => {
          if (!isCode(error, ...sessionLost) || !deps.isThere()) throw error;
          renew();
          return pool.lend(act);
        }),
      ),
    runOnce: (act) =>
      told(async () => {
        renew();
        return pool.lend(act);
      }),
    anchored: (act) =>
      told(() =>
        anchor.lend(async (session) => {
          renew();
          return act(session());
        }),
      ),
    close() {
      pool.close();
      anchor.close();
    },
  };
}

/** The session that stays, because the last one's end signs out, lent to one after the other. */
function createAnchor(deps: TokenDeps, pin: PinHolder) {
  const { cryptoki } = deps;
  let session = signIn(deps, pin.text());
  let turn: Promise<unknown> = Promise.resolve();
  return {
    holds: (): boolean => !deps.wantsLogin || isUserIn(cryptoki, session),
    /** @throws CryptokiError, of the PIN too */
    renew(): void {
      closeSession(cryptoki, session);
      session = signIn(deps, pin.text());
    },
    lend<T>(act: (session: () => Session) => Promise<T>): Promise<T> {
      const mine = turn.then(() => act(() => session));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close(): void {
      ignoreRefusal(() => cryptoki.logout(session));
      closeSession(cryptoki, session);
    },
  };
}

function signIn({ cryptoki, slot, wantsLogin }: TokenDeps, pin: string): Session {
  const session = cryptoki.openSession(slot);
  try {
    if (wantsLogin) cryptoki.login(session, userType.user, pin);
    return session;
  } catch (error) {
    if (isCode(error, rv.userAlreadyLoggedIn)) return session;
    closeSession(cryptoki, session);
    throw error;
  }
}

function isUserIn(cryptoki: Cryptoki, session: Session): boolean {
  try {
    return cryptoki.isUserIn(session);
  } catch (error) {
    if (error instanceof CryptokiError) return false;
    throw error;
  }
}

const closeSession = (cryptoki: Cryptoki, session: Session): void => ignoreRefusal(() => cryptoki.closeSession(session));

/** For what is left behind anyway: a session that can't be closed is closed. */
function ignoreRefusal(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}
