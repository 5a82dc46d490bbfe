import * as z from 'zod';
import { fromBase64Url } from '../../app/contract/base64url.ts';
import { privateJwk, type Curve, type PrivateJwk } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { unreadable } from './unreadable.ts';

const member = z.string().max(2048);
const jwk = z.object({
  kty: z.string().max(32),
  crv: z.string().max(32).optional(),
  ...Object.fromEntries(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x', 'y', 'k'].map((name) => [name, member.optional()])),
  oth: z.undefined().optional(),
});
const set = z.object({ keys: z.array(z.unknown()) });

/** RFC 7518 section 6.2.1.1, RFC 8812 section 3.1, and Key Vault's own name of the last. */
const curves: ReadonlyMap<string, Curve> = new Map([
  ['P-256', 'P-256'],
  ['P-384', 'P-384'],
  ['P-521', 'P-521'],
  ['secp256k1', 'P-256K'],
  ['P-256K', 'P-256K'],
]);

const families = new Map([
  ['RSA', ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']],
  ['RSA-HSM', ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']],
  ['EC', ['x', 'y', 'd']],
  ['EC-HSM', ['x', 'y', 'd']],
  ['oct', ['k']],
  ['oct-HSM', ['k']],
]);

/** A JSON Web Key, or a set of one (RFC 7517). @throws VaultError FileUnreadable, KeyUnsupported */
export function readJwkFile(content: Uint8Array): PrivateJwk {
  const value = readJson(content);
  const found = set.safeParse(value);
  if (!found.success) return readJwkMembers(value);
  const [first, second] = found.data.keys;
  if (second !== undefined) throw unreadable('two-keys');
  if (first === undefined) throw unreadable('no-key');
  return readJwkMembers(first);
}

function readJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw unreadable('format');
    throw error;
  }
}

/** @throws VaultError FileUnreadable, KeyUnsupported */
export function readJwkMembers(value: unknown): PrivateJwk {
  const parsed = jwk.safeParse(value);
  if (!parsed.success) throw unreadable('format');
  const { kty, crv = '' } = parsed.data;
  const members = families.get(kty);
  const curve = curves.get(crv);
  if (!members || (kty.startsWith('EC') && !curve)) throw unsupported(kty, crv);
  const texts: Readonly<Record<string, unknown>> = parsed.data;
  if (texts[members.includes('k') ? 'k' : 'd'] === undefined) throw unreadable('no-key');
  const bytes = members.map((name) => [name, decode(texts[name])]);
  const key = privateJwk.safeParse({
    family: kty.replace('-HSM', ''),
    ...(kty.startsWith('EC') && { curve }),
    ...Object.fromEntries(bytes),
  });
  if (!key.success) throw unreadable('format');
  return key.data;
}

const unsupported = (kty: string, crv: string): VaultError =>
  new VaultError('KeyUnsupported', { what: 'import', by: crv === '' ? kty : `${kty} ${crv}`, reason: 'type' });

const decode = (text: unknown): Uint8Array | undefined => (typeof text === 'string' ? fromBase64Url(text) : undefined);
