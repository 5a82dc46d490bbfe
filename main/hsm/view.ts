import type { TokenInfo } from 'pkcs11js';
import type * as z from 'zod';
import type { pinState } from '../../app/contract/hsm.ts';
import { readNumber } from './attribute.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import type { ModuleView } from './message.ts';
import { flag } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';

type PinState = z.infer<typeof pinState>;
type TokenView = ModuleView['tokens'][number];

/** A token in its slot. */
export interface SeatedToken {
  readonly slot: Handle;
  readonly info: TokenInfo;
}

/** Strings of fixed length, filled with blanks or, against the standard, with NULs. */
export const trimText = (text: string): string => text.replace(/[ \0]+$/, '');

const has = (flags: number, bit: number): boolean => (flags & bit) !== 0;

/** The token of a slot. Whatever is said instead of one, there is none to work with. */
export function tokenIn(cryptoki: Cryptoki, slot: Handle): SeatedToken | undefined {
  try {
    return { slot, info: cryptoki.tokenInfo(slot) };
  } catch (error) {
    if (error instanceof CryptokiError) return undefined;
    throw error;
  }
}

/** None, where the library won't tell: what it says then is told of what is done with it. */
function slotsOf(cryptoki: Cryptoki): Handle[] {
  try {
    return cryptoki.slots();
  } catch (error) {
    if (error instanceof CryptokiError) return [];
    throw error;
  }
}

/** A token by what does not change when it is put into another slot, or its library is loaded again. */
export function findToken(cryptoki: Cryptoki, { serial, label }: { serial: string; label: string }): SeatedToken | undefined {
  for (const slot of slotsOf(cryptoki)) {
    const seated = tokenIn(cryptoki, slot);
    if (seated && trimText(seated.info.serialNumber) === serial && trimText(seated.info.label) === label) return seated;
  }
  return undefined;
}

/** @param isOpen whether the user is signed in to the token of a slot */
export function lookAround(cryptoki: Cryptoki, isOpen: (slot: Handle) => boolean): ModuleView {
  const tokens: TokenView[] = [];
  const slots: ModuleView['slots'] = [];
  for (const slot of slotsOf(cryptoki)) {
    const number = readNumber(slot);
    if (!Number.isSafeInteger(number)) continue;
    const seated = tokenIn(cryptoki, slot);
    const isInitialised = seated !== undefined && has(seated.info.flags, flag.tokenInitialized);
    slots.push({ slot: number, description: describe(cryptoki, slot), token: !seated ? 'none' : isInitialised ? 'initialised' : 'blank' });
    if (isInitialised) tokens.push({ slot: number, state: isOpen(slot) ? 'open' : 'locked', ...tokenView(seated.info) });
  }
  return { tokens, slots };
}

function describe(cryptoki: Cryptoki, slot: Handle): string {
  try {
    return trimText(cryptoki.slotInfo(slot).slotDescription);
  } catch (error) {
    if (error instanceof CryptokiError) return '';
    throw error;
  }
}

function tokenView(info: TokenInfo): Omit<TokenView, 'slot' | 'state'> {
  return {
    label: trimText(info.label),
    serial: trimText(info.serialNumber),
    manufacturer: trimText(info.manufacturerID),
    model: trimText(info.model),
    hardwareVersion: versionText(info.hardwareVersion),
    firmwareVersion: versionText(info.firmwareVersion),
    userPin: userPinState(info.flags),
    officerPin: officerPinState(info.flags),
    hasPinPad: has(info.flags, flag.protectedPath),
    freeBytes: amount(info.freePrivateMemory),
    totalBytes: amount(info.totalPrivateMemory),
    sessions: amount(info.sessionCount) ?? 0,
    mostSessions: limit(info.maxSessionCount),
  };
}

export const versionText = ({ major, minor }: { major: number; minor: number }): string => `${major}.${minor}`;

export function userPinState(flags: number): PinState {
  if (!has(flags, flag.userPinInitialized)) return 'unset';
  if (has(flags, flag.userPinLocked)) return 'locked';
  if (has(flags, flag.userPinFinalTry)) return 'last';
  return has(flags, flag.userPinCountLow) ? 'low' : 'fine';
}

export function officerPinState(flags: number): PinState {
  if (!has(flags, flag.tokenInitialized)) return 'unset';
  if (has(flags, flag.soPinLocked)) return 'locked';
  if (has(flags, flag.soPinFinalTry)) return 'last';
  return has(flags, flag.soPinCountLow) ? 'low' : 'fine';
}

/** CK_UNAVAILABLE_INFORMATION is all ones, as long as a CK_ULONG is, and the binding hands on some numbers cut to 32 bits. */
function amount(value: number | bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number !== 0xffffffff ? number : undefined;
}

/** How many sessions there may be: 0 is CK_EFFECTIVELY_INFINITE. */
export const limit = (value: number): number | undefined => (value === 0 ? undefined : amount(value));
