import * as fc from 'fast-check';
import { TOTP, URI } from 'otpauth';
import { expect, test } from 'vitest';
import { formatFactorUri } from '../../../app/identity/factor-uri.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test('it is written as apps read it, with the digits of RFC 4648', () => {
  const secret = new TextEncoder().encode('12345678901234567890');
  expect(text(formatFactorUri(secret, { issuer: 'Ada & Söhne: Berlin', account: 'ada@example.org' }))).toBe(
    'otpauth://totp/Ada%20%26%20S%C3%B6hne%20%20Berlin:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
      '&issuer=Ada%20%26%20S%C3%B6hne%20%20Berlin&algorithm=SHA1&digits=6&period=30',
  );
});

test('whatever the house and the person are called, the secret arrives', () => {
  const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
  const issuer = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).map((name) => `a${name}z`);
  const account = fc.stringMatching(/^[a-z0-9][a-z0-9._@-]{0,63}$/);
  fc.assert(
    fc.property(bytes, issuer, account, (secret, house, name) => {
      const read = URI.parse(text(formatFactorUri(secret, { issuer: house, account: name })));
      expect(read).toBeInstanceOf(TOTP);
      expect(read).toMatchObject({ issuer: house.replaceAll(':', ' '), label: name, digits: 6, algorithm: 'SHA1' });
      expect(read.secret.bytes).toEqual(secret);
    }),
  );
});
