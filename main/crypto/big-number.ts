import { secretBytes } from '../../app/seal/secret-bytes.ts';

/** A big-endian number without a string between: what is private would stay in one until it is collected, and be shared by who knows. */
export function toNumber(bytes: Uint8Array): bigint {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

/** @param lengthBytes as many as the number is written in, big-endian, with leading zeros @throws RangeError when it needs more */
export function toBytes(number: bigint, lengthBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = secretBytes(lengthBytes);
  let rest = number;
  for (let at = lengthBytes - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  if (rest !== 0n) throw new RangeError('the number is longer than its place');
  return bytes;
}

/** Whether it has exactly so many bits. */
export const hasBits = (number: bigint, bits: number): boolean => number >> BigInt(bits - 1) === 1n;

/** The remainder from 0 up, also of a negative number. */
export function modulo(number: bigint, modulus: bigint): bigint {
  const rest = number % modulus;
  return rest < 0n ? rest + modulus : rest;
}
