import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createMemoryStoreOpener } from '../../app/memory/store-opener.ts';
import type { Store, StoreOpener } from '../../app/operation/store.ts';
import { createSqliteStoreOpener } from '../../main/store/sqlite/store-opener.ts';

export const pageKey = new Uint8Array(32).map((_, at) => at * 7 + 1);

/** One place for a store, and openers that behave as separate programs would. */
export interface Place {
  opener(): StoreOpener;
  /** Opens what `copyTo(copyPath)` wrote. */
  copyOpener(): StoreOpener;
  readonly copyPath: string;
  remove(): void;
}

export interface Kind {
  readonly kind: string;
  readonly place: () => Place;
}

/** Every store behind the ports: each must behave the same. */
export const kinds: readonly Kind[] = [
  { kind: 'memory', place: memoryPlace },
  { kind: 'SQLite', place: sqlitePlace },
];

function memoryPlace(): Place {
  const disk = new Map();
  const opener = createMemoryStoreOpener(disk);
  const copyPath = '/copy/strongroom.db';
  return {
    opener: () => opener,
    copyOpener: () => createMemoryStoreOpener(disk, copyPath),
    copyPath,
    remove: () => disk.clear(),
  };
}

function sqlitePlace(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-store-'));
  const copy = mkdtempSync(join(tmpdir(), 'strongroom-copy-'));
  return {
    opener: () => createSqliteStoreOpener({ directory: join(directory, 'data') }),
    copyOpener: () => createSqliteStoreOpener({ directory: copy }),
    copyPath: join(copy, 'strongroom.db'),
    remove: () => {
      for (const path of [directory, copy]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Gives fresh stores, and closes and removes them after each test. */
export function usePlaces(kind: Kind): { place(): Place; store(): Promise<Store> } {
  const places: Place[] = [];
  const stores: Store[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const place of places.splice(0)) place.remove();
  });
  const place = () => {
    const made = kind.place();
    places.push(made);
    return made;
  };
  return {
    place,
    store: async () => {
      const store = await place().opener().create(pageKey);
      stores.push(store);
      return store;
    },
  };
}
