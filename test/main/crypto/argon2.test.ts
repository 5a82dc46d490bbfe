import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createArgon2 } from '../../../main/crypto/argon2.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

// The vectors of the reference implementation; RFC 9106's own uses a secret and associated data, which the house does not.
test.each([
  { memoryKiB: 65536, passes: 2, lanes: 1, hash: '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7' },
  { memoryKiB: 256, passes: 2, lanes: 1, hash: '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe' },
  { memoryKiB: 256, passes: 2, lanes: 2, hash: '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037' },
])('Argon2id of $memoryKiB KiB, $passes passes, $lanes lanes is the reference’s', async ({ hash, ...cost }) => {
  expect(toHex(await createArgon2().derive(utf8('password'), utf8('somesalt'), cost))).toBe(hash);
});

test('it agrees with OpenSSL’s, which gives RFC 9106’s tag', async () => {
  const rfc = argon2Sync('argon2id', {
    message: new Uint8Array(32).fill(1),
    nonce: new Uint8Array(16).fill(2),
    secret: new Uint8Array(8).fill(3),
    associatedData: new Uint8Array(12).fill(4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  });
  expect(toHex(rfc)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  const other = argon2Sync('argon2id', {
    message: utf8('pässword'),
    nonce: new Uint8Array(16).fill(2),
    parallelism: 4,
    tagLength: 32,
    memory: 1024,
    passes: 3,
  });
  const ours = await createArgon2().derive(utf8('pässword'), new Uint8Array(16).fill(2), { memoryKiB: 1024, passes: 3, lanes: 4 });
  expect(toHex(ours)).toBe(toHex(other));
});
