import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../app/contract/base64url.ts';

test('bytes come back from their text, which is the one that Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
    }),
    { numRuns: 50 },
  );
});

test('of any text only the one that would be written is read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.stringMatching(/^[A-Za-z0-9_-]{0,8}$/)), (text) => {
      const bytes = fromBase64Url(text);
      if (bytes) expect(toBase64Url(bytes)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test.each(['A', 'AB', 'AAB', 'AA==', 'AA+A', 'AA/A', 'AAAA\n', 'AÄ'])('%j is refused', (text) => {
  expect(fromBase64Url(text)).toBeUndefined();
});
