import { HsmPinChange, HsmPinReset } from '../contract/hsm.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { seeToken } from './find-token.ts';
import { viewToken, writeHsm } from './hsm-view.ts';
import { keepPin, keptPins } from './kept-pin.ts';

/** Gives the token another PIN for the one that is known; one that is kept for it is kept anew. */
export const changePin: RoomOperation<typeof HsmPinChange, true> = {
  ...writeHsm,
  throttle: 'guess',
  shape: HsmPinChange,
  fields: { token: kept(({ token }) => token), role: kept(({ role }) => role) },
  async effect(anteroom, { token, role, pin, newPin }) {
    await anteroom.hsm.changePin(seeToken(anteroom, token), role, { old: pin, new: newPin });
    return true;
  },
  async run(room, { token, role, newPin }) {
    if (role === 'user') await keepAnew(room, token, newPin);
    return viewToken(room, token);
  },
};

/** The security officer gives the token a new user PIN. */
export const resetPin: RoomOperation<typeof HsmPinReset, true> = {
  ...writeHsm,
  throttle: 'guess',
  shape: HsmPinReset,
  fields: { token: kept(({ token }) => token) },
  async effect(anteroom, { token, officerPin, newPin }) {
    await anteroom.hsm.resetPin(seeToken(anteroom, token), { officer: officerPin, user: newPin });
    return true;
  },
  async run(room, { token, newPin }) {
    await keepAnew(room, token, newPin);
    return viewToken(room, token);
  },
};

async function keepAnew({ tx, keyring, newId, time }: Room, token: string, pin: Uint8Array): Promise<void> {
  if ((await keptPins(tx, keyring)).has(token)) await keepPin(tx, keyring, { token, id: newId(), time }, pin);
}
