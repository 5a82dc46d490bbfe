import { expect, test } from 'vitest';
import type { Caller } from '../../../app/identity/caller.ts';
import { type BegunFactor, drawFactor } from '../../../app/identity/begun-factor.ts';
import { createSessionHolder } from '../../../app/identity/session.ts';
import { createStaging } from '../../../app/job/staging.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const crypto = createNodeCrypto();
const kinds = ['totp', 'passkey', 'recovery-code'] as const;

function bytesOf(begun: BegunFactor): readonly Uint8Array[] {
  switch (begun.kind) {
    case 'totp':
      return [begun.secret];
    case 'passkey':
      return [begun.challenge];
    case 'recovery-code':
      return begun.codes;
  }
}
const isZeroed = (begun: BegunFactor): boolean => bytesOf(begun).every((bytes) => bytes.every((byte) => byte === 0));

test.each(kinds)('what was drawn of a %s is counted, and never the same', (kind) => {
  const [one, other] = [drawFactor(crypto, kind), drawFactor(crypto, kind)];
  expect(bytesOf(one).reduce((sum, { length }) => sum + length, 0)).toBe(one.sizeBytes);
  expect(one.sizeBytes).toBe({ totp: 20, passkey: 32, 'recovery-code': 100 }[kind]);
  expect(bytesOf(one)).not.toEqual(bytesOf(other));
  expect(isZeroed(one)).toBe(false);
});

test.each(kinds)('what was drawn of a %s is zeroed with its session, and when nobody comes back to it', (kind) => {
  const clock = createSettableClock();
  const staging = createStaging({ clock, newId: () => globalThis.crypto.randomUUID() });
  const caller: Caller = { id: 'c', door: 'window', address: 'window', session: createSessionHolder() };
  const signIn = () => (caller.session.current = { id: 's', principalId: 'p', startedOn: 0, credential: 1 });
  signIn();
  const [left, forgotten] = [drawFactor(crypto, kind), drawFactor(crypto, kind)];
  staging.put('factor', caller, left);
  caller.session.current = undefined;
  expect(isZeroed(left)).toBe(true);
  signIn();
  staging.put('factor', caller, forgotten);
  clock.pass(10 * 60_000);
  expect(isZeroed(forgotten)).toBe(true);
});
