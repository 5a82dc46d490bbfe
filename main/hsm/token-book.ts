import { VaultError } from '../../app/contract/vault-error.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import type { Ask, ModuleView } from './message.ts';
import { flag, rv } from './number.ts';
import { createOpenToken, type OpenToken } from './open-token.ts';
import { withPin } from './pin.ts';
import { isCode, pinReason, toVaultError } from './pkcs11-error.ts';
import type { Desk } from './use-key.ts';
import { findToken, limit, lookAround, type SeatedToken, tokenIn, trimText } from './view.ts';

export type TokenLabel = Ask<'close'>['token'];

export interface TokenBookDeps {
  readonly cryptoki: Cryptoki;
  /** Most sessions of a token that work at once. */
  readonly sessions: number;
  /** How long an operation waits for one of them, in milliseconds. */
  readonly waitMs: number;
  /** The library lost all it knew: only a new process helps. */
  lost(): void;
}

/** The tokens whose users are signed in, by what does not change with the slot. */
export interface TokenBook {
  find(name: TokenLabel): OpenToken | undefined;
  /** Whoever is in a slot, or nobody. */
  dropSlot(slot: Handle): void;
  drop(name: TokenLabel): void;
  /** @throws VaultError HsmUnavailable, PinRefused; CryptokiError */
  signIn(name: TokenLabel, pin: Uint8Array): void;
  /** @throws VaultError HsmUnavailable when it is in no slot */
  seat(name: TokenLabel): SeatedToken;
  /**
   * Does what no user may be signed in for. Who was, is again after it.
   * @param pin what the user's is then; what it was, where it is left out
   */
  signedOut(name: TokenLabel, act: (slot: Handle) => void, pin?: Uint8Array): void;
  /** Turns what a library refuses into the house's words. @param what is done */
  told<T>(name: TokenLabel, what: string, act: () => Promise<T> | T): Promise<T>;
  /** The same at a token that is open. @throws VaultError HsmTokenLocked, HsmUnavailable */
  at<T>(name: TokenLabel, what: string, act: (desk: Desk) => Promise<T>): Promise<T>;
  /** The tokens and slots now. What was pulled out is signed out of. */
  look(): ModuleView;
}

const keyOf = ({ serial, label }: TokenLabel): string => `${serial}\n${label}`;

const isNamed = ({ info }: SeatedToken, { serial, label }: TokenLabel): boolean =>
  trimText(info.serialNumber) === serial && trimText(info.label) === label;

export function createTokenBook(deps: TokenBookDeps): TokenBook {
  const { cryptoki } = deps;
  const open = new Map<string, { readonly name: TokenLabel; readonly token: OpenToken }>();

  const find = (name: TokenLabel): OpenToken | undefined => open.get(keyOf(name))?.token;

  function drop(name: TokenLabel): void {
    const token = find(name);
    open.delete(keyOf(name));
    token?.close();
  }

  const seat = (name: TokenLabel): SeatedToken => seatOf(cryptoki, name);

  function signIn(name: TokenLabel, pin: Uint8Array): void {
    const { slot, info } = seat(name);
    const create = () => createOpenToken({ ...tokenDeps(deps, name, { slot, info }), pin });
    open.set(keyOf(name), { name, token: withPin(cryptoki, slot, 'user', create) });
  }

  const told: TokenBook['told'] = async (name, what, act) => {
    try {
      return await act();
    } catch (error) {
      if (isCode(error, rv.cryptokiNotInitialized)) deps.lost();
      if (pinReason(error)) drop(name);
      throw inWords(error, name, what);
    }
  };

  return {
    find,
    drop,
    signIn,
    seat,
    told,
    dropSlot(slot) {
      for (const { name, token } of open.values()) if (token.slot.equals(slot)) drop(name);
    },
    signedOut(name, act, pin) {
      const { slot } = seat(name);
      const was = find(name)?.pin.copy();
      let next = was;
      drop(name);
      try {
        act(slot);
        if (was) next = pin ?? was;
      } finally {
        if (next) signIn(name, next);
        was?.fill(0);
      }
    },
    at: (name, what, act) => told(name, what, () => act({ cryptoki, token: find(name) ?? lockedOrAbsent(cryptoki, name) })),
    look() {
      for (const { name, token } of open.values()) if (!token.isThere()) drop(name);
      return lookAround(cryptoki, (slot) => [...open.values()].some(({ token }) => token.slot.equals(slot)));
    },
  };
}

/** @throws VaultError always */
function lockedOrAbsent(cryptoki: Cryptoki, name: TokenLabel): never {
  seatOf(cryptoki, name);
  throw new VaultError('HsmTokenLocked', { token: name.label });
}

function seatOf(cryptoki: Cryptoki, name: TokenLabel): SeatedToken {
  const seated = findToken(cryptoki, name);
  if (!seated) throw new VaultError('HsmUnavailable', { token: name.label, reason: 'absent' });
  return seated;
}

/** A PIN that is refused here is the one that the token was opened by: another try with it would only bring the lock nearer. */
const inWords = (error: unknown, { label }: TokenLabel, what: string): unknown =>
  pinReason(error) ? new VaultError('HsmTokenLocked', { token: label }) : toVaultError(error, label, what);

function tokenDeps({ cryptoki, sessions, waitMs }: TokenBookDeps, name: TokenLabel, { slot, info }: SeatedToken) {
  // One is the anchor.
  const allowed = [info.maxSessionCount, info.maxRwSessionCount].map((most) => (limit(most) ?? Number.POSITIVE_INFINITY) - 1);
  return {
    cryptoki,
    slot,
    label: name.label,
    waitMs,
    wantsLogin: (info.flags & flag.loginRequired) !== 0,
    sessions: Math.max(1, Math.min(sessions, ...allowed)),
    isThere(): boolean {
      const seated = tokenIn(cryptoki, slot);
      return seated !== undefined && isNamed(seated, name);
    },
  };
}
