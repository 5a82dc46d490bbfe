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
  useOnce: createUses(),
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
  uti: grant.id,
  idtyp: 'app',
  ver: '1.0',
  iat: seconds(grant.issuedOn),
  nbf: seconds(grant.issuedOn),
  exp: seconds(grant.expiresOn),
});

/** @see TokenIssuer.useOnce; only what was proved to be signed by an application's own key is noted, so that strangers can't fill it */
function createUses(): TokenIssuer['useOnce'] {
  const uses = new Map<string, number>();
  return ({ id, until }, resource, now) => {
    const use = `${id} ${resource}`;
    if ((uses.get(use) ?? 0) > now) return false;
    if (uses.size >= mostUses) for (const [old, end] of uses) if (end <= now) uses.delete(old);
    const oldest = uses.keys().next();
    if (uses.size >= mostUses && !oldest.done) uses.delete(oldest.value);
    uses.set(use, until);
    return true;
  };
}
