import { VaultError } from '../contract/vault-error.ts';
import type { StoreOpener } from '../operation/store.ts';
import { copy } from './copy.ts';
import { createMemoryStore, type MemoryDisk, type MemoryFile } from './store.ts';
import { createTables } from './tables.ts';

/** A store on a disk in memory: it survives closing, opens only with the page key it was created with, and once at a time. */
export function createMemoryStoreOpener(disk: MemoryDisk = new Map(), path = '/strongroom.db'): StoreOpener {
  let inUse = false;

  const use = (opened: MemoryFile) => {
    inUse = true;
    return createMemoryStore(disk, opened, () => {
      inUse = false;
    });
  };

  return {
    exists: async () => disk.has(path),
    open: async (pageKey) => {
      const file = disk.get(path);
      if (!file) throw new VaultError('StoreDamaged', { detail: 'missing' });
      if (inUse) throw new VaultError('StoreInUse', {});
      if (!sameBytes(file.pageKey, pageKey)) throw new VaultError('StoreDamaged', { detail: 'key' });
      return use(file);
    },
    create: async (pageKey) => {
      if (disk.has(path)) throw new VaultError('InstanceExists', {});
      const file = { tables: createTables(), pageKey: copy(pageKey) };
      disk.set(path, file);
      return use(file);
    },
    discard: async () => {
      if (inUse) throw new VaultError('StoreInUse', {});
      disk.delete(path);
    },
  };
}

// Not in constant time: a twin for tests, which guards nothing.
const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);
