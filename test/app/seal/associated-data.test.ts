import fc from 'fast-check';
import { expect, test } from 'vitest';
import { associatedData, type BoundField } from '../../../app/seal/associated-data.ts';
import { openEnvelope, sealEnvelope } from '../../../app/seal/envelope.ts';
import { crypto, flips, utf8 } from './sealing.ts';

const field: fc.Arbitrary<BoundField> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(undefined),
  fc.uint8Array({ maxLength: 8 }),
);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('no two lists of fields have the same encoding', () => {
  const list = fc.array(field, { maxLength: 5 });
  fc.assert(
    fc.property(list, list, (one, two) => {
      const isSame = hex(associatedData('p', one)) === hex(associatedData('p', two));
      const isEqual = one.length === two.length && one.every((it, index) => alike(it, two[index]));
      expect(isSame).toBe(isEqual);
    }),
    { numRuns: 1_000 },
  );
});

function alike(a: BoundField, b: BoundField): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return hex(a) === hex(b);
  // Zero has one encoding, with or without its sign.
  return a === b;
}

test('neighbours cannot trade bytes, kinds or absence', () => {
  const lists: BoundField[][] = [
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    ['abc', ''],
    ['', 'abc'],
    ['abc', undefined],
    [utf8('abc')],
    ['1'],
    [1],
    [true],
    [undefined],
    [''],
    [utf8('')],
    [],
  ];
  expect(new Set(lists.map((it) => hex(associatedData('p', it)))).size).toBe(lists.length);
  expect(hex(associatedData('pa', ['b']))).not.toBe(hex(associatedData('p', ['ab'])));
});

test('is written as the page on formats says', () => {
  const encoded = associatedData('p', ['é', -2, true, undefined, Uint8Array.of(255)]);
  expect(hex(encoded)).toBe(
    '020000000170' + '0200000002c3a9' + '0300000008fffffffffffffffe' + '040000000101' + '0000000000' + '0100000001ff',
  );
});

test('what has no single encoding is refused', () => {
  for (const wrong of [1.5, Number.NaN, 2 ** 53, '\ud800', 'a\udc00b']) expect(() => associatedData('p', [wrong])).toThrow(TypeError);
});

test('an envelope opens with its key and its associated data, and as it was sealed', () => {
  const key = crypto.random(32);
  const bound = associatedData('p', ['x']);
  const envelope = sealEnvelope(crypto, key, bound, utf8('plain'));
  expect(openEnvelope(crypto, key, bound, envelope)).toEqual(utf8('plain'));
  expect(openEnvelope(crypto, crypto.random(32), bound, envelope)).toBeUndefined();
  expect(openEnvelope(crypto, key, associatedData('q', ['x']), envelope)).toBeUndefined();
  for (const flipped of flips(envelope)) expect(openEnvelope(crypto, key, bound, flipped)).toBeUndefined();
  for (let length = 0; length < envelope.length; length += 1)
    expect(openEnvelope(crypto, key, bound, envelope.subarray(0, length))).toBeUndefined();
});

test('sealing twice gives two different envelopes', () => {
  const key = crypto.random(32);
  expect(hex(sealEnvelope(crypto, key, utf8(''), utf8('x')))).not.toBe(hex(sealEnvelope(crypto, key, utf8(''), utf8('x'))));
});
