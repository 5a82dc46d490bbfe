import { createPublicKey, type KeyObject } from 'node:crypto';
import { keySpec, type KeySpec, type PublicKey } from '../../app/contract/key.ts';
import { fromBase64Url, toBase64Url } from '../../app/contract/base64url.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { curveDomain } from './curve.ts';
import { openOrRefuse } from './open-or-refuse.ts';

/** For OpenSSL, which checks that a point is on its curve. @throws Error of Node for what is no key */
export function openPublicKey(key: PublicKey): KeyObject {
  const jwk =
    key.family === 'RSA'
      ? { kty: 'RSA', n: toBase64Url(key.n), e: toBase64Url(key.e) }
      : { kty: 'EC', crv: curveDomain[key.curve].jwk, x: toBase64Url(key.x), y: toBase64Url(key.y) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** The public half of an RSA or EC key, private or public. */
export function describePublicKey(key: KeyObject, spec: Exclude<KeySpec, { family: 'oct' }>): PublicKey {
  const { n, e, x, y } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return spec.family === 'RSA'
    ? { family: 'RSA', n: member(n), e: member(e) }
    : { family: 'EC', curve: spec.curve, x: member(x), y: member(y) };
}

/** One block, and nothing of a certificate or a private key, which OpenSSL would read too. */
const publicBlock = /^\s*-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/;

/** @see KeyCrypto */
export function readPem(pem: string): PublicKey {
  const key = publicBlock.test(pem) ? openOrRefuse(() => createPublicKey({ key: pem, format: 'pem' })) : undefined;
  const spec = keySpec.safeParse({ family: 'RSA', bits: key?.asymmetricKeyDetails?.modulusLength }).data;
  const half = key?.asymmetricKeyType === 'rsa' && spec?.family === 'RSA' ? describePublicKey(key, spec) : undefined;
  if (half?.family !== 'RSA' || !isWrapping(half)) throw new VaultError('BadParameter', { issues: [{ path: 'pem', problem: 'invalid' }] });
  return half;
}

/** OpenSSL reads numbers that no RSA key has: under an even one it fails, and an exponent of 1 leaves a text as it is. */
const isWrapping = ({ n, e }: { readonly n: Uint8Array; readonly e: Uint8Array }): boolean =>
  [n, e].every((number) => (number.at(-1) ?? 0) % 2 === 1) && (e.length > 1 || (e[0] ?? 0) > 1);

function member(text: string | undefined): Uint8Array {
  const bytes = text === undefined ? undefined : fromBase64Url(text);
  if (!bytes) throw new TypeError('OpenSSL wrote a public key without one of its members');
  return bytes;
}
