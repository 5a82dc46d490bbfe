import { expect, test } from 'vitest';
import { createOneTimeCode } from '../../../main/crypto/one-time-code.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const secret = utf8('12345678901234567890');

/** @param time milliseconds since 1970 */
const findStep = (given: Uint8Array, code: Uint8Array, { time, after }: { time: number; after: number }) =>
  createOneTimeCode({ now: () => time }).findStep(given, code, after);

// RFC 6238 appendix B, SHA-1: of its eight digits the last six, which is what RFC 4226 section 5.3 makes of fewer.
test.each([
  { seconds: 59, code: '287082' },
  { seconds: 1_111_111_109, code: '081804' },
  { seconds: 1_111_111_111, code: '050471' },
  { seconds: 1_234_567_890, code: '005924' },
  { seconds: 2_000_000_000, code: '279037' },
  { seconds: 20_000_000_000, code: '353130' },
])('the code of second $seconds is RFC 6238’s', ({ seconds, code }) => {
  expect(findStep(secret, utf8(code), { time: seconds * 1000, after: 0 })).toBe(Math.floor(seconds / 30));
});

const code = utf8('081804');
const step = 37_037_036;
const from = step * 30_000;

test.each([
  { what: 'the last millisecond before the step before it', time: from - 30_001, found: undefined },
  { what: 'the first of the step before it', time: from - 30_000, found: step },
  { what: 'its own first', time: from, found: step },
  { what: 'its own last', time: from + 29_999, found: step },
  { what: 'the last of the step after it', time: from + 59_999, found: step },
  { what: 'the first after that', time: from + 60_000, found: undefined },
])('a code at $what', ({ time, found }) => {
  expect(findStep(secret, code, { time, after: 0 })).toBe(found);
});

test('a code of a step that was accepted, or of one before it, is none any more', () => {
  expect(findStep(secret, code, { time: from, after: step - 1 })).toBe(step);
  expect(findStep(secret, code, { time: from, after: step })).toBeUndefined();
  expect(findStep(secret, code, { time: from, after: step + 1 })).toBeUndefined();
});

test.each(['', '81804', '0818040', '08180४', '081805'])('“%s” is no code of that time', (text) => {
  expect(findStep(secret, utf8(text), { time: from, after: 0 })).toBeUndefined();
});

test('the secret is left as it was', () => {
  const given = utf8('12345678901234567890');
  findStep(given, code, { time: from, after: 0 });
  expect(given).toEqual(secret);
});
