import type Database from 'better-sqlite3-multiple-ciphers';

/** A pragma that is set on a connection and read back, so that a library that ignores it is found out. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** What reading it gives when it holds. */
  readonly reads: string | number;
}

/** What every connection must hold. The order counts: entering WAL mode lowers `synchronous`, so that it is set after. */
const every: readonly Setting[] = [
  { name: 'synchronous', value: 'FULL', reads: 2 },
  { name: 'secure_delete', value: 'ON', reads: 1 },
  { name: 'trusted_schema', value: 'OFF', reads: 0 },
  { name: 'cell_size_check', value: 'ON', reads: 1 },
  { name: 'temp_store', value: 'MEMORY', reads: 2 },
  { name: 'mmap_size', value: '0', reads: 0 },
  { name: 'foreign_keys', value: 'ON', reads: 1 },
  // Only macOS has it: there fsync alone does not reach the medium.
  { name: 'fullfsync', value: 'ON', reads: 1 },
  { name: 'checkpoint_fullfsync', value: 'ON', reads: 1 },
  // SQLite drops the errors of its own checkpoints, and retries an fsync that failed. The store makes them itself.
  { name: 'wal_autocheckpoint', value: '0', reads: 0 },
];

export const writerSettings: readonly Setting[] = [
  { name: 'journal_mode', value: 'WAL', reads: 'wal' },
  ...every,
  { name: 'journal_size_limit', value: '67108864', reads: 67_108_864 },
  // In KiB: every operation runs here, and this holds the upper pages of every index of a million secrets. Taken only as it is needed.
  { name: 'cache_size', value: '-65536', reads: -65_536 },
];

export const readerSettings: readonly Setting[] = [...every, { name: 'query_only', value: 'ON', reads: 1 }];

export function applySettings(database: Database, settings: readonly Setting[]): void {
  for (const { name, value } of settings) database.pragma(`${name} = ${value}`);
}

/** @throws Error naming the first setting that does not hold; a store without it must not be used */
export function assertSettings(database: Database, settings: readonly Setting[]): void {
  for (const { name, reads } of settings) {
    const found = database.pragma(name, { simple: true });
    if (found !== reads) throw new Error(`the store needs ${name} = ${reads}, found ${String(found)}`);
  }
}
