import { CancelledError, VaultError } from '../contract/vault-error.ts';
import type { EndpointHost } from '../endpoint/endpoint-host.ts';
import type { Authority } from '../identity/authority.ts';
import type { Caller } from '../identity/caller.ts';
import type { OneTimeCode } from '../identity/one-time-code.ts';
import type { Passkey } from '../identity/passkey.ts';
import { nobody } from '../identity/principal.ts';
import type { Tokens } from '../identity/token.ts';
import type { FileCipher } from '../export/file-cipher.ts';
import type { HsmHosts } from '../hsm/hsm-host.ts';
import type { FileParser } from '../import/file-parser.ts';
import type { KeyCrypto, KeyFileReader } from '../key/private-key.ts';
import type { House } from '../seal/house.ts';
import type { Crypto, PassphraseHash } from '../seal/crypto.ts';
import { closeAttempt } from './attempt.ts';
import { authenticate } from './authenticate.ts';
import type { Operation } from './bind.ts';
import type { Clock } from './clock.ts';
import type { Outcome } from './committer.ts';
import { createJourney, type Journey } from './journey.ts';
import { asStepError, toPerform } from './perform.ts';
import type { Scene } from './operation.ts';
import type { RefusalCount } from './refusal-count.ts';
import { firstQuotaOf, sourceOf, type Throttle, unthrottled } from './throttle.ts';
import { assertKnown } from './walk-in.ts';
import { rehearseRoom, type WalkDeps, walkGate, walkRoom, walkStream } from './walk.ts';

/** One request as a door hands it over. */
export interface Ask {
  readonly caller: Caller;
  /** The operation as the peer named it. */
  readonly name: string;
  /** UUID drawn by the peer, the same when it repeats a request. */
  readonly requestId: string;
  /** UUID that the record is found by, where the door tells its peer before there is an outcome; drawn here where it is left out. */
  readonly correlationId?: string;
  /** Unparsed. Byte arrays in it stay the door's, which zeroes them when the request has settled. */
  readonly input: unknown;
  readonly signal: AbortSignal;
}

/** The one way to every operation. Doors call it; nothing else does. */
export interface Corridor {
  /**
   * @returns the parsed output; byte arrays in it become the door's, which zeroes them when they are sent
   * @throws VaultError for what is expected, CancelledError when the signal fired; never anything else
   */
  call(ask: Ask): Promise<unknown>;
  /** The same for streams; ends when the signal fires or the session does. */
  listen(ask: Ask): AsyncIterable<unknown>;
}

export interface CorridorDeps {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly house: House;
  readonly crypto: Crypto;
  readonly passphraseHash: PassphraseHash;
  readonly fileCipher: FileCipher;
  readonly fileParser: FileParser;
  readonly oneTimeCode: OneTimeCode;
  readonly passkey: Passkey;
  readonly tokens: Tokens;
  readonly authority: Authority;
  readonly endpoint: EndpointHost;
  readonly keyCrypto: KeyCrypto;
  readonly keyFiles: KeyFileReader;
  readonly hsm: HsmHosts;
  readonly clock: Clock;
  readonly throttle: Throttle;
  readonly refusals: RefusalCount;
  readonly newId: () => string;
  /** Told of every bug, with the correlation id that the peer was given. */
  readonly reportBug: (error: unknown, correlationId: string) => void;
}

/** Always in this order: admit, authenticate, parse, authorize, admit by quota, run, record, commit, answer. */
export function createCorridor(corridorDeps: CorridorDeps): Corridor {
  const deps = { ...corridorDeps, answersOnce: true };
  return {
    async call(ask) {
      const journey = start(deps, ask, ask.correlationId);
      try {
        admit(deps, journey);
        const call = await parse(deps, journey, ask.input);
        if (call.at === 'stream') throw new VaultError('NotImplemented', {});
        if (call.at === 'room') return await walkRoom(deps, journey, call);
        const output = await walkGate(deps, journey, call);
        await recordGate(deps.house, journey, output);
        return output;
      } catch (error) {
        throw await fail(deps, journey, error);
      }
    },
    async *listen(ask) {
      const journey = start(deps, ask, ask.correlationId);
      try {
        admit(deps, journey);
        const call = await parse(deps, journey, ask.input);
        if (call.at !== 'stream') throw new VaultError('NotImplemented', {});
        yield* walkStream(deps, journey, call, (caller) => ({
          perform: toPerform((name, input) => walkStep(deps, { ...journey.scene, caller }, { name, input })),
          rehearse: async (name, input) => void (await walkStep(deps, { ...journey.scene, caller }, { name, input, only: 'rehearse' })),
          clock: deps.clock,
        }));
      } catch (error) {
        throw await fail(deps, journey, error);
      }
    },
  };
}

interface Step {
  readonly name: string;
  readonly input: unknown;
  readonly only?: 'rehearse';
}

/** One step of a stream. @see Perform */
async function walkStep(deps: CorridorDeps & WalkDeps, stream: Scene, { name, input, only }: Step): Promise<unknown> {
  const { caller, signal, correlationId } = stream;
  const journey = start(deps, { caller, name, requestId: deps.newId(), signal }, correlationId);
  try {
    if (signal.aborted || !deps.house.open()) throw new CancelledError();
    journey.admitDuring(deps.house.gate);
    const call = journey.parse(input);
    if (call.at !== 'room') throw new VaultError('NotImplemented', {});
    if (only) return await rehearseRoom(deps, journey, call);
    return await walkRoom({ ...deps, throttle: unthrottled, answersOnce: false }, journey, call);
  } catch (error) {
    if (only && error instanceof VaultError) throw asStepError(error);
    throw await fail(deps, journey, asStepError(error));
  }
}

function start(deps: CorridorDeps, ask: Omit<Ask, 'input'>, correlationId = deps.newId()): Journey {
  const { crypto, passphraseHash, fileCipher, fileParser, oneTimeCode, passkey, tokens, authority, endpoint, newId } = deps;
  const { clock, refusals, house, keyCrypto, keyFiles, hsm } = deps;
  const { caller, name, requestId, signal } = ask;
  const time = house.open()?.now() ?? clock.now();
  const tools = { crypto, passphraseHash, fileCipher, fileParser, oneTimeCode, passkey, tokens, authority, endpoint };
  const scene = { ...tools, keyCrypto, keyFiles, hsm, caller, time, correlationId, newId, signal };
  return createJourney({ scene, requestId, operation: deps.operations.get(name), clock, refusals, house });
}

function admit(deps: CorridorDeps, journey: Journey): void {
  deps.throttle.admit(sourceOf(journey.caller), firstQuotaOf(journey.caller));
  const { needs, atEndpoint } = journey.operation;
  // What needs no right is the window's: opening, closing and signing in.
  if (journey.caller.door === 'rest' && needs.kind === 'nothing' && !atEndpoint) throw new VaultError('NotImplemented', {});
  journey.admitDuring(deps.house.gate);
}

/** At the endpoint nobody hears what is wrong with a request before it is known who asks. */
async function parse({ house }: CorridorDeps, journey: Journey, input: unknown): Promise<ReturnType<Journey['parse']>> {
  try {
    return journey.parse(input);
  } catch (error) {
    const rooms = house.open();
    if (rooms && journey.caller.door === 'rest') await assertKnown(journey, rooms);
    throw error;
  }
}

/** What was made or opened and could not be recorded does not stay open. */
async function recordGate(house: House, journey: Journey, output: unknown): Promise<void> {
  try {
    await recordAlone(house, journey, { output });
  } catch (error) {
    if (house.open()) house.gate.leave('locked');
    throw error;
  }
}

/** Records what did not come from inside a transaction; what was recorded with one is left alone. */
async function recordAlone(house: House, journey: Journey, outcome: Outcome<unknown>): Promise<void> {
  if (journey.recorded) return;
  const entries = journey.entries(outcome);
  if (entries.length === 0) return;
  const rooms = house.open();
  if (!rooms) return house.journal(entries);
  await rooms.committer.commit({ run: (tx) => closeAttempt(tx, journey), entries: () => entries });
}

/** Finds who asked, for the record of what failed before that was looked up. */
async function identify(house: House, journey: Journey): Promise<void> {
  const rooms = house.open();
  if (!rooms || journey.recorded || journey.principal !== nobody) return;
  const { caller, scene } = journey;
  if (!caller.session.current && caller.token === undefined) return;
  const asker = { caller, tokens: scene.tokens, time: rooms.now() };
  journey.principal = (await rooms.store.read((tx) => authenticate(tx, rooms, asker))).principal;
}

/** The error that the door is given, once its record stands. A bug becomes `InternalError`; what it was goes to the report alone. */
async function fail(deps: CorridorDeps, journey: Journey, error: unknown): Promise<Error> {
  const { correlationId } = journey.scene;
  // Only what itself gave up: a refusal stays one, and is recorded, though who asked went away before hearing of it.
  if (error instanceof CancelledError) return error;
  const expected = error instanceof VaultError ? error : new VaultError('InternalError', { correlationId });
  if (expected !== error) deps.reportBug(error, correlationId);
  try {
    await identify(deps.house, journey);
    await recordAlone(deps.house, journey, { error: expected });
  } catch (unrecorded) {
    if (unrecorded instanceof CancelledError) return unrecorded;
    deps.reportBug(unrecorded, correlationId);
  }
  return expected;
}
