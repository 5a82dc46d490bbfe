import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRecoveryCode, parseRecoveryCode, takeRecoveryCode } from '../../../app/identity/recovery-code.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';

const crypto = createNodeCrypto();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const code = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('a code is read as it is shown, and as people type it', () => {
  fc.assert(
    fc.property(code, (bytes) => {
      const shown = text(formatRecoveryCode(bytes));
      expect(shown).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [shown, shown.toLowerCase(), shown.replaceAll('-', ''), ` ${shown.replaceAll('-', ' \u2013 ')}\n`]) {
        expect(parseRecoveryCode(utf8(typed))).toEqual(bytes);
      }
    }),
  );
});

test('any other text is none, and never more than that', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }).map(utf8), fc.uint8Array({ maxLength: 64 })), (typed) => {
      const read = parseRecoveryCode(typed);
      if (read) expect(parseRecoveryCode(formatRecoveryCode(read))).toEqual(read);
    }),
  );
  for (const short of ['0123-4567-89AB-CDE', '0123-4567-89AB-CDEF-0', '0123-4567', ''])
    expect(parseRecoveryCode(utf8(short))).toBeUndefined();
});

test('a code that is taken leaves the others as they were, wherever it stood', () => {
  const hashes = fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 10, selector: String });
  fc.assert(
    fc.property(hashes, fc.nat(), (all, at) => {
      const taken = all[at % all.length] ?? new Uint8Array(32);
      const left = takeRecoveryCode(crypto, Buffer.concat(all), taken);
      expect(left && Buffer.from(left)).toEqual(Buffer.concat(all.filter((it) => it !== taken)));
      expect(left && takeRecoveryCode(crypto, left, taken)).toBeUndefined();
    }),
  );
});
