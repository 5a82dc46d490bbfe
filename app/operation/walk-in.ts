import { authorize } from '../access/authorize.ts';
import { listGrants } from '../access/list-grant.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { checkPerson } from '../identity/person.ts';
import { mayGoOn } from '../identity/session.ts';
import { nobody, type Principal, toPrincipal } from '../identity/principal.ts';
import type { House, OpenHouse } from '../seal/house.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { RoomCall, StreamCall } from './bind.ts';
import type { Journey } from './journey.ts';
import type { Tx } from './store.ts';
import { sourceOf, type Throttle } from './throttle.ts';

/** @throws VaultError InstanceSealed */
export function openRooms(house: House): OpenHouse {
  const rooms = house.open();
  if (!rooms) throw new VaultError('InstanceSealed', {});
  return rooms;
}

/** Where the middle of the corridor is walked: in a transaction or snapshot of the open house. */
export interface Threshold {
  readonly tx: Tx;
  readonly keyring: Keyring;
  readonly call: RoomCall | StreamCall;
  /** The instant at which grants must hold, milliseconds since 1970. */
  readonly time: number;
}

/**
 * The middle of the corridor: authenticate, then authorize. What it finds stands in `journey` afterwards, for the operation and for
 * the record.
 * @throws VaultError Unauthorized, Forbidden, and what finding the target throws
 */
export async function walkIn(journey: Journey, { tx, keyring, call, time }: Threshold): Promise<void> {
  const { needs } = journey.operation;
  journey.principal = await authenticate(tx, keyring, journey.caller);
  if (needs.kind !== 'nothing' && journey.principal.kind === 'nobody') throw new VaultError('Unauthorized', {});
  journey.target = await call.target(tx, keyring);
  const { grantees } = journey.principal;
  const grants = needs.kind === 'action' || needs.kind === 'dataAction' ? await listGrants(tx, keyring, grantees) : [];
  const decision = authorize({ need: needs, grantees, scope: journey.target.scope, grants, time });
  journey.decision = decision;
  if (!decision.allowed) {
    const { missing, scope, smallestRole } = decision;
    throw new VaultError('Forbidden', { missing, scope, ...(smallestRole && { smallestRole }) });
  }
}

/** Takes one token of the operation's class: the person's, or where nobody is signed in that of the place that asks. @throws VaultError Throttled */
export function admitByQuota(throttle: Throttle, { principal, caller, operation }: Journey): void {
  throttle.admit(principal.id || sourceOf(caller), operation.throttle);
}

/** Who is signed in on the connection, while that person may sign in. @throws VaultError IntegrityViolation */
export async function authenticate(tx: Tx, keyring: Keyring, caller: Caller): Promise<Principal> {
  const session = caller.session.current;
  const person = session && checkPerson(keyring, await tx.directory.findPersonById(session.personId));
  if (!session || !person || !mayGoOn(person, session)) return nobody;
  return toPrincipal(person, session.id);
}
