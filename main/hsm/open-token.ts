import { timingSafeEqual } from 'node:crypto';
import type { KeySpec } from '../../app/contract/key.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { readAttribute, template } from './attribute.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import { keyTypeNumber, objectClass, rv, userType } from './number.ts';
import { CryptokiError, handleLost, isCode, sessionLost } from './pkcs11-error.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';

/** A key's handle, and its CKA_KEY_TYPE: libraries take a key of the wrong one and fail later, or don't. */
export interface KeyHandle {
  readonly handle: Handle;
  readonly type: number;
}

/** A token whose user is signed in. */
export interface OpenToken {
  readonly label: string;
  readonly slot: Handle;
  /** Which of several ways was found to work, by what is done. */
  readonly ways: Map<string, number>;
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
  /** Whether this is the PIN that it was opened by, in constant time. */
  isPin(pin: Uint8Array): boolean;
  /** The caller zeroes it. */
  copyPin(): Uint8Array;
  /** Takes another PIN from here on. */
  setPin(pin: Uint8Array): void;
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

/** As many handles are kept as a busy token has keys in use. */
const mostHandles = 10_000;

/** @throws CryptokiError, of the PIN too */
export function createOpenToken(deps: TokenDeps): OpenToken {
  const { cryptoki, slot } = deps;
  let pin = copySecret(deps.pin);
  const handles = new Map<string, KeyHandle>();
  const close = (session: Session): void => ignoreRefusal(() => cryptoki.closeSession(session));
  const createPool = (): SessionPool =>
    createSessionPool({ open: () => cryptoki.openSession(slot), close, most: deps.sessions, waitMs: deps.waitMs });
  let anchorTurn: Promise<unknown> = Promise.resolve();
  let anchor = signIn();
  let pool = createPool();

  /** The last session's end signs out: this one stays. */
  function signIn(): Session {
    const session = cryptoki.openSession(slot);
    try {
      if (deps.wantsLogin) cryptoki.login(session, userType.user, Buffer.from(pin).toString('utf8'));
      return session;
    } catch (error) {
      if (isCode(error, rv.userAlreadyLoggedIn)) return session;
      close(session);
      throw error;
    }
  }

  /** Begins anew where the anchor is lost; those in use are closed as they come back. */
  function renew(): void {
    if (isAnchored()) return;
    pool.close();
    close(anchor);
    handles.clear();
    anchor = signIn();
    pool = createPool();
  }

  function isAnchored(): boolean {
    try {
      return !deps.wantsLogin || cryptoki.isUserIn(anchor);
    } catch (error) {
      if (error instanceof CryptokiError) return false;
      throw error;
    }
  }

  function find(session: Session, object: Uint8Array, spec: KeySpec): KeyHandle {
    const id = idOf(object);
    const known = handles.get(id);
    if (known) return known;
    const kind = spec.family === 'oct' ? objectClass.secretKey : objectClass.privateKey;
    const [handle] = cryptoki.find(session, template({ class: kind, id: Buffer.from(object) }));
    if (!handle) throw new CryptokiError(rv.objectHandleInvalid, 'a key of this id');
    const type = readAttribute(cryptoki, session, handle).number('keyType');
    if (!typesOf[spec.family].includes(type)) throw new CryptokiError(rv.keyTypeInconsistent, 'a key of this id');
    if (handles.size >= mostHandles) handles.clear();
    handles.set(id, { handle, type });
    return { handle, type };
  }

  /** What a token that is gone answers is often not that it is. */
  const truly = (error: unknown): unknown =>
    error instanceof CryptokiError && !deps.isThere() ? new CryptokiError(rv.tokenNotPresent, error.message) : error;

  async function run<T>(act: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await pool.lend(act).catch((error: unknown) => {
        if (!isCode(error, ...sessionLost) || !deps.isThere()) throw error;
        renew();
        return pool.lend(act);
      });
    } catch (error) {
      throw truly(error);
    }
  }

  return {
    label: deps.label,
    slot,
    ways: new Map(),
    run,
    async runOnce(act) {
      try {
        renew();
        return await pool.lend(act);
      } catch (error) {
        throw truly(error);
      }
    },
    async withKey({ object, spec }, act) {
      const once = () => run((session) => act(session, find(session, object, spec)));
      try {
        return await once();
      } catch (error) {
        if (!isCode(error, ...handleLost) || !handles.delete(idOf(object))) throw error;
        return once();
      }
    },
    forget: (object) => void handles.delete(idOf(object)),
    anchored(act) {
      const turn = anchorTurn.then(async () => {
        renew();
        return act(anchor);
      });
      anchorTurn = turn.catch(() => undefined);
      return turn.catch((error: unknown) => {
        throw truly(error);
      });
    },
    isThere: () => deps.isThere(),
    isPin: (other) => other.length === pin.length && timingSafeEqual(other, pin),
    copyPin: () => copySecret(pin),
    setPin(next) {
      pin.fill(0);
      pin = copySecret(next);
    },
    close() {
      pool.close();
      handles.clear();
      ignoreRefusal(() => cryptoki.logout(anchor));
      close(anchor);
      pin.fill(0);
    },
  };
}

const typesOf: { readonly [F in KeySpec['family']]: readonly number[] } = {
  RSA: [keyTypeNumber.rsa],
  EC: [keyTypeNumber.ec],
  oct: [keyTypeNumber.aes, keyTypeNumber.genericSecret],
};

const idOf = (object: Uint8Array): string => Buffer.from(object).toString('hex');

/** For what is left behind anyway: a session that can't be closed is closed. */
function ignoreRefusal(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}
