import { secretBytes } from '../../app/seal/secret-bytes.ts';

/** What stands in DER (X.690) of a private key, by the byte it begins with. */
export const tagOf = { integer: 0x02, octets: 0x04, null: 0x05, oid: 0x06, sequence: 0x30, point: 0xa1 } as const;

export interface DerValue {
  readonly tag: number;
  /** Of the same memory as what was read. */
  readonly content: Uint8Array;
  /** What follows it. */
  readonly rest: Uint8Array;
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** One value of up to 64 KiB in memory of its own. The parts stay the caller's. */
export function derOf(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > 0xffff) throw new RangeError('a longer value than any key has');
  const head = [tag, ...lengthOctets(length)];
  const bytes = secretBytes(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** As `derOf`, of parts that were made for it and are zeroed. */
export function derOfOwn(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = derOf(tag, ...parts);
  for (const part of parts) part.fill(0);
  return bytes;
}

/** @param magnitude big-endian, not negative */
export function derInteger(magnitude: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = magnitude.findIndex((byte) => byte !== 0);
  const digits = from < 0 ? new Uint8Array(1) : magnitude.subarray(from);
  return (digits[0] ?? 0) < 0x80 ? derOf(tagOf.integer, digits) : derOf(tagOf.integer, new Uint8Array(1), digits);
}

/** The first value of `bytes`, of up to 64 KiB. @returns undefined for what is no DER */
export function readDer(bytes: Uint8Array): DerValue | undefined {
  const [tag, first = 0xff] = bytes;
  if (tag === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 2 || bytes.length < 2 + more) return undefined;
  const length = more === 0 ? first : bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = 2 + more + length;
  if (end > bytes.length || (more === 1 && length < 0x80) || (more === 2 && length < 0x100)) return undefined;
  return { tag, content: bytes.subarray(2 + more, end), rest: bytes.subarray(end) };
}

/** The values that stand one after the other. @returns undefined for what is no DER, or has other tags than those, in their order */
export function readAll(bytes: Uint8Array, tags: readonly number[]): Uint8Array[] | undefined {
  const values: Uint8Array[] = [];
  let rest = bytes;
  for (const tag of tags) {
    const value = readDer(rest);
    if (value?.tag !== tag) return undefined;
    values.push(value.content);
    rest = value.rest;
  }
  return values;
}
