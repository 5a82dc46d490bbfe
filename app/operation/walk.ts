import { CancelledError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { Principal } from '../identity/principal.ts';
import type { House } from '../seal/house.ts';
import { answerOnce } from './answer-once.ts';
import { attempt, closeAttempt } from './attempt.ts';
import type { GateCall, RoomCall, StreamCall } from './bind.ts';
import type { Journey } from './journey.ts';
import type { Anteroom, Hall, OnCommit } from './operation.ts';
import { sourceOf, type Throttle } from './throttle.ts';
import { admitByQuota, openRooms, walkIn } from './walk-in.ts';

export interface WalkDeps {
  readonly house: House;
  readonly throttle: Throttle;
  /** Whether repeatable operations answer a repetition as before; steps of a stream are never repeated. */
  readonly answersOnce: boolean;
}

/** Walks as far as authorization, and turns back: nothing is done, and nothing recorded. */
export async function rehearseRoom({ house }: WalkDeps, journey: Journey, call: RoomCall): Promise<void> {
  const rooms = openRooms(house);
  await rooms.store.read((tx) => walkIn(journey, { tx, rooms, call, time: rooms.now() }));
}

/** Runs an operation that needs no open house. Its record is the caller's. */
export async function walkGate({ house, throttle }: WalkDeps, journey: Journey, call: GateCall): Promise<unknown> {
  journey.target = call.target;
  throttle.admit(sourceOf(journey.caller), journey.operation.throttle);
  return call.run({ ...journey.scene, gate: house.gate });
}

/** Runs an operation of the open house and commits it with its record. */
export async function walkRoom(deps: WalkDeps, journey: Journey, call: RoomCall): Promise<unknown> {
  try {
    const turn = call.lasting ? await findTurn(deps, journey, call) : undefined;
    if (turn === undefined) return await walkOn(deps, journey, call.lasting ? { ...call, lasting: false } : call);
    return await openRooms(deps.house).inTurn(turn, () => walkOn(deps, journey, call));
  } finally {
    call.release();
  }
}

/** Who may not is told so before anything is waited for, and again when the turn comes. */
async function findTurn({ house }: WalkDeps, journey: Journey, call: RoomCall): Promise<string | undefined> {
  const rooms = openRooms(house);
  return rooms.store.read(async (tx) => {
    await walkIn(journey, { tx, rooms, call, time: journey.scene.time });
    return call.turn(tx, rooms.keyring);
  });
}

async function walkOn(deps: WalkDeps, journey: Journey, call: RoomCall): Promise<unknown> {
  const { house } = deps;
  const rooms = openRooms(house);
  if (call.slow) await approach(deps, journey, call);
  const onCommit: OnCommit[] = [];
  const output = await rooms.committer.commit({
    async run(tx) {
      // What has had its effect was let in before: neither a quota nor the end of a session may turn its outcome into a refusal.
      if (!call.lasting) await walkIn(journey, { tx, rooms, call, time: journey.scene.time });
      if (!call.slow) admitByQuota(deps.throttle, journey);
      if (call.lasting) await closeAttempt(tx, journey);
      const { troubles } = rooms;
      const room = { ...anteroom(house, journey), tx, troubles, onCommit: (work: OnCommit) => void onCommit.push(work) };
      return call.repeatable && deps.answersOnce ? answerOnce(room, journey, call) : call.run(room);
    },
    entries: (outcome) => journey.entries(outcome),
  });
  for (const work of onCommit) {
    const pending = work();
    if (pending) await pending;
  }
  call.afterCommit({ ...journey.scene, gate: house.gate });
  return output;
}

/** What must not hold a transaction: slow work, and effects outside the database, after a first authorization. */
async function approach(deps: WalkDeps, journey: Journey, call: RoomCall): Promise<void> {
  const rooms = openRooms(deps.house);
  await comeNear(deps, journey, call);
  if (!call.lasting) return;
  const { keyring } = rooms;
  const { newId, time } = journey.scene;
  const { gate } = deps.house;
  await attempt(rooms.committer, gate, journey, (tx) => call.note({ tx, keyring, newId, time, gate }));
  await call.effect(anteroom(deps.house, journey));
}

/** Slow work, after a first authorization. */
async function comeNear({ house, throttle }: WalkDeps, journey: Journey, call: RoomCall | StreamCall): Promise<void> {
  const rooms = openRooms(house);
  await rooms.store.read((tx) => walkIn(journey, { tx, rooms, call, time: journey.scene.time }));
  admitByQuota(throttle, journey);
  // Signing in is nobody's yet, and puts another session there by itself.
  if (journey.operation.needs.kind !== 'nothing') journey.hold();
  await call.prepare(anteroom(house, journey));
  if (journey.scene.signal.aborted || !isPresent(journey)) throw new CancelledError();
}

/** Whether who was let in is there still. */
const isPresent = ({ operation, principal, scene }: Journey): boolean =>
  operation.needs.kind === 'nothing' || scene.caller.session.current?.id === principal.sessionId;

/**
 * Commits the record of a stream's start, then lets it flow until it ends or the session does. Before each item it is asked again
 * whether the person may have it: what was granted at the start may have been taken back since.
 * @param toHall what steps are performed from, as the caller who was let in
 */
export async function* walkStream(
  deps: WalkDeps,
  journey: Journey,
  call: StreamCall,
  toHall: (caller: Caller) => Pick<Hall, 'perform' | 'rehearse' | 'clock'>,
): AsyncIterable<unknown> {
  const rooms = openRooms(deps.house);
  if (call.slow) await comeNear(deps, journey, call);
  await rooms.committer.commit({
    async run(tx) {
      await walkIn(journey, { tx, rooms, call, time: journey.scene.time });
      if (!call.slow) admitByQuota(deps.throttle, journey);
    },
    entries: (outcome) => journey.entries(outcome),
  });
  // Who was let in, not who is there by now: a sign-out may have shared the commit.
  journey.hold();
  const { sessionId } = journey.principal;
  const isOver = (): boolean => journey.scene.caller.session.current?.id !== sessionId;
  const hall = { ...anteroom(deps.house, journey), ...toHall(journey.caller) };
  for await (const item of call.follow(hall)) {
    if (isOver()) return;
    await rooms.store.read((tx) => walkIn(journey, { tx, rooms, call, time: rooms.now() }));
    yield item;
  }
}

function anteroom(house: House, journey: Journey): Anteroom {
  const { keyring, staging, standings } = openRooms(house);
  const read: Anteroom['read'] = (work) => openRooms(house).store.read(work);
  const { scene, caller, principal } = journey;
  const identify = (proved: Principal) => void (journey.principal = proved);
  return { ...scene, caller, keyring, staging, standings, read, gate: house.gate, principal, identify };
}
