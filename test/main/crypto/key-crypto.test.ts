import { createHash, createHmac, verify as verifyMessage, constants } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeySpec, PublicKey, SignAlgorithm } from '../../../app/contract/key.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { openPublicKey } from '../../../main/crypto/public-key.ts';

const crypto = createKeyCrypto();
const { signal } = new AbortController();
const message = Buffer.from('what was signed');

const rsa = await crypto.generate({ family: 'RSA', bits: 2048 }, signal);
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', ES256K: 'P-256K' } as const;
const hashOf = (algorithm: SignAlgorithm): string => `sha${algorithm.slice(2, 5)}`;
const digestOf = (algorithm: SignAlgorithm): Buffer => createHash(hashOf(algorithm)).update(message).digest();
const publicOf = (key: { publicKey?: PublicKey }): PublicKey => key.publicKey ?? expect.unreachable('a symmetric key');

describe('software keys', () => {
  it.each<KeySpec>([
    { family: 'RSA', bits: 3072 },
    { family: 'EC', curve: 'P-521' },
    { family: 'oct', bits: 192 },
  ])('are drawn as $family', async (spec) => {
    const [one, other] = [await crypto.generate(spec, signal), await crypto.generate(spec, signal)];
    expect(one.spec).toEqual(spec);
    expect(one.material).not.toEqual(other.material);
    expect(one.publicKey?.family).toBe(spec.family === 'oct' ? undefined : spec.family);
  });

  it('are not drawn for who has gone away', async () => {
    await expect(crypto.generate({ family: 'oct', bits: 128 }, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const)('sign by %s what OpenSSL finds signed', async (algorithm) => {
    const key = crypto.open(rsa.spec, rsa.material);
    const signature = await key.sign(algorithm, digestOf(algorithm));
    const padding = algorithm.startsWith('PS')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
    expect(verifyMessage(hashOf(algorithm), message, { key: openPublicKey(publicOf(rsa)), ...padding }, signature)).toBe(true);
    expect(await crypto.verify(publicOf(rsa), algorithm, digestOf(algorithm), signature)).toBe(true);
    expect(await crypto.verify(publicOf(rsa), algorithm, digestOf(algorithm).fill(1), signature)).toBe(false);
  });

  it.each(['ES256', 'ES384', 'ES512', 'ES256K'] as const)('sign by %s what OpenSSL finds signed', async (algorithm) => {
    const pair = await crypto.generate({ family: 'EC', curve: curves[algorithm] }, signal);
    const signature = await crypto.open(pair.spec, pair.material).sign(algorithm, digestOf(algorithm));
    const key = openPublicKey(publicOf(pair));
    expect(verifyMessage(hashOf(algorithm), message, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(await crypto.verify(publicOf(pair), algorithm, digestOf(algorithm), signature)).toBe(true);
    expect(await crypto.verify(publicOf(pair), algorithm, digestOf(algorithm).fill(1), signature)).toBe(false);
  });

  it.each(['HS256', 'HS384', 'HS512'] as const)('sign the digest itself by %s', async (algorithm) => {
    const { spec, material } = await crypto.generate({ family: 'oct', bits: 256 }, signal);
    const digest = digestOf(algorithm);
    const expected = createHmac(hashOf(algorithm), material).update(digest).digest();
    expect(Buffer.from(await crypto.open(spec, material).sign(algorithm, digest))).toEqual(expected);
  });
});

describe('a software key', () => {
  const oct = (bits: 128 | 192 | 256) => crypto.open({ family: 'oct', bits }, new Uint8Array(bits / 8).fill(bits));
  const unsupported = { code: 'KeyUnsupported', data: { reason: 'algorithm' } };
  const bad = (path: string) => ({ code: 'BadParameter', data: { issues: [expect.objectContaining({ path })] } });

  it('refuses algorithms of other kinds, sizes and curves', async () => {
    const p256 = await crypto.generate({ family: 'EC', curve: 'P-256' }, signal);
    const ec = crypto.open(p256.spec, p256.material);
    const large = crypto.open(rsa.spec, rsa.material);
    const digest = new Uint8Array(32).fill(1);
    for (const algorithm of ['ES256K', 'ES384', 'RS256', 'HS256', 'RSNULL'] as const) {
      await expect(ec.sign(algorithm, digest)).rejects.toMatchObject(unsupported);
      await expect(crypto.verify(publicOf(p256), algorithm, digest, new Uint8Array(64))).rejects.toMatchObject(unsupported);
    }
    await expect(large.sign('ES256', digest)).rejects.toMatchObject(unsupported);
    await expect(large.encrypt('RSA-OAEP', digest, {})).rejects.toMatchObject(unsupported);
    await expect(large.decrypt('A256KW', digest, {})).rejects.toMatchObject(unsupported);
    await expect(ec.decrypt('RSA-OAEP', digest, {})).rejects.toMatchObject(unsupported);
    await expect(crypto.encrypt(publicOf(p256), 'RSA-OAEP', digest)).rejects.toMatchObject(unsupported);
    await expect(crypto.encrypt(publicOf(rsa), 'A128GCM', digest)).rejects.toMatchObject(unsupported);
    await expect(oct(128).encrypt('A256GCM', digest, {})).rejects.toMatchObject(unsupported);
    await expect(oct(256).decrypt('A192KW', digest, {})).rejects.toMatchObject(unsupported);
    await expect(oct(256).encrypt('RSA1_5', digest, {})).rejects.toMatchObject(unsupported);
    await expect(oct(192).sign('HS256', digest)).rejects.toMatchObject(unsupported);
  });

  it.each(['RS256', 'PS384', 'RS512'] as const)('signs and verifies by %s only digests of its hash’s length', async (algorithm) => {
    const key = crypto.open(rsa.spec, rsa.material);
    await expect(key.sign(algorithm, new Uint8Array(33))).rejects.toMatchObject(bad('digest'));
    await expect(crypto.verify(publicOf(rsa), algorithm, new Uint8Array(33), new Uint8Array(256))).rejects.toMatchObject(bad('digest'));
  });

  it('does nothing after it was closed, and leaves what it was opened with', async () => {
    const p384 = await crypto.generate({ family: 'EC', curve: 'P-384' }, signal);
    const before = Uint8Array.from(p384.material);
    const closed = [crypto.open(p384.spec, p384.material), crypto.open(rsa.spec, rsa.material), oct(256)];
    for (const key of closed) key.close();
    await expect(closed[0]?.sign('ES384', new Uint8Array(48).fill(1))).rejects.toThrow('closed');
    await expect(closed[1]?.sign('RS256', new Uint8Array(32))).rejects.toThrow('closed');
    await expect(closed[2]?.encrypt('A256GCM', message, {})).rejects.toThrow('closed');
    expect(p384.material).toEqual(before);
  });

  it.each([128, 192, 256] as const)('of %i bits decrypts what it encrypted, and nothing else', async (bits) => {
    const key = oct(bits);
    for (const algorithm of [`A${bits}GCM`, `A${bits}CBCPAD`] as const) {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 1, maxLength: 40 }), async (text, additional) => {
          const parts = algorithm.endsWith('GCM') ? { additional } : {};
          const { value, ...rest } = await key.encrypt(algorithm, text, parts);
          expect(await key.decrypt(algorithm, value, rest)).toEqual(Uint8Array.from(text));
        }),
        { numRuns: 30 },
      );
    }
    for (const algorithm of [`A${bits}KW`, 'CKM_AES_KEY_WRAP', 'CKM_AES_KEY_WRAP_PAD'] as const) {
      const text = new Uint8Array(32).fill(3);
      const { value } = await key.encrypt(algorithm, text, {});
      expect(await key.decrypt(algorithm, value, {})).toEqual(text);
      for (const place of value.keys()) {
        await expect(key.decrypt(algorithm, value.with(place, (value[place] ?? 0) ^ 1), {})).rejects.toMatchObject({
          code: 'DecryptFailed',
        });
      }
    }
  });

  it('draws the nonce of AES-GCM itself, another each time', async () => {
    const nonces = await Promise.all(
      Array.from({ length: 50 }, async () => (await oct(256).encrypt('A256GCM', message, {})).initialization),
    );
    expect(new Set(nonces.map((nonce) => Buffer.from(nonce ?? []).toString('hex'))).size).toBe(50);
    expect(nonces[0]).toHaveLength(12);
    await expect(oct(256).encrypt('A256GCM', message, { initialization: new Uint8Array(12) })).rejects.toMatchObject(bad('initialization'));
  });

  it('takes no AES-GCM text whose parts differ by a bit, are missing or cut', async () => {
    const { value, ...parts } = await oct(256).encrypt('A256GCM', message, { additional: message });
    const { initialization, tag } = parts;
    if (!initialization || !tag) expect.unreachable('a part is missing');
    const flip = (bytes: Uint8Array): Uint8Array => bytes.with(0, (bytes[0] ?? 0) ^ 1);
    const odd = [
      { ...parts, tag: flip(tag) },
      { ...parts, tag: tag.subarray(0, 12) },
      { ...parts, tag: undefined },
      { ...parts, additional: flip(message) },
      { ...parts, additional: undefined },
      { ...parts, initialization: flip(initialization) },
      { ...parts, initialization: undefined },
      { ...parts, initialization: new Uint8Array(0) },
    ];
    const refused = { code: 'DecryptFailed', data: {} };
    for (const wrong of odd) await expect(oct(256).decrypt('A256GCM', value, wrong)).rejects.toMatchObject(refused);
    await expect(oct(256).decrypt('A256GCM', flip(value), parts)).rejects.toMatchObject(refused);
  });

  it('says which part of what it is to encrypt has a wrong length', async () => {
    await expect(oct(128).encrypt('A128CBC', new Uint8Array(17), {})).rejects.toMatchObject(bad('value'));
    await expect(oct(128).encrypt('A128CBC', new Uint8Array(0), {})).rejects.toMatchObject(bad('value'));
    await expect(oct(128).encrypt('A128CBCPAD', message, { initialization: message })).rejects.toMatchObject(bad('initialization'));
    await expect(oct(128).encrypt('A128KW', new Uint8Array(8), {})).rejects.toMatchObject(bad('value'));
    await expect(oct(128).encrypt('A128KW', new Uint8Array(20), {})).rejects.toMatchObject(bad('value'));
    await expect(oct(128).encrypt('CKM_AES_KEY_WRAP_PAD', new Uint8Array(0), {})).rejects.toMatchObject(bad('value'));
  });

  it('refuses in one way whatever else does not decrypt', async () => {
    const refused = { code: 'DecryptFailed', data: {} };
    const algorithms = ['A128CBC', 'A128CBCPAD', 'A128KW', 'CKM_AES_KEY_WRAP_PAD', 'A128GCM'] as const;
    for (const algorithm of algorithms) {
      for (const length of [0, 7, 15, 17])
        await expect(oct(128).decrypt(algorithm, new Uint8Array(length), {})).rejects.toMatchObject(refused);
    }
  });

  it('is compared in full', () => {
    expect(crypto.isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(crypto.isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(crypto.isEqual(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });
});

it('goes on with everything else between one ECDSA signature and the next', async () => {
  const spec = { family: 'EC', curve: 'P-256' } as const;
  const made = await crypto.generate(spec, signal);
  const key = crypto.open(spec, made.material);
  const digest = digestOf('ES256');
  const done: string[] = [];
  const turns = (async () => {
    while (done.length < 20) {
      await nextTurn();
      done.push('turn');
    }
  })();
  const works = Array.from({ length: 5 }, async () => {
    const signature = await key.sign('ES256', digest);
    done.push('signed');
    expect(await crypto.verify(publicOf(made), 'ES256', digest, signature)).toBe(true);
    done.push('verified');
  });
  await Promise.all([...works, turns]);
  expect(done.filter((it) => it !== 'turn')).toHaveLength(10);
  const together = done
    .join(' ')
    .split('turn')
    .map((run) => run.split(' ').filter(Boolean).length);
  expect(Math.max(...together)).toBe(1);
});
