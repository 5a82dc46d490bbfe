import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import * as z from 'zod';
import type { IssuerKey } from '../../app/attestation/attestations.ts';
import { type IssuerAlgorithm, issuerAlgorithm } from '../../app/contract/attestation.ts';
import { parseStrictJson } from '../../app/contract/strict-json.ts';
import { VaultError } from '../../app/contract/vault-error.ts';

const unfit = (problem: 'key_set' | 'private_key' | 'weak_key' | 'key_algorithm' | 'twice'): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: 'keySet', problem }] });

const jwk = z.object({
  kty: z.string(),
  kid: z.string().max(256).optional(),
  alg: z.string().optional(),
  use: z.string().optional(),
  x5c: z.array(z.string()).min(1).optional(),
  n: z.string().optional(),
  e: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  d: z.unknown().optional(),
  k: z.unknown().optional(),
});
type Jwk = z.infer<typeof jwk>;

const keySet = z.object({ keys: z.array(jwk).min(1).max(64) });

const leastRsaBits = 2_048;
const mostRsaBits = 16_384;
/** By an exponent of 1 anybody signs. */
const leastExponent = 3n;

/** Algorithms that a key of a kind can have; the first where it says none. */
const ofRsa = issuerAlgorithm.options.filter((it) => !it.startsWith('ES'));
const ofCurve: Readonly<Record<string, readonly IssuerAlgorithm[]>> = { prime256v1: ['ES256'], secp384r1: ['ES384'], secp521r1: ['ES512'] };

/** @see Attestations.readKeys */
export function readKeySet(bytes: Uint8Array): IssuerKey[] {
  const parsed = keySet.safeParse(parseStrictJson(bytes)?.value);
  if (!parsed.success) throw unfit('key_set');
  const keys = parsed.data.keys.filter(({ use }) => use !== 'enc').map(readKey);
  const names = keys.map(({ kid }) => kid);
  if (keys.length === 0) throw unfit('key_set');
  if (new Set(names).size < names.length) throw unfit('twice');
  return keys;
}

/** A key of an issuer that was read before. */
export const openIssuerKey = ({ publicKey }: IssuerKey): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });

function readKey(given: Jwk): IssuerKey {
  // What can sign is nothing to keep here, and who pasted it should hear of it.
  if (given.d !== undefined || given.k !== undefined || given.kty === 'oct') throw unfit('private_key');
  const key = open(given);
  const can = algorithmsOf(key);
  const algorithm = given.alg === undefined ? can[0] : can.find((it) => it === given.alg);
  if (!algorithm) throw unfit('key_algorithm');
  const publicKey = new Uint8Array(key.export({ format: 'der', type: 'spki' }));
  return { ...(given.kid !== undefined && { kid: given.kid }), algorithm, publicKey };
}

/** Azure Attestation gives its keys as certificates alone. */
function open({ kty, x5c, n, e, crv, x, y }: Jwk): KeyObject {
  try {
    if (n === undefined && x === undefined && x5c) return new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64')).publicKey;
    const members = Object.entries({ kty, n, e, crv, x, y }).filter(([, it]) => it !== undefined);
    return createPublicKey({ format: 'jwk', key: Object.fromEntries(members) });
  } catch (error) {
    if (error instanceof Error) throw unfit('key_set');
    throw error;
  }
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly IssuerAlgorithm[] {
  const { modulusLength: bits = 0, publicExponent = 0n, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'ec') return ofCurve[namedCurve] ?? [];
  if (asymmetricKeyType !== 'rsa') return [];
  if (bits < leastRsaBits || bits > mostRsaBits || publicExponent < leastExponent || publicExponent % 2n === 0n) throw unfit('weak_key');
  return ofRsa;
}
