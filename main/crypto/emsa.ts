import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Signing } from './fit.ts';
import { derOf, tagOf } from './der.ts';

type HashName = NonNullable<Signing['hash']>;

/** 2.16.840.1.101.3.4.2 without its last arc, which tells the hash. */
const hashArc = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
const lastArc: { readonly [H in HashName]: number } = { sha256: 1, sha384: 2, sha512: 3 };

/** The DigestInfo of RFC 8017 section 9.2, which PKCS #1 v1.5 signs. */
export const digestInfo = (hash: HashName, digest: Uint8Array): Uint8Array =>
  derOf(
    tagOf.sequence,
    derOf(tagOf.sequence, derOf(tagOf.oid, Uint8Array.of(...hashArc, lastArc[hash])), derOf(tagOf.null)),
    derOf(tagOf.octets, digest),
  );

/** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2, step 5), as long as the modulus. @returns undefined where there is no room for eight bytes of padding */
export function padPkcs1(content: Uint8Array, lengthBytes: number): Uint8Array | undefined {
  const from = lengthBytes - content.length;
  if (from < 11) return undefined;
  const padded = new Uint8Array(lengthBytes).fill(0xff, 2, from - 1);
  padded[1] = 1;
  padded.set(content, from);
  return padded;
}

/** MGF1 (RFC 8017 appendix B.2.1), xor-ed onto `block`. */
function mask(block: Uint8Array, hash: HashName, seed: Uint8Array): void {
  const counter = Buffer.alloc(4);
  for (let at = 0, count = 0; at < block.length; count += 1) {
    counter.writeUInt32BE(count);
    const stream = createHash(hash).update(seed).update(counter).digest();
    for (const byte of stream.subarray(0, block.length - at)) {
      block[at] = (block[at] ?? 0) ^ byte;
      at += 1;
    }
  }
}

const hashOf = (hash: HashName, digest: Uint8Array, salt: Uint8Array): Uint8Array =>
  createHash(hash).update(new Uint8Array(8)).update(digest).update(salt).digest();

/** EMSA-PSS (RFC 8017 section 9.1.1) of a digest, its salt as long as the hash (RFC 7518 section 3.5), for moduli of whole bytes. */
export function padPss(hash: HashName, digest: Uint8Array, lengthBytes: number): Uint8Array {
  const salt = randomBytes(digest.length);
  const seed = hashOf(hash, digest, salt);
  const padded = new Uint8Array(lengthBytes);
  const block = padded.subarray(0, lengthBytes - digest.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  mask(block, hash, seed);
  // The encoded message is one bit shorter than the modulus.
  block[0] = (block[0] ?? 0) & 0x7f;
  padded.set(seed, block.length);
  padded[lengthBytes - 1] = 0xbc;
  return padded;
}

/** EMSA-PSS-VERIFY (RFC 8017 section 9.1.2). Nothing here is secret. */
export function isPss(hash: HashName, digest: Uint8Array, padded: Uint8Array): boolean {
  const block = padded.slice(0, padded.length - digest.length - 1);
  const seed = padded.subarray(block.length, padded.length - 1);
  const zeros = block.length - digest.length - 1;
  if (padded.at(-1) !== 0xbc || (padded[0] ?? 0xff) > 0x7f) return false;
  mask(block, hash, seed);
  block[0] = (block[0] ?? 0) & 0x7f;
  if (block[zeros] !== 1 || block.subarray(0, zeros).some((byte) => byte !== 0)) return false;
  return timingSafeEqual(seed, hashOf(hash, digest, block.subarray(zeros + 1)));
}
