import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncryptAlgorithm, KeySpec, SignAlgorithm } from '../../../app/contract/key.ts';
import type { TokenName } from '../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { aGround, aLastingGround, anOpenToken, anyUse, aPlace, type GroundPlan, nssIn, refusal, signUse } from './support/soft-token.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;

const rsa = { family: 'RSA', bits: 2048 } as const;
const p256 = { family: 'EC', curve: 'P-256' } as const;

/** `attests`: whether it says of a key that it was made there. */
const libraries: readonly { name: string; plan: GroundPlan; attests: boolean; k1: boolean; macs: readonly SignAlgorithm[] }[] = [
  { name: 'SoftHSM', plan: {}, attests: true, k1: true, macs: ['HS256'] },
  { name: 'NSS', plan: { library: nssIn }, attests: false, k1: false, macs: ['HS256', 'HS384', 'HS512'] },
];

const signatures: readonly { spec: KeySpec; algorithm: SignAlgorithm; bytes: number }[] = [
  { spec: rsa, algorithm: 'RS256', bytes: 32 },
  { spec: rsa, algorithm: 'RS384', bytes: 48 },
  { spec: rsa, algorithm: 'RS512', bytes: 64 },
  { spec: rsa, algorithm: 'PS256', bytes: 32 },
  { spec: rsa, algorithm: 'PS384', bytes: 48 },
  { spec: rsa, algorithm: 'PS512', bytes: 64 },
  { spec: rsa, algorithm: 'RSNULL', bytes: 100 },
  { spec: p256, algorithm: 'ES256', bytes: 32 },
  { spec: { family: 'EC', curve: 'P-384' }, algorithm: 'ES384', bytes: 48 },
  { spec: { family: 'EC', curve: 'P-521' }, algorithm: 'ES512', bytes: 64 },
  { spec: { family: 'EC', curve: 'P-256K' }, algorithm: 'ES256K', bytes: 32 },
];

const ciphers: readonly { bits: 128 | 192 | 256; algorithm: EncryptAlgorithm; length: number }[] = [
  { bits: 128, algorithm: 'A128GCM', length: 33 },
  { bits: 256, algorithm: 'A256GCM', length: 1 },
  { bits: 192, algorithm: 'A192CBC', length: 48 },
  { bits: 256, algorithm: 'A256CBCPAD', length: 32 },
  { bits: 128, algorithm: 'A128KW', length: 16 },
  { bits: 256, algorithm: 'A256KW', length: 40 },
  { bits: 256, algorithm: 'CKM_AES_KEY_WRAP', length: 24 },
  { bits: 256, algorithm: 'CKM_AES_KEY_WRAP_PAD', length: 1 },
  { bits: 192, algorithm: 'CKM_AES_KEY_WRAP_PAD', length: 31 },
];

for (const { name, plan, attests, k1, macs } of libraries) {
  describe(`a key in a token of ${name}`, { timeout: 120_000 }, () => {
    let ground: ReturnType<typeof aLastingGround>;
    let token: TokenName;
    beforeAll(async () => {
      ground = aLastingGround(plan);
      token = await anOpenToken(ground);
    });
    afterAll(() => ground.end());

    it('is made there, never leaves, and signs what its public half verifies', async () => {
      for (const { spec, algorithm, bytes } of signatures) {
        if (algorithm === 'ES256K' && !k1) continue;
        const place = aPlace(token);
        const made = await ground.hosts.generate(place, spec, signUse);
        expect(made.neverExtractable).toBe(attests);
        if (!made.publicKey) throw new Error('no public key');
        const digest = new Uint8Array(randomBytes(bytes));
        const signature = await ground.hosts.key(place, spec).sign(algorithm, digest);
        expect(await crypto.verify(made.publicKey, algorithm, digest, signature), algorithm).toBe(true);
      }
    });

    it('decrypts what was encrypted for it, with OAEP of SHA-1 and of SHA-256', async () => {
      const place = aPlace(token);
      const { publicKey } = await ground.hosts.generate(place, rsa, anyUse);
      if (publicKey?.family !== 'RSA') throw new Error('no public key');
      const key = ground.hosts.key(place, rsa);
      for (const algorithm of ['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256'] as const) {
        for (const length of [0, 1, 32, 190]) {
          const value = new Uint8Array(randomBytes(length));
          const sealed = await crypto.encrypt(publicKey, algorithm, value);
          expect(Buffer.from(await key.decrypt(algorithm, sealed.value, {})), `${algorithm} ${length}`).toEqual(Buffer.from(value));
        }
      }
    });

    it('says nothing of why something does not decrypt', async () => {
      const place = aPlace(token);
      const { publicKey } = await ground.hosts.generate(place, rsa, anyUse);
      if (publicKey?.family !== 'RSA') throw new Error('no public key');
      const key = ground.hosts.key(place, rsa);
      const { value } = await crypto.encrypt(publicKey, 'RSA-OAEP-256', new Uint8Array(8));
      const bent = Uint8Array.from(value, (byte, at) => (at === 200 ? byte ^ 1 : byte));
      for (const algorithm of ['RSA-OAEP', 'RSA-OAEP-256'] as const) {
        for (const wrong of [bent, value.subarray(1), new Uint8Array(256), new Uint8Array(256).fill(255), new Uint8Array(0)]) {
          await expect(key.decrypt(algorithm, wrong, {})).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
        }
      }
      expect(await key.decrypt('RSA-OAEP-256', value, {})).toHaveLength(8);
    });

    it('encrypts and wraps as the same key does in software', async () => {
      for (const { bits, algorithm, length } of ciphers) {
        const spec = { family: 'oct', bits } as const;
        const place = aPlace(token);
        const material = new Uint8Array(randomBytes(bits / 8));
        expect(await ground.hosts.bring(place, spec, anyUse, material)).toEqual({ neverExtractable: false });
        const inside = ground.hosts.key(place, spec);
        const outside = crypto.open(spec, material);
        const value = new Uint8Array(randomBytes(length));
        const additional = algorithm.endsWith('GCM') ? { additional: new Uint8Array(20) } : {};
        for (const [seals, opens] of [
          [inside, outside],
          [outside, inside],
        ] as const) {
          const sealed = await seals.encrypt(algorithm, value, additional);
          expect(Buffer.from(await opens.decrypt(algorithm, sealed.value, sealed)), algorithm).toEqual(Buffer.from(value));
          const bent = Uint8Array.from(sealed.value, (byte) => byte ^ 1);
          if (!algorithm.includes('CBC')) {
            await expect(opens.decrypt(algorithm, bent, sealed), algorithm).rejects.toMatchObject({ code: 'DecryptFailed' });
          }
        }
      }
    });

    it('makes MACs where it was made to sign', async () => {
      const spec = { family: 'oct', bits: 256 } as const;
      const place = aPlace(token);
      const material = new Uint8Array(randomBytes(32));
      await ground.hosts.bring(place, spec, signUse, material);
      for (const algorithm of macs) {
        const digest = new Uint8Array(randomBytes(Number(algorithm.slice(2)) / 8));
        const mac = await ground.hosts.key(place, spec).sign(algorithm, digest);
        expect(Buffer.from(mac)).toEqual(Buffer.from(await crypto.open(spec, material).sign(algorithm, digest)));
      }
    });

    it('can be brought in, and is the same and unreadable there', async () => {
      const specs: readonly (readonly [KeySpec, SignAlgorithm, number])[] = [
        [rsa, 'PS256', 32],
        [{ family: 'RSA', bits: 3072 }, 'RS256', 32],
        [p256, 'ES256', 32],
        [{ family: 'EC', curve: 'P-384' }, 'ES384', 48],
        [{ family: 'EC', curve: 'P-521' }, 'ES512', 64],
      ];
      for (const [spec, algorithm, bytes] of specs) {
        const { material, publicKey } = await crypto.generate(spec, never);
        if (!publicKey) throw new Error('no public key');
        const place = aPlace(token);
        expect(await ground.hosts.bring(place, spec, anyUse, material)).toEqual({ neverExtractable: false, publicKey });
        const digest = new Uint8Array(randomBytes(bytes));
        const signature = await ground.hosts.key(place, spec).sign(algorithm, digest);
        expect(await crypto.verify(publicKey, algorithm, digest, signature)).toBe(true);
      }
    });

    it('is gone when it is destroyed, and another of the token is not', async () => {
      const [one, other] = [aPlace(token), aPlace(token)];
      await ground.hosts.generate(one, p256, signUse);
      await ground.hosts.generate(other, p256, signUse);
      await ground.hosts.key(one, p256).sign('ES256', new Uint8Array(32));
      await ground.hosts.destroy(one);
      expect(await ground.hosts.has(one)).toBe(false);
      expect(await ground.hosts.has(other)).toBe(true);
      await expect(ground.hosts.key(one, p256).sign('ES256', new Uint8Array(32))).rejects.toMatchObject(
        refusal('HsmUnavailable', { reason: 'key-gone', token: token.label }),
      );
      await ground.hosts.destroy(one);
      expect(await ground.hosts.key(other, p256).sign('ES256', new Uint8Array(32))).toHaveLength(64);
    });

    it('is not taken for one of another type, and no digest of another length is signed', async () => {
      const place = aPlace(token);
      await ground.hosts.generate(place, p256, signUse);
      const sign = (spec: KeySpec, algorithm: SignAlgorithm, bytes: number) =>
        ground.hosts.key(place, spec).sign(algorithm, new Uint8Array(bytes));
      await expect(sign(rsa, 'RS256', 32)).rejects.toMatchObject(refusal('KeyUnsupported'));
      await expect(sign(p256, 'ES384', 48)).rejects.toMatchObject(refusal('KeyUnsupported'));
      await expect(sign(p256, 'RS256', 32)).rejects.toMatchObject(refusal('KeyUnsupported'));
      await expect(sign(p256, 'ES256', 48)).rejects.toMatchObject(refusal('BadParameter'));
      expect(await sign(p256, 'ES256', 32)).toHaveLength(64);
    });
  });
}

describe('what a token can do', { timeout: 120_000 }, () => {
  it('is found by trying, and told apart from what is done for it', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const ability = await ground.hosts.probe(token, 1234, never);
    expect(ability.probedOn).toBe(1234);
    expect(ability.specs).toHaveLength(10);
    expect(ability.imports).toBe(true);
    expect(ability.native).toEqual(expect.arrayContaining(['RS256', 'PS512', 'ES256K', 'RSA-OAEP', 'A256GCM', 'HS256']));
    expect(ability.composed.toSorted()).toEqual(
      ['A128KW', 'A192KW', 'A256KW', 'CKM_AES_KEY_WRAP', 'CKM_AES_KEY_WRAP_PAD', 'RSA-OAEP-256'].toSorted(),
    );
    expect(ground.sight().crashes).toBe(0);
  });

  it('can be called off between two kinds of key', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const abort = new AbortController();
    const probing = ground.hosts.probe(token, 1, abort.signal);
    abort.abort();
    await expect(probing).rejects.toMatchObject({ name: 'AbortError' });
    expect(await ground.hosts.random(token, 16)).toHaveLength(16);
  });
});
