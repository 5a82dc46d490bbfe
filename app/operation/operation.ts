import type { ActionNeed } from '../access/role.ts';
import type { Standings } from '../access/standings.ts';
import type { EndpointHost } from '../endpoint/endpoint-host.ts';
import type { Authority } from '../identity/authority.ts';
import type { Caller } from '../identity/caller.ts';
import type { OneTimeCode } from '../identity/one-time-code.ts';
import type { Passkey } from '../identity/passkey.ts';
import type { Principal } from '../identity/principal.ts';
import type { Tokens } from '../identity/token.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InputOf, OutputOf, Shape } from '../contract/shape.ts';
import type { VaultError } from '../contract/vault-error.ts';
import type { FileCipher } from '../export/file-cipher.ts';
import type { HsmHosts } from '../hsm/hsm-host.ts';
import type { FileParser } from '../import/file-parser.ts';
import type { KeyCrypto, KeyFileReader } from '../key/private-key.ts';
import type { RotationTroubles } from '../key/rotation-trouble.ts';
import type { Crypto, PassphraseHash } from '../seal/crypto.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Gate } from '../seal/gate.ts';
import type { Staging } from '../job/staging.ts';
import type { Clock } from './clock.ts';
import type { Perform, Rehearse } from './perform.ts';
import type { Tx } from './store.ts';

/** What a caller must have: nothing, a session, or a grant with an action (management) or a data action (what vaults hold). */
export type Need = { readonly kind: 'nothing' } | { readonly kind: 'session' } | ActionNeed;

/** What an operation is about, as authorization and the log see it. */
export interface Target {
  /** Where a grant must reach: an Azure resource path, `/` for the whole tenant. */
  readonly scope: string;
  /** The Azure resource id in the record. */
  readonly resourceId: string;
  /** What people read in the log: `payroll / db-password`. */
  readonly object: string;
  /** That it is nothing that this can be done with: told to whoever may know that it is there. */
  readonly unfit?: VaultError;
}

/** How a field of a record is kept; what is not declared is not kept at all. */
export type FieldRule<I, O> =
  | { readonly keep: 'public'; readonly from: (input: I, output: O | undefined) => string | undefined }
  | { readonly keep: 'hmac'; readonly from: (input: I, output: O | undefined) => string | undefined };

/** Which allowance a call draws on. `guess` is for passwords and passphrases, `window` for the rest until doors differ. */
export type ThrottleClass = 'guess' | 'window';

export interface Declaration<S extends Shape> {
  readonly shape: S;
  readonly needs: Need;
  /** Whether somebody who must set up a second factor first may do it before that: signing in, setting it up, leaving. */
  readonly beforeFactor?: true;
  /** Whether it is answered at the endpoint though it needs nothing: what proves an application, and what is told to anybody who asks. */
  readonly atEndpoint?: true;
  readonly during: readonly InstanceState[];
  readonly throttle: ThrottleClass;
  /** `false` only where a record would say nothing: the window asking what to show. */
  readonly recorded: boolean;
  readonly fields: Readonly<Record<string, FieldRule<InputOf<S>, OutputOf<S>>>>;
}

/** What every operation may use. Time is that of the call: one operation sees one instant. */
export interface Scene {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly time: number;
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
  readonly correlationId: string;
  readonly newId: () => string;
  readonly signal: AbortSignal;
}

/** An operation inside the open house: what it changes and its record are one transaction. */
export interface Room extends Scene {
  readonly tx: Tx;
  readonly keyring: Keyring;
  readonly gate: Gate;
  readonly staging: Staging;
  readonly standings: Standings;
  readonly troubles: RotationTroubles;
  /** Who asks; the corridor has made sure that there is one where the operation needs it. */
  readonly principal: Principal;
  /** Says who it turned out to be: the record of signing in is the person's, not nobody's. */
  identify(principal: Principal): void;
  /**
   * Has `work` done right after the commit, and never where there is none: what lives in memory and not in rows. What it promises is
   * waited for before the answer.
   */
  onCommit(work: OnCommit): void;
}

export type OnCommit = () => void | Promise<void>;

/** The same before the transaction: it may read what is committed, and be slow. */
export interface Anteroom extends Scene {
  readonly keyring: Keyring;
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly gate: Gate;
  readonly staging: Staging;
  readonly standings: Standings;
  readonly principal: Principal;
  /** Says who asks, where the record shall say so of a refusal too: what was proved so far is no session. */
  identify(principal: Principal): void;
}

/** An anteroom that other operations can be walked from, in steps. */
export interface Hall extends Anteroom {
  readonly perform: Perform;
  /** As far as `perform` would go without doing anything: whether the input is right and the person may. Nothing is recorded. */
  readonly rehearse: Rehearse;
  readonly clock: Clock;
}

/** An operation that opens, makes or describes the house: it runs without a transaction, because there may be no store yet. */
export interface GateOperation<S extends Shape = Shape> extends Declaration<S> {
  readonly at: 'gate';
  target(input: InputOf<S>): Target;
  run(scene: Scene & { readonly gate: Gate }, input: InputOf<S>): Promise<OutputOf<S>>;
}

/** An operation inside the open house. `P` is what its slow preparation or its effect hands on, `N` what its note does. */
export interface RoomOperation<S extends Shape = Shape, P = undefined, N = undefined> extends Declaration<S> {
  readonly at: 'room';
  /** A repetition by the same identity with the same request id and input within five minutes gets the first answer. */
  readonly repeatable: boolean;
  /**
   * What it is about, from rows that were checked. What is not there is targeted at `/`: only who may act everywhere is told by `run`
   * that there is nothing.
   */
  target(input: InputOf<S>, tx: Tx, keyring: Keyring, caller: Caller): Promise<Target>;
  /** Slow work that must not hold the transaction (password hashing); runs after authorization. */
  readonly prepare?: (anteroom: Anteroom, input: InputOf<S>) => Promise<P | undefined>;
  /**
   * What leaves a lasting effect outside the database (a file, an HSM object). Runs after `prepare`; the corridor commits a record of
   * the attempt before it, and of the outcome after it.
   */
  readonly effect?: (anteroom: Anteroom, input: InputOf<S>, noted: N | undefined) => Promise<P>;
  /**
   * Of calls that have an effect, those with the same answer have it one after the other: what is slow holds up only what needs the same
   * thing. undefined where this call has none, and then only `prepare` runs; left out where all calls have one, each after the other.
   */
  readonly turn?: (input: InputOf<S>, tx: Tx, keyring: Keyring) => Promise<string | undefined>;
  /** Writes with the record of the attempt what tells of it after a crash. */
  readonly note?: (desk: NoteDesk & Pick<Room, 'gate'>, input: InputOf<S>) => Promise<N>;
  /** What was prepared is its own from now on. */
  run(room: Room, input: InputOf<S>, prepared: P | undefined): Promise<OutputOf<S>>;
  /** Zeroes what was prepared where it never came to `run`: given up, or refused by then. */
  readonly release?: (prepared: P) => void;
  /** What must not be undone by the transaction and not happen without it: starting a session, closing the house. */
  afterCommit?(scene: Scene & { readonly gate: Gate }, input: InputOf<S>, output: OutputOf<S>): void;
}

/** What a note is written by. */
export type NoteDesk = Pick<Room, 'tx' | 'keyring' | 'newId' | 'time'>;

/** An operation that goes on answering. Its start is authorized and recorded like a call; `follow` runs after that commit. */
export interface StreamOperation<S extends Shape = Shape> extends Declaration<S> {
  readonly at: 'stream';
  /** @see RoomOperation.target */
  target(input: InputOf<S>, tx: Tx, keyring: Keyring, caller: Caller): Promise<Target>;
  /** What must hold before anything is begun (a password that is asked for again); what it throws is the outcome in the record. */
  readonly prepare?: (anteroom: Anteroom, input: InputOf<S>) => Promise<void>;
  follow(hall: Hall, input: InputOf<S>): AsyncIterable<OutputOf<S>>;
}

/** A field kept in clear in the record. */
export const kept = <I, O>(from: (input: I, output: O | undefined) => string | undefined): FieldRule<I, O> => ({ keep: 'public', from });

/** A field kept as a keyed hash: it can be searched for, not read. */
export const hashed = <I, O>(from: (input: I, output: O | undefined) => string | undefined): FieldRule<I, O> => ({ keep: 'hmac', from });

/** The whole house as the object of an operation. @param object what people read in the log */
export const houseTarget = (object: string): Target => ({ scope: '/', resourceId: '/', object });
