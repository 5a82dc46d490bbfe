import { closeSync, lstatSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { createTally, type Find, type Tally } from './find.ts';
import { readFileStretches } from './process-memory.ts';
import type { Search } from './search.ts';

export interface FileScan {
  readonly files: readonly string[];
  readonly bytes: number;
  readonly finds: readonly Find[];
}

/** Where a program may leave files that nobody asked for. */
const publicFolders = ['/tmp', '/var/tmp', '/dev/shm', '/var/crash', '/var/lib/systemd/coredump', '/run/user'];

/**
 * Looks through every file under `folders`, and under the places for everybody what belongs to the account: as it is, and unpacked
 * where gzip, zlib or zstd packed it. Snappy, with which Chromium's databases pack, leaves text that does not repeat as it is.
 */
export function scanFiles(uid: number, folders: readonly string[], search: Search): FileScan {
  const files = [...folders.flatMap((folder) => listFiles(folder)), ...publicFolders.flatMap((folder) => listFiles(folder, uid))];
  const unique = [...new Set(files)];
  const finds: Find[] = [];
  let bytes = 0;
  for (const file of unique) {
    const tally = createTally('file');
    bytes += scanFile(file, search, tally);
    finds.push(...tally.finds());
  }
  return { files: unique, bytes, finds };
}

/** @param owner only what belongs to this account, and everything in a folder that does */
function listFiles(folder: string, owner?: number): string[] {
  return entriesOf(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat || (owner !== undefined && stat.uid !== owner)) return [];
    // A link's own text is a place too.
    return stat.isDirectory() ? listFiles(path) : stat.isFile() || stat.isSymbolicLink() ? [path] : [];
  });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function scanFile(path: string, search: Search, tally: Tally): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  tally.add(search, Buffer.from(path), `name of ${path}`);
  if (stat.isSymbolicLink()) {
    tally.add(search, Buffer.from(readlinkSync(path)), path);
    return 0;
  }
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    for (const stretch of readFileStretches(file, path, search.longest - 1)) {
      bytes += stretch.bytes.length;
      tally.add(search, stretch.bytes, path);
      for (const unpacked of unpackAll(stretch.bytes)) tally.add(search, unpacked, `${path} (packed)`);
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

const packings = [
  { magic: Buffer.from([0x1f, 0x8b, 0x08]), unpack: gunzipSync },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), unpack: zstdDecompressSync },
  { magic: Buffer.from([0x78, 0x01]), unpack: inflateSync },
  { magic: Buffer.from([0x78, 0x9c]), unpack: inflateSync },
  { magic: Buffer.from([0x78, 0xda]), unpack: inflateSync },
];

function* unpackAll(bytes: Buffer): Generator<Buffer> {
  for (const { magic, unpack } of packings) {
    for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) {
      const unpacked = attempt(() => unpack(bytes.subarray(at), { maxOutputLength: 1 << 26 }));
      if (unpacked) yield unpacked;
    }
  }
}

/** Undefined for bytes that only look packed. */
function attempt(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}
