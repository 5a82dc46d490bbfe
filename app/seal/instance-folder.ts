import type { Scratch } from '../job/scratch.ts';
import type { Store, StoreOpener } from '../operation/store.ts';
import type { SmallFile } from './crypto.ts';

/** A folder that is being filled. Nothing of it is an instance before `commit`. */
export interface InstanceDraft {
  readonly slotFile: SmallFile;
  readonly store: StoreOpener;
  /** Makes the draft the instance, in one durable step. The store is closed by then. @throws VaultError InstanceExists, StoreUnavailable */
  commit(): Promise<void>;
}

/** Where an instance lives: slot file and database together, so that there is never one without the other. */
export interface InstanceFolder {
  exists(): Promise<boolean>;
  readonly slotFile: SmallFile;
  readonly store: StoreOpener;
  /** Beside the instance: what happened while it was sealed. */
  readonly journalFile: SmallFile;
  /**
   * Copies database and slot file into a folder of their own, whole or not at all.
   * @param store the open one @param time names the copy, milliseconds since 1970
   * @returns where it lies, and its size in bytes
   * @throws VaultError StoreUnavailable, Conflict when there is one of that time
   */
  backup(store: Store, time: number): Promise<{ folder: string; sizeBytes: number }>;
  /**
   * Writes a file into the folder of exports, for its owner alone, whole or not at all. None that is there is overwritten.
   * @param name of the file, safe as one @param parts its content, of which no more than a part is kept in memory
   * @returns where it lies
   * @throws VaultError StoreUnavailable, Conflict when there is one of that name; what `parts` throws
   */
  saveExport(name: string, parts: AsyncIterable<Uint8Array>): Promise<string>;
  /** @throws VaultError StoreUnavailable */
  openScratch(): Promise<Scratch>;
  /** An empty draft; an older one that was never committed is discarded. */
  begin(): Promise<InstanceDraft>;
}

/** One place outside the database that remembers the anchor. */
export interface AnchorPlace {
  readonly name: string;
  readonly file: SmallFile;
  /** Least time between two writes, in milliseconds: a keychain is slower than a file. */
  readonly restMs: number;
}
