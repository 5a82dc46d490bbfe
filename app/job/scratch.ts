/**
 * Room on the disk for what is too long to wait in memory: a file of its own that nobody finds by a name, for its owner alone. It is given
 * nothing that is not sealed.
 */
export interface Scratch {
  /** Puts bytes behind those that are there; one call at a time. They stay the caller's. @throws VaultError StoreUnavailable */
  append(bytes: Uint8Array): Promise<void>;
  /** Fills `bytes` with what stands from there on. @throws VaultError StoreUnavailable, StoreDamaged where there is less */
  read(from: number, bytes: Uint8Array): Promise<void>;
  /** Gives the room up, as soon as what is on its way has ended. The end of the process does it too. */
  close(): void;
}
