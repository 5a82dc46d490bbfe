import type * as z from 'zod';
import type { InstanceState } from '../contract/instance.ts';
import type { InputOf, OutputOf, Shape } from '../contract/shape.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { Gate } from '../seal/gate.ts';
import type { Keyring } from '../seal/keyring.ts';
import type {
  Anteroom,
  Declaration,
  FieldRule,
  GateOperation,
  Hall,
  Need,
  NoteDesk,
  Room,
  RoomOperation,
  Scene,
  StreamOperation,
  Target,
  ThrottleClass,
} from './operation.ts';
import type { Tx } from './store.ts';

/** How fields of a record are hashed; undefined where the keys are sealed, and then such fields are not kept. */
export type LogHash = ((text: string) => string) | undefined;

/** One parsed call of one operation; input and output are bound inside, so that the corridor handles all operations alike. */
interface Bound {
  /** The declared fields of the record, from the input and from the output as far as there is one. */
  properties(hash: LogHash): Record<string, string>;
}

export interface GateCall extends Bound {
  readonly at: 'gate';
  readonly target: Target;
  run(scene: Scene & { readonly gate: Gate }): Promise<unknown>;
}

export interface RoomCall extends Bound {
  readonly at: 'room';
  readonly repeatable: boolean;
  readonly slow: boolean;
  /** Whether it may leave an effect outside the database. @see turn */
  readonly lasting: boolean;
  target(tx: Tx, keyring: Keyring, caller: Caller): Promise<Target>;
  /** Slow work before the transaction; nothing where `slow` is false. */
  prepare(anteroom: Anteroom): Promise<void>;
  /** The name of the turn in which this call has its effect; undefined where it has none. Only where `lasting`. */
  turn(tx: Tx, keyring: Keyring): Promise<string | undefined>;
  /** Writes what tells of the effect after a crash. */
  note(desk: NoteDesk & Pick<Room, 'gate'>): Promise<void>;
  /** The effect outside the database; nothing where `lasting` is false. */
  effect(anteroom: Anteroom): Promise<void>;
  run(room: Room): Promise<unknown>;
  /** To be called at the end: lets go of what was prepared, where `run` never took it. */
  release(): void;
  afterCommit(scene: Scene & { readonly gate: Gate }): void;
}

export interface StreamCall extends Bound {
  readonly at: 'stream';
  readonly slow: boolean;
  target(tx: Tx, keyring: Keyring, caller: Caller): Promise<Target>;
  /** Slow work before the start is recorded; nothing where `slow` is false. */
  prepare(anteroom: Anteroom): Promise<void>;
  follow(hall: Hall): AsyncIterable<unknown>;
}

/** An operation as the corridor walks it. */
export interface Operation {
  readonly name: string;
  readonly needs: Need;
  /** @see Declaration.beforeFactor */
  readonly beforeFactor: boolean;
  /** @see Declaration.atEndpoint */
  readonly atEndpoint: boolean;
  readonly during: readonly InstanceState[];
  readonly throttle: ThrottleClass;
  readonly recorded: boolean;
  /** @throws VaultError BadParameter, naming every field that is wrong */
  parse(raw: unknown): GateCall | RoomCall | StreamCall;
}

/** @see GateOperation */
export const bindGate = <S extends Shape>(declared: GateOperation<S>): Operation =>
  bind(declared, (input) => {
    let output: OutputOf<S> | undefined;
    return {
      at: 'gate',
      target: declared.target(input),
      properties: (hash) => keepFields(declared.fields, input, output, hash),
      run: async (scene) => (output = parseOutput<S['output']>(declared.shape.output, await declared.run(scene, input))),
    };
  });

/** Of effects that take turns with all others of the house. */
const houseTurn = 'house';

/** @see RoomOperation */
export const bindRoom = <S extends Shape, P, N>(declared: RoomOperation<S, P, N>): Operation =>
  bind(declared, (input) => {
    let output: OutputOf<S> | undefined;
    let prepared: P | undefined;
    let noted: N | undefined;
    return {
      at: 'room',
      repeatable: declared.repeatable,
      slow: declared.prepare !== undefined || declared.effect !== undefined,
      lasting: declared.effect !== undefined,
      target: (tx, keyring, caller) => declared.target(input, tx, keyring, caller),
      properties: (hash) => keepFields(declared.fields, input, output, hash),
      prepare: async (anteroom) => void (prepared = await declared.prepare?.(anteroom, input)),
      turn: async (tx, keyring) => (declared.turn ? declared.turn(input, tx, keyring) : houseTurn),
      note: async (desk) => void (noted = await declared.note?.(desk, input)),
      effect: async (anteroom) => void (prepared = await declared.effect?.(anteroom, input, noted)),
      async run(room) {
        const taken = prepared;
        prepared = undefined;
        return (output = parseOutput<S['output']>(declared.shape.output, await declared.run(room, input, taken)));
      },
      release() {
        if (prepared !== undefined) declared.release?.(prepared);
      },
      afterCommit: (scene) => {
        if (output !== undefined) declared.afterCommit?.(scene, input, output);
      },
    };
  });

/** @see StreamOperation */
export const bindStream = <S extends Shape>(declared: StreamOperation<S>): Operation =>
  bind(declared, (input) => ({
    at: 'stream',
    slow: declared.prepare !== undefined,
    target: (tx, keyring, caller) => declared.target(input, tx, keyring, caller),
    properties: (hash) => keepFields(declared.fields, input, undefined, hash),
    prepare: async (anteroom) => declared.prepare?.(anteroom, input),
    async *follow(hall) {
      for await (const item of declared.follow(hall, input)) yield parseOutput<S['output']>(declared.shape.output, item);
    },
  }));

const bind = <S extends Shape>(declared: Declaration<S>, toCall: (input: InputOf<S>) => GateCall | RoomCall | StreamCall): Operation => ({
  name: declared.shape.name,
  needs: declared.needs,
  beforeFactor: declared.beforeFactor ?? false,
  atEndpoint: declared.atEndpoint ?? false,
  during: declared.during,
  throttle: declared.throttle,
  recorded: declared.recorded,
  parse: (raw) => toCall(parseInput<S['input']>(declared.shape.input, raw)),
});

/** What is wrong at the most, as far as it is told: a hostile input may be wrong in a hundred thousand places. */
const mostIssues = 32;

function parseInput<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new VaultError('BadParameter', { issues: parsed.error.issues.slice(0, mostIssues).map(toInputIssue) });
}

function toInputIssue(issue: z.core.$ZodIssue): { path: string; problem: string; limit?: number } {
  const base = { path: issue.path.join('.'), problem: issue.code === 'custom' ? issue.message : issue.code };
  if (issue.code === 'too_big') return { ...base, limit: Number(issue.maximum) };
  if (issue.code === 'too_small') return { ...base, limit: Number(issue.minimum) };
  return base;
}

/** Output that does not fit its own schema is a bug, and must not leave. */
const parseOutput = <T extends z.ZodType>(schema: T, output: unknown): z.output<T> => schema.parse(output);

function keepFields<I, O>(
  rules: Readonly<Record<string, FieldRule<I, O>>>,
  input: I,
  output: O | undefined,
  hash: LogHash,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const text = rule.from(input, output);
    if (text === undefined) continue;
    if (rule.keep === 'public') kept[name] = text;
    else if (hash) kept[name] = hash(text);
  }
  return kept;
}
