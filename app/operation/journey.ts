import type { Decision } from '../access/authorize.ts';
import type { Entry } from '../audit/entry.ts';
import { CancelledError, errorCodeOf, VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { nobody, type Principal } from '../identity/principal.ts';
import type { Gate } from '../seal/gate.ts';
import type { House } from '../seal/house.ts';
import type { GateCall, Operation, RoomCall, StreamCall } from './bind.ts';
import type { Clock } from './clock.ts';
import type { Outcome } from './committer.ts';
import type { Scene, Target } from './operation.ts';
import { sameSession } from './perform.ts';
import type { RefusalCount } from './refusal-count.ts';
import { resultOf, statusOf } from './status.ts';

/** One walk through the corridor: what is known of it so far, and the record that it leaves. */
export interface Journey {
  readonly scene: Scene;
  /** The connection that was asked on; once held, only while the session is there that was let in. */
  readonly caller: Caller;
  readonly requestId: string;
  readonly operation: Operation;
  principal: Principal;
  target: Target;
  decision: Decision | undefined;
  /** Whether the record of the outcome was made. */
  readonly recorded: boolean;
  /** The answer was given before: noted in the record. */
  repeated: boolean;
  /** As the peer sent it. */
  readonly input: unknown;
  /** @throws VaultError when the operation has no place in this state of the instance */
  admitDuring(gate: Gate): void;
  parse(input: unknown): GateCall | RoomCall | StreamCall;
  /** Who signs in on the connection from now on does not go on with what was begun for somebody else. */
  hold(): void;
  /** The record that comes before an effect outside the database. */
  attempted(): Entry;
  /** The records of the outcome, to be committed once. */
  entries(outcome: Outcome<unknown>): readonly Entry[];
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

interface Start {
  readonly scene: Scene;
  readonly requestId: string;
  readonly operation: Operation | undefined;
  readonly clock: Clock;
  readonly refusals: RefusalCount;
  readonly house: House;
}

/** Stands for an operation that nobody has declared, so that asking for it is refused and recorded like anything else. */
const unknownOperation: Operation = {
  name: 'Unknown',
  needs: { kind: 'nothing' },
  beforeFactor: true,
  atEndpoint: false,
  during: ['empty', 'sealed', 'open', 'quarantined'],
  throttle: 'window',
  recorded: true,
  parse: () => {
    throw new VaultError('NotImplemented', {});
  },
};

export function createJourney(start: Start): Journey {
  const { scene, operation = unknownOperation } = start;
  const began = start.clock.ticks();
  let call: GateCall | RoomCall | StreamCall | undefined;

  const journey: Changing<Journey> = {
    scene,
    caller: scene.caller,
    requestId: start.requestId,
    operation,
    principal: nobody,
    target: { scope: '/', resourceId: '/', object: '' },
    decision: undefined,
    recorded: false,
    repeated: false,
    input: undefined,
    admitDuring(gate) {
      if (!operation.during.includes(gate.state())) throw outOfPlace(gate);
    },
    parse(raw) {
      journey.input = raw;
      return (call = operation.parse(raw));
    },
    hold() {
      journey.caller = sameSession(scene.caller, journey.principal.sessionId);
    },
    attempted: () => ({ ...toEntry(journey, { output: undefined }, 0, properties()), result: 'attempted' }),
    entries(outcome) {
      journey.recorded = true;
      if (!operation.recorded || isCancelled(outcome)) return [];
      const entry = toEntry(journey, outcome, start.clock.ticks() - began, properties());
      return isThinned(entry) ? start.refusals.take(entry) : [entry];
    },
  };

  function properties(): Record<string, string> {
    const keyring = start.house.open()?.keyring;
    const declared = call?.properties(keyring && ((text) => keyring.logHash(text))) ?? {};
    return journey.repeated ? { ...declared, repeated: 'true' } : declared;
  }

  return journey;
}

/** What gave itself up did nothing. */
const isCancelled = (outcome: Outcome<unknown>): boolean => 'error' in outcome && outcome.error instanceof CancelledError;

const thinned = new Set(['Unauthorized', 'Throttled', 'NotImplemented']);
/** Each counts: it makes the next one wait, which keeps them few. */
const slowed = new Set(['SignInFailed', 'UnlockFailed', 'PinRefused']);

/** What anyone can cause without being known, as often as they like. */
const isThinned = ({ code, result, identity }: Entry): boolean =>
  thinned.has(code) || (identity.kind === 'nobody' && (result === 'refused' || result === 'failed') && !slowed.has(code));

function outOfPlace(gate: Gate): VaultError {
  const state = gate.state();
  switch (state) {
    case 'empty':
    case 'sealed':
      return new VaultError('InstanceSealed', {});
    case 'open':
      return new VaultError('InstanceOpen', {});
    case 'quarantined':
      return new VaultError('RolledBack', gate.rollback());
  }
}

function toEntry(journey: Journey, outcome: Outcome<unknown>, durationMs: number, properties: Record<string, string>): Entry {
  const code = 'output' in outcome ? undefined : errorCodeOf(outcome.error);
  const status = code ? statusOf[code] : 200;
  const { decision, principal, caller } = journey;
  return {
    time: journey.scene.time,
    durationMs: Math.round(durationMs * 1000) / 1000,
    operation: journey.operation.name,
    result: resultOf(status),
    status,
    code: code ?? 'OK',
    resourceId: journey.target.resourceId,
    object: journey.target.object,
    door: caller.door,
    address: caller.address,
    identity: { id: principal.id, name: principal.name, kind: principal.kind, sessionId: principal.sessionId },
    correlationId: journey.scene.correlationId,
    requestId: journey.requestId,
    allowedBy: allowedBy(decision),
    missing:
      decision && !decision.allowed ? { action: decision.missing, scope: decision.scope, smallestRole: decision.smallestRole } : undefined,
    properties,
  };
}

function allowedBy(decision: Decision | undefined): Entry['allowedBy'] {
  if (!decision?.allowed || !decision.grant || !decision.role) return undefined;
  return { assignment: decision.grant.id, role: decision.role.name, scope: decision.grant.scope };
}
