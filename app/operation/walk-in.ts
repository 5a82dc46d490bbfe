import { authorize } from '../access/authorize.ts';
import { listGrants } from '../access/list-grant.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { checkPerson } from '../identity/person.ts';
import { nobody, type Principal, toPrincipal } from '../identity/principal.ts';
import type { House, OpenHouse } from '../seal/house.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { RoomCall, StreamCall } from './bind.ts';
import type { Journey } from './journey.ts';
import type { Tx } from './store.ts';
import type { Throttle } from './throttle.ts';

/** @throws VaultError InstanceSealed */
export function openRooms(house: House): OpenHouse {
  const rooms = house.open();
  if (!rooms) throw new VaultError('InstanceSealed', {});
  return rooms;
}

/**
 * The middle of the corridor, inside a transaction or snapshot: authenticate, authorize, admit by quota. What it finds stands in
 * `journey` afterwards, for the operation and for the record.
 * @throws VaultError Unauthorized, Forbidden, Throttled, and what finding the target throws
 */
export async function walkIn(
  throttle: Throttle,
  keyring: Keyring,
  journey: Journey,
  { tx, call }: { tx: Tx; call: RoomCall | StreamCall },
): Promise<void> {
  const { needs } = journey.operation;
  journey.principal = await authenticate(tx, keyring, journey.caller);
  if (needs.kind !== 'nothing' && journey.principal.kind === 'nobody') throw new VaultError('Unauthorized', {});
  journey.target = await call.target(tx);
  const { grantees } = journey.principal;
  const grants = needs.kind === 'action' || needs.kind === 'dataAction' ? await listGrants(tx, keyring, grantees) : [];
  const decision = authorize({ need: needs, grantees, scope: journey.target.scope, grants, time: journey.scene.time });
  journey.decision = decision;
  if (!decision.allowed) {
    const { missing, scope, smallestRole } = decision;
    throw new VaultError('Forbidden', { missing, scope, ...(smallestRole && { smallestRole }) });
  }
  throttle.admit(journey.principal.id || journey.caller.id, journey.operation.throttle);
}

async function authenticate(tx: Tx, keyring: Keyring, caller: Caller): Promise<Principal> {
  const session = caller.session.current;
  const person = session && checkPerson(keyring, await tx.directory.findPersonById(session.personId));
  if (!session || !person?.enabled) return nobody;
  return toPrincipal(person, session.id);
}
