import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '../../../../main/rest/wire/base64url-bytes.ts';

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

it('writes what every other encoder writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(Buffer.from(encodeBase64Url(bytes)).toString('latin1')).toBe(text);
      expect(decodeBase64Url(ascii(text))).toEqual(bytes);
    }),
  );
});

it.each(['AQ==', 'AQI='])('reads %s, whose padding nobody needs', (text) => {
  expect(decodeBase64Url(ascii(text))).toEqual(new Uint8Array(Buffer.from(text, 'base64')));
});

it.each(['A', 'AB', 'AAB', '+/==', 'A A', 'AQ===', 'ÿAAA'])('refuses %s', (text) => {
  expect(decodeBase64Url(ascii(text))).toBeUndefined();
});
