import { createHash, createHmac, verify as verifyMessage, constants } from 'node:crypto';
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
