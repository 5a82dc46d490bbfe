import { createHash, createPublicKey } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';
import { isAudience, isIssuer, type TokenPlace } from '../../app/identity/token-place.ts';
import type { TokenClaims, Tokens } from '../../app/identity/token.ts';
import { listHouseKeys } from '../../app/seal/keep-house-key.ts';
import type { HouseKeyRow } from '../../app/seal/house-key-store.ts';
import type { Keyring } from '../../app/seal/keyring.ts';
import { isCompact } from './compact.ts';
import { isUnreadable } from './jose-error.ts';

const refused = (why: NonNullable<ErrorData<'Unauthorized'>['why']>): VaultError => new VaultError('Unauthorized', { why });

/** Longer ones are none of the house's. */
const mostCharacters = 8_192;
const mostKept = 10_000;

const header = z.object({ alg: z.literal('RS256'), typ: z.literal('JWT'), kid: z.uuid() });

const seconds = z.number().int().nonnegative();
const payload = z.object({
  uti: z.uuid(),
  oid: z.uuid(),
  appid: z.uuid(),
  cred: z.uuid(),
  /** One that a house gave before it counted them is of the first. */
  gen: z.number().int().positive().default(1),
  tid: z.uuid(),
  aud: z.string(),
  iss: z.string(),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
  idtyp: z.literal('app'),
});
type Payload = z.infer<typeof payload>;

/**
 * Reads tokens that the house signed. What was verified is kept by the token's SHA-256 until it ends: the next request costs a hash.
 * @param place how the house is reached now; undefined while it serves nothing
 */
export function createTokens({ place }: { readonly place: () => TokenPlace | undefined }): Tokens {
  /** By keyring: what one house signed says nothing in another. */
  const kept = new WeakMap<Keyring, Map<string, Payload>>();
  return {
    async read(tx, keyring, token, time) {
      const verified = kept.get(keyring) ?? new Map<string, Payload>();
      kept.set(keyring, verified);
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      if (known) return judge(known, place(), time);
      const found = await verify(await listHouseKeys(tx, keyring, 'token-signing'), token, time);
      const claims = judge(found, place(), time);
      if (verified.size >= mostKept) forget(verified, time);
      verified.set(digest, found);
      return claims;
    },
  };
}

/** Those that ended; where there are none, the one that was kept first. */
function forget(verified: Map<string, Payload>, time: number): void {
  for (const [digest, { exp }] of verified) if (exp * 1000 <= time) verified.delete(digest);
  const oldest = verified.keys().next();
  if (verified.size >= mostKept && !oldest.done) verified.delete(oldest.value);
}

/** @throws VaultError Unauthorized {malformed | signature} */
async function verify(keys: readonly HouseKeyRow[], token: string, time: number): Promise<Payload> {
  if (token.length > mostCharacters || !isCompact(token)) throw refused('malformed');
  const { kid } = readHeader(token);
  const key = keys.find(({ id, until }) => id === kid && time < until);
  if (!key) throw refused('signature');
  let text: Uint8Array;
  try {
    text = (await compactVerify(token, createPublicKey(key.publicPart), { algorithms: ['RS256'] })).payload;
  } catch (error) {
    if (isUnreadable(error)) throw refused('signature');
    throw error;
  }
  // Signed by the house: what does not read is a bug, or of a later house.
  const parsed = payload.safeParse(JSON.parse(Buffer.from(text).toString('utf8')));
  if (!parsed.success) throw refused('malformed');
  return parsed.data;
}

function readHeader(token: string): z.infer<typeof header> {
  try {
    const parsed = header.safeParse(decodeProtectedHeader(token));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  throw refused('malformed');
}

/** Whether it is for here and for now. */
function judge(found: Payload, place: TokenPlace | undefined, time: number): TokenClaims {
  if (!place || found.tid !== place.name.tenantId || !isIssuer(place, found.iss)) throw refused('issuer');
  if (!isAudience(place, found.aud)) throw refused('audience');
  if (time < found.nbf * 1000 || time >= found.exp * 1000) throw refused('expired');
  return {
    applicationId: found.oid,
    clientId: found.appid,
    credentialId: found.cred,
    generation: found.gen,
    tokenId: found.uti,
    issuedOn: found.iat * 1000,
    expiresOn: found.exp * 1000,
  };
}
