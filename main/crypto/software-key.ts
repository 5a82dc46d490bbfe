import { createHmac, createSecretKey } from 'node:crypto';
import type { EncryptAlgorithm, KeySpec, SignAlgorithm } from '../../app/contract/key.ts';
import type { PrivateKey } from '../../app/key/private-key.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { decryptAes, encryptAes, isAes } from './aes.ts';
import { atOnce, type ByTurns } from './by-turns.ts';
import { isEcdsa, signDigest } from './ecdsa.ts';
import { assertDigest, signing, unfit } from './fit.ts';
import { ecNumber, readPkcs8 } from './key-der.ts';
import { plain } from './plain.ts';
import { decryptRsa, isRsaEncryption, signRsa } from './rsa.ts';

type Spec<F extends KeySpec['family']> = Extract<KeySpec, { family: F }>;

/** @param material as a `SoftwareKey` has it; copied, and zeroed at `close` @param byTurns how ECDSA is reckoned, which takes long */
export function openSoftwareKey(spec: KeySpec, material: Uint8Array, byTurns: ByTurns = atOnce): PrivateKey {
  switch (spec.family) {
    case 'RSA':
      return openRsa(spec, material);
    case 'EC':
      return openEc(spec, material, byTurns);
    case 'oct':
      return openOct(spec, material);
  }
}

const refuse = (spec: KeySpec) => async (algorithm: SignAlgorithm | EncryptAlgorithm) => {
  throw unfit(algorithm, spec);
};

/** A key that can't be used after it was closed: OpenSSL clears its copies when their object is collected, so they are let go of. */
function held<T>(key: T, wipe: (key: T) => void = () => undefined): { get: () => T; close: () => void } {
  let kept: T | undefined = key;
  return {
    get() {
      if (kept === undefined) throw new Error('the key was closed');
      return kept;
    },
    close() {
      wipe(key);
      kept = undefined;
    },
  };
}

function openRsa(spec: Spec<'RSA'>, material: Uint8Array): PrivateKey {
  const key = held(readPkcs8(material));
  return {
    async sign(algorithm, digest) {
      const kind = signing[algorithm];
      if (kind.padding !== 'pkcs1' && kind.padding !== 'pss') throw unfit(algorithm, spec);
      assertDigest(kind, digest);
      return signRsa(key.get(), kind, digest, spec.bits / 8);
    },
    // Encrypting needs the public half alone.
    encrypt: refuse(spec),
    async decrypt(algorithm, value) {
      if (!isRsaEncryption(algorithm)) throw unfit(algorithm, spec);
      return decryptRsa(key.get(), algorithm, value);
    },
    close: key.close,
  };
}

function openEc(spec: Spec<'EC'>, material: Uint8Array, byTurns: ByTurns): PrivateKey {
  const number = ecNumber(material);
  if (!number) throw new TypeError('the material is no EC key');
  const key = held(copySecret(number), (d) => d.fill(0));
  return {
    async sign(algorithm, digest) {
      const kind = signing[algorithm];
      if (!isEcdsa(kind) || kind.curve !== spec.curve) throw unfit(algorithm, spec);
      assertDigest(kind, digest);
      return byTurns(() => signDigest(kind, key.get(), digest));
    },
    encrypt: refuse(spec),
    decrypt: refuse(spec),
    close: key.close,
  };
}

function openOct(spec: Spec<'oct'>, material: Uint8Array): PrivateKey {
  const key = held(createSecretKey(material));
  return {
    async sign(algorithm, digest) {
      const kind = signing[algorithm];
      if (kind.padding !== 'hmac' || !kind.hash || spec.bits !== 256) throw unfit(algorithm, spec);
      assertDigest(kind, digest);
      return plain(createHmac(kind.hash, key.get()).update(digest).digest());
    },
    async encrypt(algorithm, value, parts) {
      if (!isAes(algorithm)) throw unfit(algorithm, spec);
      return encryptAes({ key: key.get(), bits: spec.bits }, algorithm, value, parts);
    },
    async decrypt(algorithm, value, parts) {
      if (!isAes(algorithm)) throw unfit(algorithm, spec);
      return decryptAes({ key: key.get(), bits: spec.bits }, algorithm, value, parts);
    },
    close: key.close,
  };
}
