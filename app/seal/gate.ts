import type { OpenLog } from '../audit/open-log.ts';
import type { Departure } from '../contract/bridge.ts';
import type { InstanceState, Slot } from '../contract/instance.ts';
import type { Input, Output } from '../contract/operation.ts';
import type { GuessCount } from '../identity/guess-delay.ts';
import type { PersonRow } from '../identity/directory-store.ts';
import type { Scratch } from '../job/scratch.ts';
import type { SlotSeat } from './hsm-slot.ts';

/** What making an instance needs to be told; the corridor has parsed it, passwords are hashed. */
export interface InstancePlan {
  readonly organisation: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly person: Pick<PersonRow, 'name' | 'displayName' | 'passwordSalt' | 'passwordCost' | 'passwordHash'>;
  readonly passphrase: Uint8Array;
  readonly keychain: boolean;
  readonly shareCheck: Uint8Array | undefined;
}

/** Opening and closing the house: all that an operation may ask of it. `prepare`, `create` and `unlock` happen one at a time. */
export interface Gate {
  state(): InstanceState;
  /** While quarantined: the records that the store holds, and that the anchor has seen. */
  rollback(): { found: number; expected: number };
  /** What anyone in front of the window may know. */
  view(): Promise<Output<'InstanceGet'>>;
  /** Draws a root key in memory, and its recovery shares if they are wanted; a second call draws anew. */
  prepare(split: { count: number; threshold: number } | undefined): Promise<Uint8Array[]>;
  /** @throws VaultError InstanceExists, SlotsTooFew, ShareInvalid, ShareForeign, KeychainUnavailable, StoreUnavailable */
  create(plan: InstancePlan, time: number): Promise<string>;
  /** @throws VaultError InstanceOpen, UnlockFailed, Throttled, SlotNotFound, SharesTooFew, ShareInvalid, ShareForeign, KeychainUnavailable, SlotUnconfirmed, PinRefused, Hsm…, Store… */
  unlock(way: Input<'InstanceUnlock'>): Promise<InstanceState>;
  /** Looks for the token of a slot while the house is sealed. @throws VaultError InstanceOpen, SlotNotFound */
  lookForSlot(id: string): Promise<Output<'SlotLook'>>;
  /** The open log. @throws VaultError InstanceSealed */
  log(): OpenLog;
  slots(): readonly Slot[];
  /** How often the slot file was changed. */
  slotSequence(): number;
  /** The key in a token that a slot names. */
  slotObject(id: string): { readonly version: string; readonly token: string } | undefined;
  /** Writes the slot file: an effect outside the database. @param seat of an `hsm` slot */
  addSlot(input: Input<'SlotAdd'>, time: number, seat?: SlotSeat): Promise<{ slot: Slot; shares?: Uint8Array[] }>;
  /** @throws VaultError SlotNotFound, SlotsTooFew */
  removeSlot(id: string): Promise<void>;
  /** Copies the instance beside its data: an effect outside the database. */
  backup(time: number): Promise<{ folder: string; sizeBytes: number }>;
  /** Writes an exported file beside its data: an effect outside the database. @see InstanceFolder.saveExport */
  saveExport(name: string, parts: AsyncIterable<Uint8Array>): Promise<string>;
  /** @see InstanceFolder.openScratch */
  openScratch(): Promise<Scratch>;
  /** Whether the house was opened by recovery shares and nobody has signed in since: a forgotten passphrase and password may be replaced. */
  recovering(): boolean;
  endRecovery(): void;
  /** Replaces every passphrase slot by one of `passphrase`. */
  replacePassphrase(passphrase: Uint8Array, time: number): Promise<void>;
  /** Says that what the store holds is what shall hold, though the anchor remembers more. */
  acceptRestore(): void;
  setIdleMinutes(minutes: number): void;
  /** Guesses of passwords: one at a time, slowed by the name that was tried. */
  readonly guesses: GuessCount;
  /** Ends every session and page of the window once the answers on their way are sent; the house stays open. */
  lockWindow(): void;
  /** Closes the house once the answers on their way are sent; the engine's process ends. */
  leave(departure: Departure): void;
}
