import type { SmallFile } from '../seal/crypto.ts';
import { copy } from './copy.ts';

/** @param content what the file holds at first; without it there is no file */
export function createMemorySmallFile(content?: Uint8Array): SmallFile {
  let held = copy(content);
  return {
    read: async () => copy(held),
    replace: async (next) => {
      held = copy(next);
    },
    remove: async () => {
      held = undefined;
    },
  };
}
