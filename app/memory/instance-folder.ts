import { VaultError } from '../contract/vault-error.ts';
import type { InstanceFolder } from '../seal/instance-folder.ts';
import type { SmallFile } from '../seal/crypto.ts';
import { createMemoryScratch } from './scratch.ts';
import { createMemorySmallFile } from './small-file.ts';
import type { MemoryDisk } from './store.ts';
import { createMemoryStoreOpener } from './store-opener.ts';

/** What a folder in memory keeps across engines: the twin of a disk. */
export interface MemoryFolder {
  readonly disk: MemoryDisk;
  readonly journalFile: SmallFile;
  readonly exports: Map<string, Uint8Array>;
  /** Lengths of what was put onto scratch files, each piece by itself. */
  readonly scratched: number[];
  slotFile: SmallFile | undefined;
}

export const createMemoryFolder = (): MemoryFolder => ({
  disk: new Map(),
  exports: new Map(),
  scratched: [],
  journalFile: createMemorySmallFile(),
  slotFile: undefined,
});

/** An instance folder over `folder`, as one engine sees it. */
export function openMemoryFolder(folder: MemoryFolder): InstanceFolder {
  const slotFile: SmallFile = {
    read: async () => folder.slotFile?.read(),
    async replace(content) {
      folder.slotFile ??= createMemorySmallFile();
      await folder.slotFile.replace(content);
    },
    async remove() {
      folder.slotFile = undefined;
    },
  };
  return {
    exists: async () => folder.slotFile !== undefined,
    slotFile,
    store: createMemoryStoreOpener(folder.disk),
    journalFile: folder.journalFile,
    async backup(store, time) {
      const path = `/backup/${time}.db`;
      await store.copyTo(path);
      return { folder: '/backup', sizeBytes: 0 };
    },
    async saveExport(name, parts) {
      const path = `/exports/${name}`;
      if (folder.exports.has(path)) throw new VaultError('Conflict', { name });
      const content: number[] = [];
      for await (const part of parts) for (const byte of part) content.push(byte);
      folder.exports.set(path, Uint8Array.from(content));
      return path;
    },
    openScratch: async () => createMemoryScratch(folder.scratched),
    async begin() {
      const draft = createMemorySmallFile();
      const store = createMemoryStoreOpener(folder.disk);
      await store.discard();
      return {
        slotFile: draft,
        store,
        async commit() {
          folder.slotFile = draft;
        },
      };
    },
  };
}
