import { fromBase64Url } from '../../app/contract/base64url.ts';

/** A fingerprint as OpenSSL, browsers and systems show it, to be compared with theirs: `7B:0E:…`. @param fingerprint base64url */
export function fingerprintText(fingerprint: string): string {
  const bytes = fromBase64Url(fingerprint);
  return bytes ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':') : fingerprint;
}
