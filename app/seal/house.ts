import type { Standings } from '../access/standings.ts';
import type { Entry } from '../audit/entry.ts';
import type { Staging } from '../job/staging.ts';
import type { RotationTroubles } from '../key/rotation-trouble.ts';
import type { Committer } from '../operation/committer.ts';
import type { Store } from '../operation/store.ts';
import type { Turns } from '../operation/turn.ts';
import type { Gate } from './gate.ts';
import type { Keyring } from './keyring.ts';

/** What an open house offers to operations. */
export interface OpenHouse {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly committer: Committer;
  /** The time that decides, milliseconds since 1970: the computer's, but never before the newest record. */
  readonly now: () => number;
  readonly staging: Staging;
  /** What people may do; nothing of it stays when the house is closed. */
  readonly standings: Standings;
  /** Of effects in tokens, for whoever has one: what a person asks for, and what the house does by itself. */
  readonly inTurn: Turns;
  readonly troubles: RotationTroubles;
}

/** The instance as the corridor sees it: a gate that is always there, and rooms while it is open. */
export interface House {
  readonly gate: Gate;
  open(): OpenHouse | undefined;
  /** Keeps what happened while there is no store to keep it in; it becomes part of the log at the next unlock. */
  journal(entries: readonly Entry[]): Promise<void>;
}
