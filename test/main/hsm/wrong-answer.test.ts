import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeySpec, SignAlgorithm } from '../../../app/contract/key.ts';
import type { HsmUse } from '../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, anyUse, aPin, aPlace, refusal, signUse } from './support/soft-token.ts';

const crypto = createKeyCrypto();
const rsa = { family: 'RSA', bits: 2048 } as const;
const p256 = { family: 'EC', curve: 'P-256' } as const;
const aes = { family: 'oct', bits: 256 } as const;
const digest = new Uint8Array(randomBytes(32));

/** An open token of a library that can be told to give wrong answers. */
async function aLiar() {
  let fault: FaultModule | undefined;
  const ground = aGround({
    library(folder) {
      fault = aFaultModule(folder);
      return { path: fault.path, parameters: '' };
    },
  });
  const token = await anOpenToken(ground);
  if (!fault) throw new Error('no module');
  const { label } = token;
  return { ...ground, fault, token, isWrong: refusal('HsmAnswerWrong', { token: label }) };
}

async function aKey({ hosts, token }: Awaited<ReturnType<typeof aLiar>>, spec: KeySpec, use: HsmUse = signUse) {
  const place = aPlace(token);
  const { publicKey } = await hosts.generate(place, spec, use);
  return { place, publicKey, key: hosts.key(place, spec, publicKey) };
}

describe('a token that gives a wrong answer', { timeout: 60_000 }, () => {
  it('has no wrong RSA signature handed out, however many right ones it gave, and gives right ones again', async () => {
    const liar = await aLiar();
    const { key, publicKey } = await aKey(liar, rsa);
    const isRight = async (algorithm: SignAlgorithm) =>
      publicKey && crypto.verify(publicKey, algorithm, digest, await key.sign(algorithm, digest));
    let wrong = 0;
    for (const algorithm of ['RS256', 'PS256'] as const) {
      expect(await isRight(algorithm)).toBe(true);
      for (const byte of [1, 50]) {
        wrong += 1;
        liar.fault.tell(`C_Sign wrong ${byte}`);
        await expect(key.sign(algorithm, digest)).rejects.toMatchObject(liar.isWrong);
        expect(liar.sight()).toMatchObject({ state: 'ready', wrongAnswers: wrong, crashes: 0 });
        liar.fault.tell();
        expect(await isRight(algorithm)).toBe(true);
      }
    }
  });

  it.each([
    [p256, 'ES256', 32],
    [{ family: 'EC', curve: 'P-521' }, 'ES512', 64],
    [{ family: 'EC', curve: 'P-256K' }, 'ES256K', 32],
  ] as const)('does not begin to sign with a key on a curve: %o', async (spec, algorithm, length) => {
    const liar = await aLiar();
    const { key, publicKey } = await aKey(liar, spec);
    const signed = new Uint8Array(length).fill(3);
    liar.fault.tell('C_Sign wrong 50');
    await expect(key.sign(algorithm, signed)).rejects.toMatchObject(liar.isWrong);
    await expect(key.sign(algorithm, signed)).rejects.toMatchObject(liar.isWrong);
    expect(liar.sight()).toMatchObject({ state: 'ready', wrongAnswers: 2, crashes: 0 });
    liar.fault.tell();
    expect(publicKey && (await crypto.verify(publicKey, algorithm, signed, await key.sign(algorithm, signed)))).toBe(true);
  });

  it('among many signatures at once loses those that are wrong, and no other', async () => {
    const liar = await aLiar();
    const { key, publicKey } = await aKey(liar, rsa);
    liar.fault.tell('C_Sign wrong 40 7');
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => key.sign('RS256', digest)));
    expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(7);
    for (const one of all) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject(liar.isWrong);
      else expect(publicKey && (await crypto.verify(publicKey, 'RS256', digest, one.value))).toBe(true);
    }
    expect(liar.sight().wrongAnswers).toBe(7);
    await liar.hosts.restart(liar.sight().id);
    expect(liar.sight().wrongAnswers).toBe(0);
  });

  it('keeps no pair whose halves don’t belong together, whatever it is for', async () => {
    const liar = await aLiar();
    const { fault, hosts, token, isWrong } = liar;
    for (const [spec, use] of [
      [rsa, signUse],
      [rsa, { sign: false, decrypt: true, unwrap: true }],
      [rsa, { sign: false, decrypt: false, unwrap: false, exchange: true }],
      [p256, signUse],
    ] as const) {
      fault.tell('C_GenerateKeyPair stranger');
      const place = aPlace(token);
      await expect(hosts.generate(place, spec, use)).rejects.toMatchObject(isWrong);
      expect(await hosts.has(place)).toBe(false);
      fault.tell();
      await hosts.generate(place, spec, use);
      expect(await hosts.has(place)).toBe(true);
    }
  });

  it('does not begin to encrypt with a key what it could not decrypt', async () => {
    const liar = await aLiar();
    const { key, place } = await aKey(liar, aes, anyUse);
    for (const [algorithm, fault] of [
      ['A256CBC', 'C_Encrypt wrong 20'],
      ['A256CBCPAD', 'C_Encrypt wrong 20'],
      ['A256GCM', 'C_Encrypt wrong 5'],
      ['A256KW', 'C_EncryptUpdate wrong 3'],
    ] as const) {
      liar.fault.tell(fault);
      await expect(key.encrypt(algorithm, digest, {})).rejects.toMatchObject(liar.isWrong);
      await expect(liar.hosts.key(place, aes).encrypt(algorithm, digest, {})).rejects.toMatchObject(liar.isWrong);
      liar.fault.tell();
      const sealed = await key.encrypt(algorithm, digest, {});
      expect(Buffer.from(await key.decrypt(algorithm, sealed.value, sealed))).toEqual(Buffer.from(digest));
    }
  });

  it('is looked at again when it is opened again, and after any other wrong answer', async () => {
    const liar = await aLiar();
    const { key } = await aKey(liar, aes, anyUse);
    const signer = await aKey(liar, rsa);
    await key.encrypt('A256CBC', digest, {});
    await liar.hosts.close(liar.token);
    await liar.hosts.open(liar.token, aPin());
    liar.fault.tell('C_Encrypt wrong 20');
    await expect(key.encrypt('A256CBC', digest, {})).rejects.toMatchObject(liar.isWrong);
    liar.fault.tell();
    await key.encrypt('A256CBC', digest, {});
    liar.fault.tell('C_Sign wrong 9', 'C_Encrypt wrong 20');
    await expect(signer.key.sign('RS256', digest)).rejects.toMatchObject(liar.isWrong);
    await expect(key.encrypt('A256CBC', digest, {})).rejects.toMatchObject(liar.isWrong);
  });

  it('makes the first MAC of a key twice', async () => {
    const liar = await aLiar();
    const { key } = await aKey(liar, aes);
    liar.fault.tell('C_Sign wrong 9 1');
    await expect(key.sign('HS256', digest)).rejects.toMatchObject(liar.isWrong);
    const mac = await key.sign('HS256', digest);
    expect(Buffer.from(await key.sign('HS256', digest))).toEqual(Buffer.from(mac));
  });
});
