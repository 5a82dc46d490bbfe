import { SignJWT } from 'jose';
import type { Clock } from '../../app/operation/clock.ts';
import { createTokenFailures } from '../../app/identity/token-failure.ts';
import type { TokenGrant, TokenIssuer } from '../../app/identity/token-issuer.ts';
import { readAssertion } from './assertion.ts';
import { readSecret } from './key-pair.ts';
import { drawTokenKey, publicJwk } from './token-key.ts';

const mostUses = 100_000;
const seconds = (ms: number): number => Math.floor(ms / 1000);

export const createTokenIssuer = (clock: Pick<Clock, 'now' | 'ticks'>): TokenIssuer => ({
  drawKey: drawTokenKey,
  toJwk: publicJwk,
  async sign({ id, secret }, grant) {
    const token = await new SignJWT(claimsOf(grant)).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: id }).sign(readSecret(secret));
    return new TextEncoder().encode(token);
  },
  readAssertion,
  noteUse: createUses(),
  failures: createTokenFailures(clock),
});

const claimsOf = (grant: TokenGrant) => ({
  aud: grant.audience,
  iss: grant.issuer,
  tid: grant.tenantId,
  oid: grant.application.id,
  sub: grant.application.id,
  appid: grant.application.clientId,
  azp: grant.application.clientId,
  cred: grant.credentialId,
  gen: grant.application.tokenGeneration,
  uti: grant.id,
  idtyp: 'app',
  ver: '1.0',
  iat: seconds(grant.issuedOn),
  nbf: seconds(grant.issuedOn),
  exp: seconds(grant.expiresOn),
});

interface Use {
  readonly source: string;
  readonly generation: number;
  readonly firstOn: number;
  readonly until: number;
}

/** For so long the first to use an assertion may repeat itself. */
const repeatMs = 60_000;

/** @see TokenIssuer.noteUse; only what was proved to be signed by an application's own key is noted, so that strangers can't fill it */
function createUses(): TokenIssuer['noteUse'] {
  const uses = new Map<string, Use>();
  return ({ id, until }, { resource, source, generation }, now) => {
    const key = JSON.stringify([id, resource]);
    const first = uses.get(key);
    if (first && now < first.until) {
      if (first.source !== source) return false;
      if (first.generation === generation) return now - first.firstOn < repeatMs;
    }
    if (uses.size >= mostUses) for (const [old, use] of uses) if (use.until <= now) uses.delete(old);
    const oldest = uses.keys().next();
    if (uses.size >= mostUses && !oldest.done) uses.delete(oldest.value);
    uses.set(key, { source, generation, firstOn: now, until });
    return true;
  };
}
