import type { Caller } from '../identity/caller.ts';
import { CancelledError, VaultError } from '../contract/vault-error.ts';
import type { House } from '../seal/house.ts';
import type { Crypto, PassphraseHash } from '../seal/crypto.ts';
import type { GateCall, Operation, RoomCall, StreamCall } from './bind.ts';
import type { Clock } from './clock.ts';
import { answerOnce } from './answer-once.ts';
import { attempt, closeAttempt } from './attempt.ts';
import { createJourney, type Journey } from './journey.ts';
import type { Anteroom, Room, Scene } from './operation.ts';
import type { RefusalCount } from './refusal-count.ts';
import type { Throttle } from './throttle.ts';
import { openRooms, walkIn } from './walk-in.ts';

/** The one way to every operation. Doors call it; nothing else does. */
export interface Corridor {
  /**
   * @param name the operation as the peer named it
   * @param requestId UUID drawn by the peer, the same when it repeats a request
   * @param input unparsed; byte arrays in it stay the door's, which zeroes them when the call has settled
   * @returns the parsed output; byte arrays in it become the door's, which zeroes them when they are sent
   * @throws VaultError for what is expected, CancelledError when `signal` fired; never anything else
   */
  call(caller: Caller, name: string, requestId: string, input: unknown, signal: AbortSignal): Promise<unknown>;
  /** The same for streams; ends when `signal` fires or the session does. */
  listen(caller: Caller, name: string, requestId: string, input: unknown, signal: AbortSignal): AsyncIterable<unknown>;
}

export interface CorridorDeps {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly house: House;
  readonly crypto: Crypto;
  readonly passphraseHash: PassphraseHash;
  readonly clock: Clock;
  readonly throttle: Throttle;
  readonly refusals: RefusalCount;
  readonly newId: () => string;
  /** Told of every bug, with the correlation id that the peer was given. */
  readonly reportBug: (error: unknown, correlationId: string) => void;
}

/** Always in this order: admit, authenticate, parse, authorize, admit by quota, run, record, commit, answer. */
export function createCorridor(deps: CorridorDeps): Corridor {
  const { house } = deps;

  async function callGate(journey: Journey, call: GateCall): Promise<unknown> {
    journey.target = call.target;
    deps.throttle.admit(journey.caller.id, journey.operation.throttle);
    return await call.run({ ...journey.scene, gate: house.gate });
  }

  async function callRoom(journey: Journey, call: RoomCall): Promise<unknown> {
    const rooms = openRooms(house);
    if (call.slow) {
      await rooms.store.read((tx) => walkIn(deps, rooms, journey, tx, call));
      await call.prepare(anteroom(journey));
      journey.scene.signal.throwIfAborted();
    }
    if (call.lasting) {
      await attempt(rooms.committer, house.gate, journey);
      await call.effect(anteroom(journey));
    }
    const output = await rooms.committer.commit({
      run: async (tx) => {
        await walkIn(deps, rooms, journey, tx, call);
        const room: Room = { ...journey.scene, tx, keyring: rooms.keyring, gate: house.gate, principal: journey.principal };
        if (call.lasting) await closeAttempt(tx, journey.scene.correlationId);
        return call.repeatable ? await answerOnce(room, journey, call) : await call.run(room);
      },
      entries: (outcome) => journey.entries(outcome),
    });
    call.afterCommit({ ...journey.scene, gate: house.gate });
    return output;
  }

  async function openStream(journey: Journey, call: StreamCall): Promise<void> {
    const rooms = openRooms(house);
    await rooms.committer.commit({
      run: (tx) => walkIn(deps, rooms, journey, tx, call),
      entries: (outcome) => journey.entries(outcome),
    });
  }

  function anteroom(journey: Journey): Anteroom {
    return { ...journey.scene, read: (work) => openRooms(house).store.read(work), gate: house.gate, principal: journey.principal };
  }

  /** Records what did not come from inside a transaction; what the committer has recorded itself is left alone. */
  async function recordAlone(journey: Journey, outcome: { output: unknown } | { error: unknown }): Promise<void> {
    if (journey.recorded) return;
    const entries = journey.entries(outcome);
    if (entries.length === 0) return;
    const rooms = house.open();
    if (rooms) {
      await rooms.committer.commit({ run: (tx) => closeAttempt(tx, journey.scene.correlationId), entries: () => entries });
    } else {
      await house.journal(entries);
    }
  }

  function start(caller: Caller, name: string, requestId: string, signal: AbortSignal): Journey {
    const scene: Scene = {
      caller,
      time: deps.clock.now(),
      crypto: deps.crypto,
      passphraseHash: deps.passphraseHash,
      correlationId: deps.newId(),
      newId: deps.newId,
      signal,
    };
    return createJourney({
      scene,
      requestId,
      name,
      operation: deps.operations.get(name),
      clock: deps.clock,
      refusals: deps.refusals,
      house,
    });
  }

  function admit(journey: Journey): void {
    deps.throttle.admit(journey.caller.id, 'window');
    journey.admitDuring(house.gate);
  }

  async function fail(journey: Journey, error: unknown): Promise<Error> {
    if (journey.scene.signal.aborted && !journey.recorded) return new CancelledError();
    const expected = error instanceof VaultError ? error : new VaultError('InternalError', { correlationId: journey.scene.correlationId });
    if (expected !== error) deps.reportBug(error, journey.scene.correlationId);
    try {
      await recordAlone(journey, { error: expected });
    } catch (unrecorded) {
      deps.reportBug(unrecorded, journey.scene.correlationId);
    }
    return expected;
  }

  return {
    async call(caller, name, requestId, input, signal) {
      const journey = start(caller, name, requestId, signal);
      try {
        admit(journey);
        const call = journey.parse(input);
        if (call.at === 'stream') throw new VaultError('NotImplemented', {});
        if (call.at === 'room') return await callRoom(journey, call);
        const output = await callGate(journey, call);
        await recordAlone(journey, { output });
        return output;
      } catch (error) {
        throw await fail(journey, error);
      }
    },
    async *listen(caller, name, requestId, input, signal) {
      const journey = start(caller, name, requestId, signal);
      try {
        admit(journey);
        const call = journey.parse(input);
        if (call.at !== 'stream') throw new VaultError('NotImplemented', {});
        await openStream(journey, call);
        const session = caller.session.current;
        for await (const item of call.follow(anteroom(journey))) {
          if (caller.session.current !== session) return;
          yield item;
        }
      } catch (error) {
        throw await fail(journey, error);
      }
    },
  };
}
