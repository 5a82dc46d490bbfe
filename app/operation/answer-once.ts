import { encodeFrame } from '../contract/frame-codec.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { RoomCall } from './bind.ts';
import type { Journey } from './journey.ts';
import type { Room } from './operation.ts';

/** How long a repetition counts as the same write. */
const rememberMs = 5 * 60_000;

/**
 * Runs a write once for each request id: a repetition by the same identity with the same input within five minutes gets the first answer.
 * Applications give one id to all that belongs together, so that with them it is another write when it comes back with another input.
 * @throws VaultError Conflict when the window's id comes back with another input
 */
export async function answerOnce(room: Room, journey: Journey, call: RoomCall): Promise<unknown> {
  const { tx, principal, time } = room;
  const fingerprint = fingerprintOf(room, journey);
  await tx.requests.removeBefore(time - rememberMs);
  const requestId = journey.caller.door === 'rest' ? hexOf(fingerprint) : journey.requestId;
  const before = await tx.requests.find(principal.id, requestId);
  if (before) {
    if (!room.crypto.equal(before.fingerprint, fingerprint)) throw new VaultError('Conflict', { name: journey.requestId });
    journey.repeated = true;
    return JSON.parse(before.output);
  }
  const output = await call.run(room);
  await tx.requests.insert({
    identityId: principal.id,
    requestId,
    fingerprint,
    output: JSON.stringify(output),
    answeredOn: time,
  });
  return output;
}

/** Keyed, because the input may hold a value that could be guessed. */
function fingerprintOf(room: Room, journey: Journey): Uint8Array {
  const frame = encodeFrame(journey.input);
  const digest = room.crypto.sha256(frame);
  frame.fill(0);
  const id = journey.caller.door === 'rest' ? { requestId: journey.requestId } : {};
  return room.keyring.rowMac('request', { operation: journey.operation.name, digest, ...id });
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
