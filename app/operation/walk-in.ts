import { forbidden } from '../access/refusal.ts';
import { decide } from '../access/standing.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { nobody, type Principal, toPrincipal } from '../identity/principal.ts';
import { mayGoOn } from '../identity/session.ts';
import type { House, OpenHouse } from '../seal/house.ts';
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
  readonly rooms: OpenHouse;
  readonly call: RoomCall | StreamCall;
  /** The instant at which grants must hold, milliseconds since 1970. */
  readonly time: number;
}

/**
 * The middle of the corridor: authenticate, then authorize. What it finds stands in `journey` afterwards, for the operation and for
 * the record, which keeps the true scope of a refusal.
 * @throws VaultError Unauthorized, FactorDue, Forbidden, and what finding the target throws
 */
export async function walkIn(journey: Journey, { tx, rooms, call, time }: Threshold): Promise<void> {
  const { needs: need } = journey.operation;
  const present = await findPresent(tx, rooms, journey.caller, time);
  journey.principal = present?.principal ?? nobody;
  if (need.kind !== 'nothing' && !present) throw new VaultError('Unauthorized', {});
  if (need.kind !== 'nothing' && present?.standing.factorDue && !journey.operation.beforeFactor) {
    throw new VaultError('FactorDue', {});
  }
  journey.target = await call.target(tx, rooms.keyring, journey.caller);
  const decision = decide(present?.standing, need, { scope: journey.target.scope, time });
  journey.decision = decision;
  if (!decision.allowed) throw await forbidden(tx, rooms.keyring, { need, decision, standing: present?.standing, time });
}

/** Takes one token of the operation's class: the person's, or where nobody is signed in that of the place that asks. @throws VaultError Throttled */
export function admitByQuota(throttle: Throttle, { principal, caller, operation }: Journey): void {
  throttle.admit(principal.id || sourceOf(caller), operation.throttle);
}

/** Who is signed in on the connection, while that person may go on. @throws VaultError IntegrityViolation */
export const authenticate = async (tx: Tx, rooms: OpenHouse, caller: Caller): Promise<Principal> =>
  (await findPresent(tx, rooms, caller, rooms.now()))?.principal ?? nobody;

async function findPresent(tx: Tx, { standings }: OpenHouse, { session: { current } }: Caller, time: number) {
  const standing = current && (await standings.of(tx, current.personId, time));
  if (!standing || !mayGoOn(standing.person, current)) return undefined;
  return { standing, principal: toPrincipal(standing.person, current.id) };
}
