import * as z from 'zod';
import { fromBase64Url } from '../contract/base64url.ts';
import type { PublicKey } from '../contract/key.ts';

/** The environment's own key that what is released is wrapped for. */
export interface ReleaseTarget {
  /** As the token names it; empty where it doesn't. */
  readonly kid: string;
  readonly publicKey: Extract<PublicKey, { family: 'RSA' }>;
}

const leastBits = 2_048;
/** What is larger takes long, and no environment makes it. */
const mostBits = 16_384;
const usualExponent = 65_537;

const number = z.string().transform((text, context) => {
  const bytes = fromBase64Url(text);
  if (bytes && bytes.length > 0 && bytes[0] !== 0) return bytes;
  context.addIssue('no number');
  return z.NEVER;
});

const jwk = z
  .object({
    kty: z.literal('RSA'),
    n: number,
    e: number,
    kid: z.string().max(256).default(''),
    key_ops: z.array(z.string()).optional(),
    use: z.string().optional(),
  })
  .refine(({ key_ops: ops, use }) => (ops ? ops.includes('encrypt') || ops.includes('wrapKey') : use === 'enc'))
  .refine(({ n, e }) => bitsOf(n) >= leastBits && bitsOf(n) <= mostBits && isOdd(n) && exponentOf(e) >= usualExponent && isOdd(e));

/** No product of two primes is even, and neither is an exponent that can be undone: with one that is, OpenSSL fails. */
const isOdd = (number: Uint8Array): boolean => (number.at(-1) ?? 0) % 2 === 1;

const bitsOf = (n: Uint8Array): number => n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
const exponentOf = (e: Uint8Array): number => (e.length > 4 ? 0 : e.reduce((sum, byte) => sum * 256 + byte, 0));

/** As Azure Attestation puts what an environment made for itself into its token. */
const runtime = z.object({ 'x-ms-runtime': z.object({ keys: z.array(z.unknown()).min(1).max(64) }) });

/** @returns undefined where the token gives no RSA key to encrypt for, or more than one */
export function findTarget(claims: unknown): ReleaseTarget | undefined {
  const parsed = runtime.safeParse(claims);
  const keys = (parsed.data?.['x-ms-runtime'].keys ?? []).flatMap((it) => jwk.safeParse(it).data ?? []);
  const [key] = keys;
  return key && keys.length === 1 ? { kid: key.kid, publicKey: { family: 'RSA', n: key.n, e: key.e } } : undefined;
}
