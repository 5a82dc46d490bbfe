import { constants, createHash, type KeyObject, privateEncrypt, publicEncrypt, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicKey } from '../../../app/contract/key.ts';
import { derOf, tagOf } from '../../../main/crypto/der.ts';
import { digestInfo, padPkcs1, padPss } from '../../../main/crypto/emsa.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { readPkcs8 } from '../../../main/crypto/key-der.ts';

const crypto = createKeyCrypto();
const { signal } = new AbortController();
const bits = 2048;
const lengthBytes = bits / 8;
const pair = await crypto.generate({ family: 'RSA', bits }, signal);
const publicKey: PublicKey = pair.publicKey ?? expect.unreachable('a symmetric key');
const secret: KeyObject = readPkcs8(pair.material);
const message = Buffer.from('a message');
const digest = createHash('sha256').update(message).digest();
const key = crypto.open(pair.spec, pair.material);

/** What a signature opens to, as a signer of ill will would have it. */
const signRaw = (padded: Uint8Array): Uint8Array => privateEncrypt({ key: secret, padding: constants.RSA_NO_PADDING }, padded);

/** PKCS #1 v1.5 padding of type 1 around any content. */
const padded = (content: Uint8Array): Uint8Array => padPkcs1(content, lengthBytes) ?? expect.unreachable('too long');

const change = (bytes: Uint8Array, at: number, byte: number): Uint8Array => bytes.with(at < 0 ? bytes.length + at : at, byte);

const sha256 = derOf(tagOf.oid, Buffer.from('608648016503040201', 'hex'));
const info = (...parameters: readonly Uint8Array[]): Uint8Array =>
  derOf(tagOf.sequence, derOf(tagOf.sequence, sha256, ...parameters), derOf(tagOf.octets, digest));
const right = padded(digestInfo('sha256', digest));

/** As a parser that skips what it does not know would still accept. */
const hostilePkcs1: readonly (readonly [string, Uint8Array])[] = [
  ['no NULL in the hash’s identifier', padded(info())],
  ['something in place of NULL', padded(info(derOf(tagOf.octets, digest)))],
  ['a length written longer than it must be', padded(Buffer.concat([Buffer.from([0x30, 0x81]), digestInfo('sha256', digest).subarray(1)]))],
  ['another hash’s identifier', padded(digestInfo('sha512', digest))],
  ['the digest alone', padded(digest)],
  ['something behind it', Buffer.concat([padded(digestInfo('sha256', digest)).subarray(1), Buffer.alloc(1)])],
  [
    'short padding and something behind',
    Buffer.concat([padPkcs1(digestInfo('sha256', digest), 70) ?? right, Buffer.alloc(lengthBytes - 70)]),
  ],
  ['padding of type 2', change(right, 1, 2)],
  ['padding of type 0', change(right, 1, 0)],
  ['a nought in the padding', change(right, 30, 0)],
  ['another byte in the padding', change(right, 30, 0xfe)],
];

describe('an RSA signature', () => {
  it.each(hostilePkcs1)('with %s is none', async (_, opened) => {
    expect(await crypto.verify(publicKey, 'RS256', digest, signRaw(right))).toBe(true);
    expect(await crypto.verify(publicKey, 'RS256', digest, signRaw(opened))).toBe(false);
  });

  it('is none that is shorter, longer, or not below the modulus', async () => {
    const signature = await key.sign('RS256', digest);
    const { n } = publicKey.family === 'RSA' ? publicKey : expect.unreachable('an EC key');
    for (const odd of [new Uint8Array(0), signature.subarray(1), Buffer.concat([Buffer.alloc(1), signature]), n, n.map(() => 0xff)]) {
      expect(await crypto.verify(publicKey, 'RS256', digest, odd)).toBe(false);
      expect(await crypto.verify(publicKey, 'PS256', digest, odd)).toBe(false);
    }
  });

  it('of PSS with another salt, mask or end is none', async () => {
    const good = padPss('sha256', digest, lengthBytes);
    expect(await crypto.verify(publicKey, 'PS256', digest, signRaw(good))).toBe(true);
    for (const opened of [change(good, -1, 0xbd), change(good, 4, (good[4] ?? 0) ^ 1), change(good, -2, (good.at(-2) ?? 0) ^ 1)]) {
      expect(await crypto.verify(publicKey, 'PS256', digest, signRaw(opened))).toBe(false);
    }
    for (const saltLength of [0, 20, 31, 33]) {
      const signature = sign('sha256', message, { key: secret, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
      expect(await crypto.verify(publicKey, 'PS256', digest, signature)).toBe(false);
    }
  });

  it('of PSS is another each time', async () => {
    expect(await key.sign('PS256', digest)).not.toEqual(await key.sign('PS256', digest));
  });

  it('of no hash takes what the padding leaves room for', async () => {
    const most = new Uint8Array(lengthBytes - 11).fill(7);
    expect(await crypto.verify(publicKey, 'RSNULL', most, await key.sign('RSNULL', most))).toBe(true);
    const longer = new Uint8Array(lengthBytes - 10);
    await expect(key.sign('RSNULL', longer)).rejects.toMatchObject({ code: 'BadParameter' });
    expect(await crypto.verify(publicKey, 'RSNULL', longer, signRaw(right))).toBe(false);
  });
});

describe('RSA encryption', () => {
  const algorithms = ['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256'] as const;
  const room = { RSA1_5: lengthBytes - 11, 'RSA-OAEP': lengthBytes - 42, 'RSA-OAEP-256': lengthBytes - 66 } as const;

  it.each(algorithms)('%s takes as much as it has room for', async (algorithm) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: room[algorithm] }), async (text) => {
        const { value } = await crypto.encrypt(publicKey, algorithm, text);
        expect(await key.decrypt(algorithm, value, {})).toEqual(Uint8Array.from(text));
      }),
      { numRuns: 20 },
    );
    await expect(crypto.encrypt(publicKey, algorithm, new Uint8Array(room[algorithm] + 1))).rejects.toMatchObject({
      code: 'BadParameter',
      data: { issues: [{ path: 'value', problem: 'too_big', limit: room[algorithm] }] },
    });
  });

  it.each(['RSA-OAEP', 'RSA-OAEP-256'] as const)('%s refuses whatever it did not make, in one way', async (algorithm) => {
    const { value } = await crypto.encrypt(publicKey, algorithm, message);
    const other = (await crypto.encrypt(publicKey, 'RSA1_5', message)).value;
    const odd = [
      change(value, 9, (value[9] ?? 0) ^ 1),
      other,
      value.subarray(1),
      new Uint8Array(0),
      new Uint8Array(lengthBytes),
      value.map(() => 0xff),
    ];
    for (const sealed of odd) await expect(key.decrypt(algorithm, sealed, {})).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
  });

  it('RSA1_5 answers wrong padding with bytes, the same for the same ciphertext', async () => {
    const wrong = [padded(message), new Uint8Array(lengthBytes).fill(3, 1), change(new Uint8Array(lengthBytes).fill(5), 0, 0)];
    const sealed = wrong.map((opened) => publicEncrypt({ key: secret, padding: constants.RSA_NO_PADDING }, opened));
    const answers = await Promise.all(sealed.map((value) => key.decrypt('RSA1_5', value, {})));
    expect(await Promise.all(sealed.map((value) => key.decrypt('RSA1_5', value, {})))).toEqual(answers);
    for (const answer of answers) expect(answer.length).toBeLessThanOrEqual(lengthBytes - 11);
    expect(new Set(answers.map((answer) => Buffer.from(answer).toString('hex'))).size).toBeGreaterThan(1);
  });
});
