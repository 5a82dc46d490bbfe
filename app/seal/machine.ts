import type { SmallFile } from './crypto.ts';

/** This machine, as far as it can be told apart from the data folder: that may be another's copy, or somebody may have written to it. */
export interface Machine {
  /** Whether only an administrator can have put a library where it is, whatever links lead there. Loads nothing. */
  isSystemLibrary(path: string): Promise<boolean>;
  /** Where this machine remembers the slots of an instance that it opened, or made, in a token. */
  knownSlots(instanceId: string): SmallFile;
}
