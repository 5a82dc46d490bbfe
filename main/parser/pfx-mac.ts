import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { MacData } from '@peculiar/asn1-pfx';
import { unreadable } from './unreadable.ts';

/** By object identifier: OpenSSL's name, and the bytes that it works through at a time (FIPS 180-4). */
const hashes: ReadonlyMap<string, { readonly name: string; readonly blockBytes: number }> = new Map([
  ['1.3.14.3.2.26', { name: 'sha1', blockBytes: 64 }],
  ['2.16.840.1.101.3.4.2.1', { name: 'sha256', blockBytes: 64 }],
  ['2.16.840.1.101.3.4.2.2', { name: 'sha384', blockBytes: 128 }],
  ['2.16.840.1.101.3.4.2.3', { name: 'sha512', blockBytes: 128 }],
]);

/** What tells the key of a MAC from others of the same password (RFC 7292 appendix B.3). */
const macPurpose = 3;

/** Whether the MAC is that of `content` under the password. @throws VaultError FileUnreadable for hashes that are not known */
export function isMacOf({ mac, macSalt, iterations }: MacData, content: Uint8Array, password: Uint8Array): boolean {
  const hash = hashes.get(mac.digestAlgorithm.algorithm);
  if (!hash) throw unreadable('format');
  const expected = new Uint8Array(mac.digest.buffer);
  const forms = password.length === 0 ? [Buffer.alloc(0), wide(password)] : [wide(password)];
  return forms.some((form) => {
    const key = macKey(hash, { password: form, salt: new Uint8Array(macSalt.buffer), iterations });
    const found = createHmac(hash.name, key).update(content).digest();
    return found.length === expected.length && timingSafeEqual(found, expected);
  });
}

/** The password in UTF-16, big-endian, with a NUL at its end (RFC 7292 appendix B.1). */
const wide = (password: Uint8Array): Buffer => Buffer.from(`${new TextDecoder().decode(password)}\0`, 'utf16le').swap16();

/** One block of the derivation of RFC 7292 appendix B.2, which is as long as the hash. */
function macKey(
  { name, blockBytes }: { name: string; blockBytes: number },
  { password, salt, iterations }: { password: Uint8Array; salt: Uint8Array; iterations: number },
): Buffer {
  const start = [Buffer.alloc(blockBytes, macPurpose), stretch(salt, blockBytes), stretch(password, blockBytes)];
  let key = createHash(name).update(Buffer.concat(start)).digest();
  for (let count = 1; count < iterations; count += 1) key = createHash(name).update(key).digest();
  return key;
}

/** Repeated until it fills whole blocks. */
function stretch(bytes: Uint8Array, blockBytes: number): Buffer {
  const length = Math.ceil(bytes.length / blockBytes) * blockBytes;
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, bytes);
}
