import { poolOf } from '../access/pool-need.ts';
import { forbidden } from '../access/refusal.ts';
import { decide, knowsOf } from '../access/standing.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { House, OpenHouse } from '../seal/house.ts';
import { authenticate, type Presence } from './authenticate.ts';
import type { Operation, RoomCall, StreamCall } from './bind.ts';
import type { Journey } from './journey.ts';
import { houseTarget, type Target } from './operation.ts';
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
 * @throws VaultError Unauthorized, FactorDue, Forbidden, what makes the target unfit, and what finding the target throws
 */
export async function walkIn(journey: Journey, { tx, rooms, call, time }: Threshold): Promise<void> {
  const { needs: need } = journey.operation;
  const { tokens } = journey.scene;
  const presence = await authenticate(tx, rooms, { caller: journey.caller, tokens, time });
  const { standing } = presence;
  journey.principal = presence.principal;
  if (need.kind !== 'nothing') assertPresent(presence, journey.operation);
  const target = asDialled(await call.target(tx, rooms.keyring, journey.caller), journey.caller);
  journey.target = target;
  const decision = decide(standing, need, { scope: target.scope, time });
  journey.decision = decision;
  if (target.unfit && (decision.allowed || (standing && target.scope !== '/' && knowsOf(standing, target.scope, time)))) throw target.unfit;
  if (!decision.allowed) throw await forbidden(tx, rooms.keyring, { need, decision, standing, time });
}

/** Names of vaults lead to no pool, and those of pools to no vault: what is behind the other suffix is not there. */
function asDialled(target: Target, { plane }: Caller): Target {
  if (plane === undefined || target.scope === '/' || (poolOf(target.scope) !== undefined) === (plane === 'pools')) return target;
  const [name = ''] = target.object.split(' / ', 1);
  return { ...houseTarget(target.object), unfit: new VaultError('VaultNotFound', { name }) };
}

/**
 * Takes one token of the operation's class: the person's, or where nobody is signed in that of the place that asks. At the endpoint it is
 * a transaction of who asks, and of the vault that is asked.
 * @throws VaultError Throttled
 */
export function admitByQuota(throttle: Throttle, { principal, caller, operation, target }: Journey): void {
  const source = principal.id || sourceOf(caller);
  if (caller.door !== 'rest' || operation.throttle !== 'window') return throttle.admit(source, operation.throttle);
  throttle.admit(source, 'identity');
  if (target.resourceId !== '/') throttle.admit(target.resourceId, 'vault');
}

/** @throws VaultError Unauthorized, FactorDue */
function assertPresent(presence: Presence, { needs, beforeFactor }: Operation): void {
  if (!presence.standing) throw new VaultError('Unauthorized', presence.why === undefined ? {} : { why: presence.why });
  // What asks for nothing but a session is about people: their sessions, factors, requests and views.
  if (needs.kind === 'session' && presence.principal.kind === 'application') throw new VaultError('Unauthorized', {});
  if (presence.standing.factorDue && !beforeFactor) throw new VaultError('FactorDue', {});
}

/** @throws VaultError Unauthorized where nobody may be there for what a request asks, whatever else is wrong with it */
export async function assertKnown(journey: Journey, rooms: OpenHouse): Promise<void> {
  if (journey.operation.needs.kind === 'nothing') return;
  const { caller, operation, scene } = journey;
  const asker = { caller, tokens: scene.tokens, time: rooms.now() };
  const presence = await rooms.store.read((tx) => authenticate(tx, rooms, asker));
  journey.principal = presence.principal;
  assertPresent(presence, operation);
}
