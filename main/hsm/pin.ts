import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import { flag, userType } from './number.ts';
import { pinReason } from './pkcs11-error.ts';
import { officerPinState, tokenIn, userPinState } from './view.ts';

type Role = 'user' | 'officer';

/** The binding takes PINs as strings, which nobody can zero: they go with the process. */
const textOf = (pin: Uint8Array): string => Buffer.from(pin.buffer, pin.byteOffset, pin.length).toString('utf8');

const labelBytes = 32;

/** @throws VaultError BadParameter */
function labelText(label: string): string {
  const length = Buffer.byteLength(label);
  if (length > labelBytes) throw new VaultError('BadParameter', { issues: [{ path: 'label', problem: 'too_big', limit: labelBytes }] });
  return label + ' '.repeat(labelBytes - length);
}

/**
 * Does what a PIN is needed for.
 * @throws VaultError PinRefused with what the token says of the PIN after it: how many tries remain decides what a person does next
 */
export function withPin<T>(cryptoki: Cryptoki, slot: Handle, role: Role, act: () => T): T {
  const before = tokenIn(cryptoki, slot);
  const stateOf = (flags: number) => (role === 'user' ? userPinState(flags) : officerPinState(flags));
  // It wants its PIN typed on itself, for which a library is given NULL: the binding hands over a string, and an empty one may count as a try.
  if (before && (before.info.flags & flag.protectedPath) !== 0) {
    throw new VaultError('PinRefused', { reason: 'pad', state: stateOf(before.info.flags) });
  }
  try {
    return act();
  } catch (error) {
    const reason = pinReason(error);
    if (!reason) throw error;
    const after = tokenIn(cryptoki, slot);
    throw new VaultError('PinRefused', { reason, state: after ? stateOf(after.info.flags) : 'fine' });
  }
}

function inSession<T>(cryptoki: Cryptoki, slot: Handle, act: (session: Session) => T): T {
  const session = cryptoki.openSession(slot);
  try {
    return act(session);
  } finally {
    // Signs out with it: it is the only one.
    cryptoki.closeSession(session);
  }
}

/** What the security officer does. No user may be signed in. */
const asOfficer = <T>(cryptoki: Cryptoki, slot: Handle, pin: Uint8Array, act: (session: Session) => T): T =>
  inSession(cryptoki, slot, (session) => {
    withPin(cryptoki, slot, 'officer', () => cryptoki.login(session, userType.officer, textOf(pin)));
    return act(session);
  });

/** Erases a token. Nothing may be open in it. */
export function initToken(
  cryptoki: Cryptoki,
  slot: Handle,
  { label, officer, user }: { label: string; officer: Uint8Array; user: Uint8Array },
): void {
  const text = labelText(label);
  withPin(cryptoki, slot, 'officer', () => cryptoki.initToken(slot, textOf(officer), text));
  try {
    resetPin(cryptoki, slot, { officer, user });
  } catch (error) {
    if (!isVaultError(error, 'PinRefused') || error.data.reason !== 'wrong') throw error;
    // It was given this PIN just now and doesn't know it: NSS has no officer, and takes none for one as long as there is no user either.
    resetPin(cryptoki, slot, { officer: new Uint8Array(0), user });
  }
}

export const resetPin = (cryptoki: Cryptoki, slot: Handle, { officer, user }: { officer: Uint8Array; user: Uint8Array }): void =>
  asOfficer(cryptoki, slot, officer, (session) => withPin(cryptoki, slot, 'user', () => cryptoki.initPin(session, textOf(user))));

interface PinChange {
  readonly role: Role;
  readonly old: Uint8Array;
  readonly new: Uint8Array;
}

/** The user's is changed in a session that nobody need be signed in to; the officer's by the officer. */
export function changePin(cryptoki: Cryptoki, slot: Handle, { role, ...pins }: PinChange): void {
  const set = (session: Session): void => withPin(cryptoki, slot, role, () => cryptoki.setPin(session, textOf(pins.old), textOf(pins.new)));
  if (role === 'user') inSession(cryptoki, slot, set);
  else asOfficer(cryptoki, slot, pins.old, set);
}
