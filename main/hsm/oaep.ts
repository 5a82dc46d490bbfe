import { createHash } from 'node:crypto';
import type { OaepHash } from '../../app/contract/key-exchange.ts';

/** The hash, which is the mask's too, by OpenSSL's name, and its length. */
const hashes = {
  'SHA-1': { name: 'sha1', bytes: 20 },
  'SHA-256': { name: 'sha256', bytes: 32 },
  'SHA-384': { name: 'sha384', bytes: 48 },
} as const satisfies { readonly [H in OaepHash]: object };

type Hash = (typeof hashes)[OaepHash];

/**
 * EME-OAEP decoding (RFC 8017 section 7.1.2) without a label, of what a token's bare private operation gave.
 * Nothing branches on what is secret, and everything that can be wrong is found in one place: a difference in either would let a stranger
 * decrypt by asking often enough (Manger, CRYPTO 2001).
 * @param block as long as the modulus; it is zeroed
 * @returns undefined when it is no such encoding; the caller zeroes the rest
 */
export function openOaep(block: Uint8Array, by: OaepHash): Uint8Array<ArrayBuffer> | undefined {
  const hash = hashes[by];
  const seed = block.subarray(1, 1 + hash.bytes);
  const data = block.subarray(1 + hash.bytes);
  unmask(seed, data, hash);
  unmask(data, seed, hash);
  const label = createHash(hash.name).digest();
  let wrong = block[0] ?? 1;
  for (let at = 0; at < hash.bytes; at += 1) wrong |= (data[at] ?? 0) ^ (label[at] ?? 0);
  const { start, bad } = findStart(data, hash);
  const message = new Uint8Array(new ArrayBuffer(data.length));
  message.set(data);
  block.fill(0);
  if ((wrong | bad) !== 0) {
    message.fill(0);
    return undefined;
  }
  const text = new Uint8Array(new ArrayBuffer(message.length - start));
  text.set(message.subarray(start));
  message.fill(0);
  return text;
}

/** Where the message begins, after zeros and a one. The whole block is always read. */
function findStart(data: Uint8Array, { bytes }: Hash): { start: number; bad: number } {
  let looking = 1;
  let start = 0;
  let bad = 0;
  for (let at = bytes; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    const isOne = isZero(byte ^ 1);
    bad |= looking & (1 ^ (isOne | isZero(byte)));
    start |= -(looking & isOne) & (at + 1);
    looking &= 1 ^ isOne;
  }
  return { start, bad: bad | looking };
}

/** 1 for 0, and 0 for 1 to 255. */
const isZero = (byte: number): number => ((byte - 1) >>> 31) & 1;

/** MGF1 of `seed`, xor-ed onto `block`. */
function unmask(block: Uint8Array, seed: Uint8Array, { name, bytes }: Hash): void {
  const counter = Buffer.alloc(4);
  for (let at = 0; at < block.length; at += bytes) {
    counter.writeUInt32BE(at / bytes);
    const stream = createHash(name).update(seed).update(counter).digest();
    const most = Math.min(bytes, block.length - at);
    for (let index = 0; index < most; index += 1) block[at + index] = (block[at + index] ?? 0) ^ (stream[index] ?? 0);
    stream.fill(0);
  }
}
