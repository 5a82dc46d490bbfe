import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { AssertionKey, AssertionTerms, ReadAssertion } from '../../app/identity/token-issuer.ts';
import { isCompact } from './compact.ts';
import { isUnreadable } from './jose-error.ts';

const refused = (): VaultError => new VaultError('TokenRefused', { reason: 'assertion' });

const algorithms = ['RS256', 'PS256'];
const mostLifeMs = 3_600_000;
/** Clients' clocks may be somewhat before or behind. */
const skewMs = 300_000;

const withoutPadding = (text: string): string => text.replace(/={1,2}$/, '');

const header = z.object({
  alg: z.enum(['RS256', 'PS256']),
  /** RFC 7515 sections 4.1.7 and 4.1.8. MSAL for Python pads them, which no reader of the RFC expects. */
  x5t: z.string().transform(withoutPadding).optional(),
  'x5t#S256': z.string().transform(withoutPadding).optional(),
});

const payload = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  jti: z.string().min(1).max(256).optional(),
});

/** @see TokenIssuer.readAssertion */
export async function readAssertion(assertion: Uint8Array, terms: AssertionTerms): Promise<ReadAssertion> {
  try {
    const text = Buffer.from(assertion).toString('latin1');
    if (!isCompact(text)) throw refused();
    const named = header.parse(decodeProtectedHeader(text));
    const key = terms.keys.find((it) => isNamed(it, named));
    if (!key) throw refused();
    const { publicKey } = new X509Certificate(key.der);
    const verified = await compactVerify(assertion, publicKey, { algorithms });
    const claims = payload.parse(JSON.parse(Buffer.from(verified.payload).toString('utf8')));
    assertTerms(claims, terms);
    return { credentialId: key.credentialId, id: idOf(key.credentialId, claims, assertion), until: claims.exp * 1000 };
  } catch (error) {
    if (error instanceof z.ZodError || isUnreadable(error)) throw refused();
    throw error;
  }
}

/** By one of the thumbprints or both; an assertion that names no certificate is refused, whoever could have signed it. */
function isNamed({ der }: AssertionKey, named: z.infer<typeof header>): boolean {
  const { x5t, 'x5t#S256': x5tS256 } = named;
  if (x5t === undefined && x5tS256 === undefined) return false;
  const thumbprint = (hash: string): string => createHash(hash).update(der).digest('base64url');
  return (x5tS256 === undefined || x5tS256 === thumbprint('sha256')) && (x5t === undefined || x5t === thumbprint('sha1'));
}

function assertTerms(claims: z.infer<typeof payload>, { clientId, audience, now }: AssertionTerms): void {
  const isClient = (id: string): boolean => id.toLowerCase() === clientId.toLowerCase();
  if (!isClient(claims.iss) || !isClient(claims.sub)) throw refused();
  if (![claims.aud].flat().includes(audience)) throw refused();
  if (claims.exp * 1000 <= now || claims.exp * 1000 > now + mostLifeMs + skewMs) throw refused();
  if (claims.nbf !== undefined && claims.nbf * 1000 > now + skewMs) throw refused();
}

/** Hashed, so that what is kept is short. Only the same credential can have used it before: what one writes says nothing of another's. */
const idOf = (credentialId: string, { jti }: z.infer<typeof payload>, assertion: Uint8Array): string =>
  createHash('sha256')
    .update(`${credentialId} `)
    .update(jti ?? assertion)
    .digest('base64');
