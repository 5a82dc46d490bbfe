import { timingSafeEqual } from 'node:crypto';
import type { PublicKey, SignAlgorithm } from '../../app/contract/key.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { type ByTurns, createByTurns } from './by-turns.ts';
import { isEcdsa, verifyDigest } from './ecdsa.ts';
import { assertDigest, signing, unfit } from './fit.ts';
import { generateKey } from './generate-key.ts';
import { openPublicKey, readPem } from './public-key.ts';
import { readJwk } from './read-jwk.ts';
import { encryptRsa, isRsaEncryption, verifyRsa } from './rsa.ts';
import { openSoftwareKey } from './software-key.ts';
import { unwrapIn, wrapOut } from './wrap-key.ts';

/** Software keys by Node's OpenSSL. */
export function createKeyCrypto(): KeyCrypto {
  const byTurns = createByTurns();
  return {
    generate: generateKey,
    readJwk,
    open: (spec, material) => openSoftwareKey(spec, material, byTurns),
    async encrypt(key, algorithm, value) {
      if (key.family !== 'RSA' || !isRsaEncryption(algorithm)) throw unfit(algorithm, specOf(key));
      return { value: encryptRsa(openPublicKey(key), algorithm, value) };
    },
    async verify(key, algorithm, digest, signature) {
      return verify(key, algorithm, { digest, signature, byTurns });
    },
    readPem,
    wrapOut,
    unwrapIn,
    isEqual: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}

const specOf = (key: PublicKey) => (key.family === 'EC' ? ({ family: 'EC', curve: key.curve } as const) : ({ family: 'RSA' } as const));

interface Signed {
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
  readonly byTurns: ByTurns;
}

async function verify(key: PublicKey, algorithm: SignAlgorithm, { digest, signature, byTurns }: Signed): Promise<boolean> {
  const kind = signing[algorithm];
  if (key.family === 'EC' && isEcdsa(kind) && kind.curve === key.curve) {
    assertDigest(kind, digest);
    return byTurns(() => verifyDigest(kind, key, digest, signature));
  }
  if (key.family === 'RSA' && (kind.padding === 'pkcs1' || kind.padding === 'pss')) {
    assertDigest(kind, digest);
    return verifyRsa(openPublicKey(key), kind, digest, signature);
  }
  throw unfit(algorithm, specOf(key));
}
