import type { Standing } from '../access/standing.ts';
import type { ErrorData } from '../contract/vault-error.ts';
import { isVaultError } from '../contract/vault-error.ts';
import { checkApplication } from '../identity/application.ts';
import type { Caller } from '../identity/caller.ts';
import { isCredentialInForce } from '../identity/credential.ts';
import { applicationPrincipal, nobody, type Principal, toPrincipal } from '../identity/principal.ts';
import { mayGoOn } from '../identity/session.ts';
import type { TokenClaims, Tokens } from '../identity/token.ts';
import type { ApplicationWho } from '../identity/who.ts';
import type { OpenHouse } from '../seal/house.ts';
import type { Tx } from './store.ts';

/** Who asks, and what they may do; or why nobody does, and who it would have been where that is known. */
export type Presence =
  | { readonly standing: Standing; readonly principal: Principal }
  | { readonly standing: undefined; readonly principal: Principal; readonly why: ErrorData<'Unauthorized'>['why'] };

/** What is asked with. */
export interface Asker {
  readonly caller: Caller;
  readonly tokens: Tokens;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Who asks: in the window who is signed in on the connection, while that person may go on; at the endpoint the application whose token
 * came with the request, while it is enabled, was not disabled since, and the credential of the token holds.
 * @throws VaultError IntegrityViolation
 */
export const authenticate = (tx: Tx, rooms: OpenHouse, asker: Asker): Promise<Presence> =>
  asker.caller.door === 'rest' ? readBearer(tx, rooms, asker) : readSession(tx, rooms, asker);

const away = (why: ErrorData<'Unauthorized'>['why'], principal: Principal = nobody): Presence => ({ standing: undefined, principal, why });

async function readSession(tx: Tx, { standings }: OpenHouse, { caller: { session }, time }: Asker): Promise<Presence> {
  const { current } = session;
  const standing = current && (await standings.of(tx, current.principalId, time));
  if (!current || standing?.who.kind !== 'person' || !mayGoOn(standing.who.person, current)) return away(undefined);
  return { standing, principal: toPrincipal(standing.who.person, current.id) };
}

async function readBearer(tx: Tx, rooms: OpenHouse, { caller, tokens, time }: Asker): Promise<Presence> {
  if (caller.token === undefined) return away('missing');
  const claims = await tokens.read(tx, rooms.keyring, caller.token, time).catch(toWhy);
  if (typeof claims === 'string') return away(claims);
  const standing = await rooms.standings.of(tx, claims.applicationId, time);
  if (standing?.who.kind !== 'application') return away('revoked', await findFormer(tx, rooms, claims));
  const principal = applicationPrincipal(standing.who, claims.tokenId);
  if (!mayUse(standing.who, claims, time)) return away('revoked', principal);
  if (caller.plane !== undefined && claims.plane !== undefined && caller.plane !== claims.plane) return away('audience', principal);
  if (claims.generation !== standing.who.application.tokenGeneration) return away('superseded', principal);
  begin(caller, claims);
  return { standing, principal };
}

/** One that was taken away, for the record of what it still asks for. */
async function findFormer(tx: Tx, { keyring }: OpenHouse, { applicationId, tokenId }: TokenClaims): Promise<Principal> {
  const row = checkApplication(keyring, await tx.applications.find(applicationId));
  return row ? applicationPrincipal(row, tokenId) : nobody;
}

function toWhy(error: unknown): NonNullable<ErrorData<'Unauthorized'>['why']> {
  if (isVaultError(error, 'Unauthorized')) return error.data.why ?? 'malformed';
  throw error;
}

/** Whether a token that was given still counts. */
const mayUse = ({ application, credentials }: ApplicationWho, { credentialId }: TokenClaims, time: number): boolean =>
  application.enabled && credentials.some((credential) => credential.id === credentialId && isCredentialInForce(credential, time));

/** The token stands for a session: what is begun with it (an upload, a stream) goes on with no other. */
function begin({ session }: Caller, { tokenId, applicationId, issuedOn }: TokenClaims): void {
  if (session.current?.id !== tokenId) session.current = { id: tokenId, principalId: applicationId, startedOn: issuedOn, credential: 0 };
}
