import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySpec, SignAlgorithm } from '../../../app/contract/key.ts';
import type { TokenName } from '../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { aGround, aLastingGround, anOpenToken, anyUse, aPlace, type GroundPlan, nssIn, refusal, signUse } from './support/soft-token.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;

const rsa = { family: 'RSA', bits: 2048 } as const;
const p256 = { family: 'EC', curve: 'P-256' } as const;

/** `attests`: whether it says of a key that it was made there. */
const libraries: readonly { name: string; plan: GroundPlan; attests: boolean }[] = [
  { name: 'SoftHSM', plan: {}, attests: true },
  { name: 'NSS', plan: { library: nssIn }, attests: false },
];

for (const { name, plan, attests } of libraries) {
  describe(`a key in a token of ${name}`, { timeout: 120_000 }, () => {
    let ground: ReturnType<typeof aLastingGround>;
    let token: TokenName;
    beforeAll(async () => {
      ground = aLastingGround(plan);
      token = await anOpenToken(ground);
    });
    afterAll(() => ground.end());

    it('is made there and never leaves', async () => {
      for (const spec of [rsa, p256, { family: 'EC', curve: 'P-521' }, { family: 'oct', bits: 256 }] as const) {
        const { neverExtractable, publicKey } = await ground.hosts.generate(aPlace(token), spec, signUse);
        expect(neverExtractable).toBe(attests);
        expect(publicKey?.family).toBe(spec.family === 'oct' ? undefined : spec.family);
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
