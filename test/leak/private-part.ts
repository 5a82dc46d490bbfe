import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { cut, type Sentinel } from './pattern.ts';

/** A private key that was drawn for a search. */
export interface PrivatePart {
  /** As another program would write it. */
  readonly text: string;
  readonly sentinel: Sentinel;
}

/** Numbers as they are written, and as OpenSSL keeps them: the least significant byte first. */
const bothWays = (bytes: Uint8Array): Uint8Array[] => [...cut(bytes), ...cut(bytes.toReversed())];

const sentinelOf = (name: string, numbers: readonly (string | undefined)[]): Sentinel => ({
  name,
  pieces: numbers.flatMap((number) => bothWays(new Uint8Array(Buffer.from(number ?? '', 'base64url')))),
});

/** @param members of the private half: of the public one nothing is secret */
const ofPem = (name: string, pem: string, jwk: JsonWebKey, members: readonly (keyof JsonWebKey)[]): PrivatePart => ({
  text: pem,
  sentinel: sentinelOf(
    name,
    members.map((member) => String(jwk[member])),
  ),
});

export function drawRsa(name: string): PrivatePart {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return ofPem(name, pem, privateKey.export({ format: 'jwk' }), ['d', 'p', 'q', 'dp', 'dq', 'qi']);
}

export function drawEc(name: string): PrivatePart {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return ofPem(name, pem, privateKey.export({ format: 'jwk' }), ['d']);
}

export function drawOct(name: string): PrivatePart {
  const k = randomBytes(32).toString('base64url');
  return { text: JSON.stringify({ kty: 'oct', k }), sentinel: sentinelOf(name, [k]) };
}
