import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUtf8 } from '../../../app/secret/is-utf8.ts';

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

test('every text is UTF-8', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => isUtf8(new TextEncoder().encode(text))));
});

test('bytes are UTF-8 exactly when they can be decoded', () => {
  // Bytes that begin, continue and border characters, so that nearly right is frequent.
  const near = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xed,
    0xef,
    0xf0,
    0xf1,
    0xf4,
    0xf5,
  );
  const bytes = fc.array(fc.oneof(near, fc.nat(255)), { maxLength: 8 }).map((list) => Uint8Array.from(list));
  fc.assert(
    fc.property(bytes, (one) => {
      expect(isUtf8(one)).toBe(decodes(one));
    }),
    { numRuns: 5_000 },
  );
});
