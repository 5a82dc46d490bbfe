import type { Machine } from '../seal/machine.ts';
import { createMemorySmallFile } from './small-file.ts';

/** A machine on which what lies below `/usr/` is the system's. What it knows of slots outlives the engine. */
export function createMemoryMachine(): Machine {
  const known = createMemorySmallFile();
  return { isSystemLibrary: async (path) => path.startsWith('/usr/'), knownSlots: () => known };
}
