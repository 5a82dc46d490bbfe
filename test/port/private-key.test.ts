import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncryptAlgorithm, KeySpec, SignAlgorithm } from '../../app/contract/key.ts';
import { crypto, type KeyGround, keyKinds, never } from './a-private-key.ts';

const rsa = { family: 'RSA', bits: 2048 } as const;
const p256 = { family: 'EC', curve: 'P-256' } as const;
const oct = { family: 'oct', bits: 256 } as const;

const signUse = { sign: true, decrypt: false, unwrap: false } as const;
const openUse = { sign: false, decrypt: true, unwrap: true } as const;
const anyUse = { sign: true, decrypt: true, unwrap: true } as const;

const random = (length: number) => new Uint8Array(randomBytes(length));
const bentAt = (bytes: Uint8Array, at: number) => Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
const plain = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Lengths in bytes: of the digest, and of the signature. */
const signatures: readonly { spec: KeySpec; algorithm: SignAlgorithm; digest: number; signature: number }[] = [
  { spec: rsa, algorithm: 'RS256', digest: 32, signature: 256 },
  { spec: rsa, algorithm: 'RS384', digest: 48, signature: 256 },
  { spec: rsa, algorithm: 'RS512', digest: 64, signature: 256 },
  { spec: rsa, algorithm: 'PS256', digest: 32, signature: 256 },
  { spec: rsa, algorithm: 'PS384', digest: 48, signature: 256 },
  { spec: rsa, algorithm: 'PS512', digest: 64, signature: 256 },
  { spec: rsa, algorithm: 'RSNULL', digest: 100, signature: 256 },
  { spec: p256, algorithm: 'ES256', digest: 32, signature: 64 },
  { spec: { family: 'EC', curve: 'P-384' }, algorithm: 'ES384', digest: 48, signature: 96 },
  { spec: { family: 'EC', curve: 'P-521' }, algorithm: 'ES512', digest: 64, signature: 132 },
  { spec: { family: 'EC', curve: 'P-256K' }, algorithm: 'ES256K', digest: 32, signature: 64 },
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

describe.each(keyKinds)('a private key in $name', { timeout: 120_000 }, ({ open, lacks }) => {
  let ground: KeyGround;
  beforeAll(async () => {
    ground = await open();
  });
  afterAll(() => ground.end());

  it('signs what its public half verifies, and nothing else', async () => {
    for (const { spec, algorithm, digest: length, signature: lengthBytes } of signatures) {
      if (lacks.includes(algorithm)) continue;
      const { key, publicKey } = await ground.make(spec, signUse);
      if (!publicKey) throw new Error('no public key');
      const digest = random(length);
      const signature = await key.sign(algorithm, digest);
      expect(signature, algorithm).toHaveLength(lengthBytes);
      expect(await crypto.verify(publicKey, algorithm, digest, signature), algorithm).toBe(true);
      expect(await crypto.verify(publicKey, algorithm, bentAt(digest, 3), signature), algorithm).toBe(false);
      key.close();
    }
  });

  it('signs many digests at once, each its own', async () => {
    const { key, publicKey } = await ground.make(p256, signUse);
    if (!publicKey) throw new Error('no public key');
    const digests = Array.from({ length: 40 }, () => random(32));
    const signed = await Promise.all(digests.map((digest) => key.sign('ES256', digest)));
    const right = await Promise.all(signed.map((signature, at) => crypto.verify(publicKey, 'ES256', digests[at] ?? random(32), signature)));
    expect(right.every((is) => is)).toBe(true);
  });

  it('makes the MAC of a digest that the same key makes anywhere', async () => {
    const material = random(32);
    const key = await ground.bring(oct, signUse, material);
    for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
      if (lacks.includes(algorithm)) continue;
      const digest = random(Number(algorithm.slice(2)) / 8);
      expect(plain(await key.sign(algorithm, digest))).toBe(plain(await crypto.open(oct, material).sign(algorithm, digest)));
    }
  });

  it('signs no digest of another length, and by no algorithm of another kind or curve', async () => {
    const { key } = await ground.make(p256, signUse);
    const badDigest = { code: 'BadParameter', data: { issues: [expect.objectContaining({ path: 'digest' }) as unknown] } };
    for (const length of [0, 31, 33, 64]) await expect(key.sign('ES256', random(length))).rejects.toMatchObject(badDigest);
    for (const [algorithm, length] of [
      ['ES384', 48],
      ['ES256K', 32],
      ['RS256', 32],
      ['HS256', 32],
    ] as const) {
      await expect(key.sign(algorithm, random(length)), algorithm).rejects.toMatchObject({ code: 'KeyUnsupported' });
    }
    expect(await key.sign('ES256', random(32))).toHaveLength(64);
  });

  it('decrypts what was encrypted for it, of every length that there is room for', async () => {
    const { key, publicKey } = await ground.make(rsa, openUse);
    if (!publicKey) throw new Error('no public key');
    for (const algorithm of ['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256'] as const) {
      for (const length of [0, 1, 32, 190]) {
        const value = random(length);
        const sealed = await crypto.encrypt(publicKey, algorithm, value);
        expect(plain(await key.decrypt(algorithm, sealed.value, {})), `${algorithm} ${length}`).toBe(plain(value));
      }
    }
  });

  it('says nothing of why something does not decrypt', async () => {
    const { key, publicKey } = await ground.make(rsa, openUse);
    if (!publicKey) throw new Error('no public key');
    const { value } = await crypto.encrypt(publicKey, 'RSA-OAEP-256', random(8));
    for (const algorithm of ['RSA-OAEP', 'RSA-OAEP-256'] as const) {
      for (const wrong of [bentAt(value, 200), value.subarray(1), new Uint8Array(256), new Uint8Array(256).fill(255), new Uint8Array(0)]) {
        await expect(key.decrypt(algorithm, wrong, {})).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
      }
    }
    expect(await key.decrypt('RSA-OAEP-256', value, {})).toHaveLength(8);
  });

  it('encrypts and wraps for the same key in software, and opens what that did', async () => {
    for (const { bits, algorithm, length } of ciphers) {
      const spec = { family: 'oct', bits } as const;
      const material = random(bits / 8);
      const inside = await ground.bring(spec, openUse, material);
      const outside = crypto.open(spec, material);
      const value = random(length);
      const additional = algorithm.endsWith('GCM') ? { additional: random(20) } : {};
      for (const [seals, opens] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        const sealed = await seals.encrypt(algorithm, value, additional);
        expect(plain(await opens.decrypt(algorithm, sealed.value, sealed)), algorithm).toBe(plain(value));
        // CBC proves nothing of its text.
        if (algorithm.includes('CBC')) continue;
        for (const wrong of [bentAt(sealed.value, 0), sealed.value.slice(1), new Uint8Array(0)]) {
          await expect(opens.decrypt(algorithm, wrong, sealed), algorithm).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
        }
      }
    }
  });

  it('opens no AES-GCM text with another nonce, tag or associated data, and draws the nonce itself', async () => {
    const { key } = await ground.make(oct, openUse);
    const value = random(40);
    const sealed = await key.encrypt('A256GCM', value, { additional: random(9) });
    const again = await key.encrypt('A256GCM', value, {});
    expect(plain(again.initialization ?? random(12))).not.toBe(plain(sealed.initialization ?? random(12)));
    for (const part of ['initialization', 'tag', 'additional'] as const) {
      const parts = { ...sealed, [part]: bentAt(sealed[part] ?? new Uint8Array(), 0) };
      await expect(key.decrypt('A256GCM', sealed.value, parts), part).rejects.toMatchObject({ code: 'DecryptFailed' });
    }
    const ofOtherLength = { ...sealed, initialization: random(16) };
    for (const parts of [ofOtherLength, { tag: sealed.tag, additional: sealed.additional }, { initialization: sealed.initialization }])
      await expect(key.decrypt('A256GCM', sealed.value, parts)).rejects.toMatchObject({ code: 'DecryptFailed' });
    const given = key.encrypt('A256GCM', value, { initialization: random(12) });
    await expect(given).rejects.toMatchObject({ code: 'BadParameter', data: { issues: [{ path: 'initialization' }] } });
    expect(plain(await key.decrypt('A256GCM', sealed.value, sealed))).toBe(plain(value));
  });

  it('encrypts by AES-CBC from a vector that it is given, and decrypts from no other length', async () => {
    const { key } = await ground.make(oct, openUse);
    const [initialization, value] = [random(16), random(32)];
    const sealed = await key.encrypt('A256CBC', value, { initialization });
    expect(plain(sealed.initialization ?? random(16))).toBe(plain(initialization));
    expect(plain(await key.decrypt('A256CBC', sealed.value, { initialization }))).toBe(plain(value));
    const asked = key.encrypt('A256CBC', value, { initialization: random(12) });
    await expect(asked).rejects.toMatchObject({ code: 'BadParameter', data: { issues: [{ path: 'initialization' }] } });
    for (const parts of [{}, { initialization: random(12) }])
      await expect(key.decrypt('A256CBC', sealed.value, parts)).rejects.toMatchObject({ code: 'DecryptFailed' });
  });

  it('says of what it is to encrypt that its length does not fit', async () => {
    const { key } = await ground.make(oct, openUse);
    for (const [algorithm, length] of [
      ['A256CBC', 15],
      ['A256KW', 8],
      ['A256KW', 17],
      ['CKM_AES_KEY_WRAP_PAD', 0],
    ] as const) {
      const asked = key.encrypt(algorithm, random(length), {});
      await expect(asked, `${algorithm} ${length}`).rejects.toMatchObject({ code: 'BadParameter', data: { issues: [{ path: 'value' }] } });
    }
    expect((await key.encrypt('A256KW', random(16), {})).value).toHaveLength(24);
  });

  it('leaves what it is given as it was', async () => {
    const { material, publicKey } = await crypto.generate(rsa, never);
    if (!publicKey) throw new Error('no public key');
    const before = plain(material);
    const key = await ground.bring(rsa, anyUse, material);
    const digest = random(32);
    const sealed = await crypto.encrypt(publicKey, 'RSA-OAEP', random(8));
    const [was, text] = [plain(digest), plain(sealed.value)];
    await key.sign('PS256', digest);
    await key.decrypt('RSA-OAEP', sealed.value, {});
    expect([plain(material), plain(digest), plain(sealed.value)]).toEqual([before, was, text]);
  });
});
