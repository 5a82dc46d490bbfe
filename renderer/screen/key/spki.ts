import type { Curve, PublicKey } from '../../../app/contract/key.ts';

const octets = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

const tag = { integer: 0x02, bits: 0x03, nothing: 0x05, name: 0x06, sequence: 0x30 } as const;

/** Object identifiers as DER holds them: RFC 3279 and RFC 5480, secp256k1 of SEC 2. */
const name = { rsa: octets('2a864886f70d010101'), ec: octets('2a8648ce3d0201') } as const;
const curves: Readonly<Record<Curve, Uint8Array>> = {
  'P-256': octets('2a8648ce3d030107'),
  'P-384': octets('2b81040022'),
  'P-521': octets('2b81040023'),
  'P-256K': octets('2b8104000a'),
};

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function lengthOf(length: number): Uint8Array {
  if (length < 128) return Uint8Array.of(length);
  return length < 256 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff);
}

/** One element of DER (X.690). Nothing here is longer than 65,535 bytes. */
function element(kind: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joined(parts);
  return joined([Uint8Array.of(kind), lengthOf(body.length), body]);
}

/** A number without a sign, in as few bytes as there can be. */
function integer(bytes: Uint8Array): Uint8Array {
  const from = bytes.findIndex((byte) => byte !== 0);
  const least = from < 0 ? Uint8Array.of(0) : bytes.subarray(from);
  return element(tag.integer, (least[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), least);
}

/** A public key as SubjectPublicKeyInfo in DER (RFC 5280 section 4.1). */
export function toSpki(key: PublicKey): Uint8Array<ArrayBuffer> {
  const whole = Uint8Array.of(0);
  switch (key.family) {
    case 'RSA': {
      const algorithm = element(tag.sequence, element(tag.name, name.rsa), element(tag.nothing));
      const numbers = element(tag.sequence, integer(key.n), integer(key.e));
      return element(tag.sequence, algorithm, element(tag.bits, whole, numbers));
    }
    case 'EC': {
      const algorithm = element(tag.sequence, element(tag.name, name.ec), element(tag.name, curves[key.curve]));
      return element(tag.sequence, algorithm, element(tag.bits, whole, Uint8Array.of(4), key.x, key.y));
    }
  }
}
