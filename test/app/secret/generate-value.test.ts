import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generation } from '../../../app/contract/secret.ts';
import { generateValue } from '../../../app/secret/generate-value.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';

const crypto = createNodeCrypto();
const drawn = (given: unknown, random = crypto) => new TextDecoder().decode(generateValue(random, generation.parse(given)));

const patterns = { lower: /[a-z]/, upper: /[A-Z]/, digit: /\d/, symbol: /[^a-z0-9]/i } as const;
const classNames = ['lower', 'upper', 'digit', 'symbol'] as const;

/** A source of random bytes that gives these, over and over, and keeps what it gave. */
function scripted(bytes: readonly number[]) {
  const given: Uint8Array[] = [];
  let at = 0;
  const random = (length: number): Uint8Array => {
    const part = Uint8Array.from({ length }, () => bytes[at++ % bytes.length] ?? 0);
    given.push(part);
    return part;
  };
  return { ...crypto, random, given };
}

describe('a generated password', () => {
  it('is as long as asked for, has every class that was named and no other', () => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 12, max: 256 }),
          classes: fc.uniqueArray(fc.constantFrom(...classNames), { minLength: 1 }),
          unambiguous: fc.boolean(),
        }),
        ({ length, classes, unambiguous }) => {
          const password = drawn({ kind: 'password', length, classes, unambiguous });
          expect(password).toHaveLength(length);
          for (const name of classNames) expect(patterns[name].test(password)).toBe(classes.includes(name));
          if (unambiguous) expect(password).not.toMatch(/[0Oo1lI|]/);
        },
      ),
    );
  });

  it('is thrown away whole when a class is missing', () => {
    // Twelve times the first letter, then one of each.
    const source = scripted([...Array.from({ length: 12 }, () => 0), ...Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 0 : 26))]);
    expect(drawn({ kind: 'password', length: 12, classes: ['lower', 'digit'], unambiguous: false }, source)).toBe('a0a0a0a0a0a0');
  });

  it('is not drawn from bytes that would make some characters likelier', () => {
    // 26 letters: 234 is the greatest multiple below 256, so that 234 and above are drawn again.
    const source = scripted([255, 234, 233, 0]);
    expect(drawn({ kind: 'password', length: 12, classes: ['lower'], unambiguous: false }, source)).toBe('zazazazazaza');
    for (const bytes of source.given) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});

describe('other generated values', () => {
  it('a token is base64url of that many bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 512 }), (bytes) => {
        const token = drawn({ kind: 'token', bytes: bytes.length }, scripted([...bytes]));
        expect(token).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });

  it.each([128, 192, 256, 512])('a key of %i bits is base64', (bits) => {
    const bytes = Array.from({ length: bits / 8 }, (_, at) => (at * 37) % 256);
    expect(drawn({ kind: 'key', bits }, scripted(bytes))).toBe(Buffer.from(bytes).toString('base64'));
  });

  it('a GUID is random, of version 4', () => {
    expect(drawn({ kind: 'guid' })).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(drawn({ kind: 'guid' }, scripted([0xff]))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  });

  it('what was drawn is zeroed in between', () => {
    const source = scripted([7]);
    for (const given of [{ kind: 'token', bytes: 32 }, { kind: 'key', bits: 256 }, { kind: 'guid' }]) drawn(given, source);
    for (const bytes of source.given) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
