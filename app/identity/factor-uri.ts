import { encodeRfcBase32 } from '../seal/base32.ts';
import { secretBytes } from '../seal/secret-bytes.ts';

/**
 * What an authenticator app reads from a QR code: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 * @param secret 20 bytes; neither kept nor zeroed
 * @returns ASCII, which the caller zeroes: it holds the secret, so it never is a string
 */
export function formatFactorUri(secret: Uint8Array, { issuer, account }: { issuer: string; account: string }): Uint8Array {
  const utf8 = new TextEncoder();
  // A colon ends it, also one that is escaped.
  const name = encodeURIComponent(issuer.replaceAll(':', ' '));
  const before = utf8.encode(`otpauth://totp/${name}:${encodeURIComponent(account)}?secret=`);
  const after = utf8.encode(`&issuer=${name}&algorithm=SHA1&digits=6&period=30`);
  const digits = encodeRfcBase32(secret);
  const uri = secretBytes(before.length + digits.length + after.length);
  uri.set(before);
  uri.set(digits, before.length);
  uri.set(after, before.length + digits.length);
  digits.fill(0);
  return uri;
}
