import { createPublicKey, hash } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';
import { isAudience, isIssuer, planeOf, type TokenPlace } from '../../app/identity/token-place.ts';
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

/** What a token says whose signature is the house's, and the place that it was found to be for. */
interface Verified {
  readonly payload: Payload;
  readonly place: TokenPlace;
}

/**
 * Reads tokens that the house signed. What was verified is kept by the token's SHA-256 until it ends: the next request costs a hash.
 * @param place how the house is reached now; undefined while it serves nothing
 */
export function createTokens({ place }: { readonly place: () => TokenPlace | undefined }): Tokens {
  /** By keyring: what one house signed says nothing in another. */
  const kept = new WeakMap<Keyring, Map<string, Verified>>();
  return {
    async read(tx, keyring, token, time) {
      const verified = kept.get(keyring) ?? new Map<string, Verified>();
      kept.set(keyring, verified);
      const digest = hash('sha256', token, 'base64');
      const known = verified.get(digest);
      const here = place();
      if (known && known.place === here) return judgeTime(known, time);
      const found = known?.payload ?? (await verify(await listHouseKeys(tx, keyring, 'token-signing'), token, time));
      const at = judgePlace(found, here);
      const claims = judgeTime({ payload: found, place: at }, time);
      if (verified.size >= mostKept) forget(verified, time);
      verified.set(digest, { payload: found, place: at });
      return claims;
    },
  };
}

/** Those that ended; where there are none, the one that was kept first. */
function forget(verified: Map<string, Verified>, time: number): void {
  for (const [digest, { payload: found }] of verified) if (found.exp * 1000 <= time) verified.delete(digest);
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

/** Whether it is for here. @returns where that is. @throws VaultError Unauthorized {issuer | audience} */
function judgePlace(found: Payload, place: TokenPlace | undefined): TokenPlace {
  if (!place || found.tid !== place.name.tenantId || !isIssuer(place, found.iss)) throw refused('issuer');
  if (!isAudience(place, found.aud)) throw refused('audience');
  return place;
}

/** Whether it is for now. @throws VaultError Unauthorized {expired} */
function judgeTime({ payload: found, place }: Verified, time: number): TokenClaims {
  if (time < found.nbf * 1000 || time >= found.exp * 1000) throw refused('expired');
  return {
    applicationId: found.oid,
    clientId: found.appid,
    credentialId: found.cred,
    plane: planeOf(place.name, found.aud),
    generation: found.gen,
    tokenId: found.uti,
    issuedOn: found.iat * 1000,
    expiresOn: found.exp * 1000,
  };
}
