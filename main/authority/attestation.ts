import { hash } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import type { Attestations, Attested, Issuer, IssuerKey } from '../../app/attestation/attestations.ts';
import { authorityUrl } from '../../app/contract/release-policy.ts';
import { parseStrictJson } from '../../app/contract/strict-json.ts';
import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';
import { isCompact } from './compact.ts';
import { isUnreadable } from './jose-error.ts';
import { openIssuerKey, readKeySet } from './key-set.ts';

type Reason = ErrorData<'ReleaseRefused'>['reason'];
const refused = (reason: Reason, authority?: string): VaultError =>
  new VaultError('ReleaseRefused', { reason, ...(authority !== undefined && { authority }) });

/** Clocks may be somewhat before or behind. */
const skewMs = 60_000;
const mostCharacters = 65_536;

/** What names the key. An extension that must be understood is not understood (RFC 7515 section 4.1.11). */
const header = z.object({ alg: z.string(), kid: z.string().max(1_024).optional(), crit: z.undefined().optional() });

const seconds = z.number().nonnegative().max(8.64e12);
const registered = z.object({ iss: authorityUrl, exp: seconds, nbf: seconds.optional(), iat: seconds.optional() });

/** @see Attestations */
export const createAttestations = (): Attestations => ({
  readKeys: readKeySet,
  fingerprintOf: ({ publicKey }) => hash('sha256', publicKey, 'base64url'),
  read: readAttestation,
});

async function readAttestation(token: string, issuers: readonly Issuer[], time: number): Promise<Attested> {
  if (token.length > mostCharacters || !isCompact(token)) throw refused('unreadable');
  const named = read(header, () => decodeProtectedHeader(token));
  // Not believed yet: it says whose keys the signature has to hold by.
  const { iss } = claimsOf(Buffer.from(token.split('.', 2)[1] ?? '', 'base64url')).registered;
  const issuer = issuers.find(({ authority }) => authority === iss);
  if (!issuer) throw refused('issuer', iss);
  const key = issuer.keys.find((it) => isNamed(it, issuer, named.kid));
  if (!key || named.alg !== key.algorithm) throw refused('signature', iss);
  const { claims, registered: terms } = claimsOf(await verify(token, key, iss));
  if (!holds(terms, time)) throw refused('expired', iss);
  return { authority: iss, claims, environment: environmentOf(claims) };
}

/** A token that names none is of the only key that there is. */
const isNamed = (key: IssuerKey, { keys }: Issuer, kid: string | undefined): boolean =>
  kid === undefined ? keys.length === 1 : key.kid === kid;

async function verify(token: string, key: IssuerKey, authority: string): Promise<Uint8Array> {
  try {
    return (await compactVerify(token, openIssuerKey(key), { algorithms: [key.algorithm] })).payload;
  } catch (error) {
    if (isUnreadable(error)) throw refused('signature', authority);
    throw error;
  }
}

function claimsOf(payload: Uint8Array): { readonly claims: unknown; readonly registered: z.infer<typeof registered> } {
  const claims = parseStrictJson(payload)?.value;
  return { claims, registered: read(registered, () => claims) };
}

const holds = ({ exp, nbf = 0, iat = 0 }: z.infer<typeof registered>, time: number): boolean =>
  time - skewMs < exp * 1000 && Math.max(nbf, iat) * 1000 <= time + skewMs;

/** Claims that differ from token to token of one environment: when it was given, and what the environment drew for it. */
const passing: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'jti', 'nonce', 'x-ms-runtime']);

const environmentOf = (claims: unknown): string => {
  const lasting = Object.entries(claims ?? {}).filter(([name]) => !passing.has(name));
  return hash('sha256', JSON.stringify(lasting.toSorted(byName)), 'base64url');
};

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** @throws VaultError ReleaseRefused {unreadable} */
function read<T extends z.ZodType>(schema: T, from: () => unknown): z.output<T> {
  try {
    return schema.parse(from());
  } catch (error) {
    if (error instanceof z.ZodError || isUnreadable(error)) throw refused('unreadable');
    throw error;
  }
}
