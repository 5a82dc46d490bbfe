import { toBase64Url } from '../../../app/contract/base64url.ts';
import type { PublicKey } from '../../../app/contract/key.ts';
import { fingerprintText } from '../../component/fingerprint-text.ts';
import { toSpki } from './spki.ts';

/** A public key as PEM (RFC 7468). */
export function toPem(key: PublicKey): string {
  const text = btoa(String.fromCharCode(...toSpki(key)));
  return ['-----BEGIN PUBLIC KEY-----', ...(text.match(/.{1,64}/g) ?? []), '-----END PUBLIC KEY-----', ''].join('\n');
}

/** A public key as a JSON Web Key (RFC 7517). @param kid its id, where it has one */
export function toJwk(key: PublicKey, kid: string | undefined): string {
  const head = kid === undefined ? {} : { kid };
  const body =
    key.family === 'RSA'
      ? { kty: 'RSA', n: toBase64Url(key.n), e: toBase64Url(key.e) }
      : { kty: 'EC', crv: key.curve === 'P-256K' ? 'secp256k1' : key.curve, x: toBase64Url(key.x), y: toBase64Url(key.y) };
  return JSON.stringify({ ...head, ...body }, null, 2);
}

/** SHA-256 of the public key as it stands in PEM, as OpenSSL shows it: `7B:0E:…`. */
export const toFingerprint = async (key: PublicKey): Promise<string> =>
  fingerprintText(toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', toSpki(key)))));
