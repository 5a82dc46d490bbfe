import { describe, expect, it } from 'vitest';
import { keySpec } from '../../../app/contract/key.ts';
import type { PrivateKey } from '../../../app/key/private-key.ts';
import { rsaPkcs8 } from '../../../main/crypto/key-der.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { casesOf } from './vector.ts';

const crypto = createKeyCrypto();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const octKey = (key: Uint8Array): PrivateKey => crypto.open(keySpec.parse({ family: 'oct', bits: key.length * 8 }), key);
const refused = { code: 'DecryptFailed', data: {} };

describe('published vectors', () => {
  it.each(['ecdsa-cavp', 'ecdsa-wycheproof'] as const)('tell right from wrong signatures as %s', async (name) => {
    for (const { algorithm, curve, x, y, digest, signature, valid, why } of casesOf(name)) {
      expect([why, await crypto.verify({ family: 'EC', curve, x, y }, algorithm, digest, signature)]).toEqual([why, valid]);
    }
  });

  it('tell right from wrong signatures as rsa-pkcs1-cavp', async () => {
    for (const { algorithm, n, e, digest, signature, valid, why } of casesOf('rsa-pkcs1-cavp')) {
      expect([why, await crypto.verify({ family: 'RSA', n, e }, algorithm, digest, signature)]).toEqual([why, valid]);
    }
  });

  it('decrypt, or don’t, as aes-gcm-cavp', async () => {
    for (const { algorithm, key, value, text, ...parts } of casesOf('aes-gcm-cavp')) {
      const decrypted = octKey(key).decrypt(algorithm, value, parts);
      if (text) expect(hex(await decrypted)).toBe(hex(text));
      else await expect(decrypted).rejects.toMatchObject(refused);
    }
  });

  it('encrypt and decrypt as aes-cbc-cavp', async () => {
    for (const { algorithm, key, value, text, initialization } of casesOf('aes-cbc-cavp')) {
      expect(hex((await octKey(key).encrypt(algorithm, text, { initialization })).value)).toBe(hex(value));
      expect(hex(await octKey(key).decrypt(algorithm, value, { initialization }))).toBe(hex(text));
    }
  });

  it('take the padding off, or don’t, as aes-cbcpad-wycheproof', async () => {
    for (const { algorithm, key, value, text, initialization, valid, why } of casesOf('aes-cbcpad-wycheproof')) {
      const decrypted = octKey(key).decrypt(algorithm, value, { initialization });
      if (valid) expect(hex(await decrypted)).toBe(hex(text));
      else await expect(decrypted, why).rejects.toMatchObject(refused);
      const bare = await octKey(key).decrypt(algorithm === 'A128CBCPAD' ? 'A128CBC' : 'A192CBC', value, { initialization });
      expect(hex(bare).startsWith(hex(text))).toBe(true);
    }
  });

  it('wrap and unwrap, or don’t, as aes-wrap-cavp', async () => {
    for (const { algorithm, key, value, text } of casesOf('aes-wrap-cavp')) {
      const unwrapped = octKey(key).decrypt(algorithm, value, {});
      if (!text) {
        await expect(unwrapped).rejects.toMatchObject(refused);
        continue;
      }
      expect(hex(await unwrapped)).toBe(hex(text));
      expect(hex((await octKey(key).encrypt(algorithm, text, {})).value)).toBe(hex(value));
    }
  });

  it('decrypt as rsa-decrypt', async () => {
    for (const { algorithm, key, cases } of casesOf('rsa-decrypt')) {
      const opened = crypto.open({ family: 'RSA', bits: 2048 }, rsaPkcs8(key));
      for (const { text, value } of cases) expect(hex(await opened.decrypt(algorithm, value, {}))).toBe(hex(text));
    }
  });
});
