import { VaultError } from '../contract/vault-error.ts';
import type { Scratch } from '../job/scratch.ts';

/** Room in memory: the twin of one on the disk. @param lengths gets the length of each piece that is put there */
export function createMemoryScratch(lengths: number[] = []): Scratch {
  let held = new Uint8Array(0);
  let length = 0;
  return {
    async append(bytes) {
      if (length + bytes.length > held.length) {
        const larger = new Uint8Array(Math.max(held.length * 2, length + bytes.length));
        larger.set(held);
        held = larger;
      }
      held.set(bytes, length);
      lengths.push(bytes.length);
      length += bytes.length;
    },
    async read(from, bytes) {
      if (from + bytes.length > length) throw new VaultError('StoreDamaged', { detail: 'scratch' });
      bytes.set(held.subarray(from, from + bytes.length));
    },
    close() {
      held = new Uint8Array(0);
      length = 0;
    },
  };
}
