import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';

/** A stretch of a process's memory, or of a memory file that it holds open. */
export interface Stretch {
  /** The mapping's line in `/proc/PID/smaps`, or what the descriptor points to. */
  readonly place: string;
  readonly start: number;
  readonly bytes: Buffer;
}

const pageBytes = 4096;
const entryBytes = 8;
const mostBytes = 16 * 1024 * 1024;

/** What the kernel itself puts there, the same for every process, and lets nobody read through this file. */
const kernels = new Set(['[vvar]', '[vvar_vclock]', '[vsyscall]']);

interface Mapping {
  readonly start: number;
  readonly end: number;
  readonly line: string;
  /** Bytes in memory or on swap that are not those of a file on a disk. */
  readonly ownBytes: number;
}

/** A process whose memory cannot be read: then nothing can be said of it. */
export class UnreadableError extends Error {
  constructor(pid: number, cause: unknown) {
    super(`the memory of process ${pid} cannot be read; run the tests as root, with the right to trace processes`, { cause });
    this.name = 'UnreadableError';
  }
}

/**
 * Everything that a process has in memory or on swap, in stretches that overlap by `overlap` bytes. Left out is what is byte for byte
 * the content of a file on a disk, which is looked at there. Memory files that it holds open without having them mapped are included.
 * @throws UnreadableError
 */
export function* readMemory(pid: number, overlap: number): Generator<Stretch> {
  try {
    yield* readMappings(pid, overlap);
    yield* readMemoryFiles(pid, overlap);
  } catch (error) {
    throw new UnreadableError(pid, error);
  }
}

function* readMappings(pid: number, overlap: number): Generator<Stretch> {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const pages = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    for (const mapping of mappings(pid)) {
      for (const [start, end] of presentRuns(pages, mapping)) yield* readRun({ file: memory, place: mapping.line, start, end, overlap });
    }
  } finally {
    closeSync(memory);
    closeSync(pages);
  }
}

/** proc_pid_smaps(5). */
function mappings(pid: number): Mapping[] {
  const text = readFileSync(`/proc/${pid}/smaps`, 'utf8');
  const found: Mapping[] = [];
  for (const part of text.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
    const [line = ''] = part.split('\n', 1);
    const [, start = '', end = '', name = ''] = /^([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ \S+ *(.*)$/.exec(line) ?? [];
    if (kernels.has(name)) continue;
    const size = (field: string): number => Number(new RegExp(`^${field}: +(\\d+) kB$`, 'm').exec(part)?.[1] ?? 0) * 1024;
    const ownBytes = isOnDisk(name) ? size('Anonymous') + size('Swap') : size('Rss') + size('Swap');
    if (ownBytes > 0) found.push({ start: parseInt(start, 16), end: parseInt(end, 16), line, ownBytes });
  }
  return found;
}

/** Memory files (`/memfd:`, `/dev/shm`, System V) look like files but are none. What was removed from a disk can be read only here. */
const isOnDisk = (name: string): boolean => name.startsWith('/') && !/^\/(memfd:|dev\/|SYSV)|\(deleted\)$/.test(name);

/** Runs of pages that are in memory (bit 63) or on swap (bit 62), so that reserved room is neither read nor brought to life: pagemap(5). */
function* presentRuns(pages: number, { start, end }: Mapping): Generator<[number, number]> {
  const entries = Buffer.alloc(Math.min((end - start) / pageBytes, 1 << 17) * entryBytes);
  let from: number | undefined;
  for (let at = start; at < end; at += (entries.length / entryBytes) * pageBytes) {
    const wanted = Math.min(((end - at) / pageBytes) * entryBytes, entries.length);
    const length = readSync(pages, entries, 0, wanted, (at / pageBytes) * entryBytes);
    if (length < wanted) throw new Error(`the page map ends at ${at.toString(16)}`);
    for (let entry = 0; entry < length; entry += entryBytes) {
      const address = at + (entry / entryBytes) * pageBytes;
      const present = ((entries[entry + entryBytes - 1] ?? 0) & 0xc0) !== 0;
      if (present) from ??= address;
      else if (from !== undefined) {
        yield [from, address];
        from = undefined;
      }
    }
  }
  if (from !== undefined) yield [from, end];
}

interface Run {
  readonly file: number;
  readonly place: string;
  readonly start: number;
  readonly end: number;
  readonly overlap: number;
}

function* readRun({ file, place, start, end, overlap }: Run): Generator<Stretch> {
  const buffer = Buffer.alloc(Math.min(end - start, mostBytes));
  for (let at = start; at < end;) {
    const length = readSync(file, buffer, 0, Math.min(end - at, buffer.length), at);
    if (length === 0) throw new Error(`nothing to read at ${at.toString(16)} of ${place}`);
    yield { place, start: at, bytes: buffer.subarray(0, length) };
    at += at + length < end ? Math.max(length - overlap, 1) : length;
  }
}

/** Memory that is shared by its descriptor, whether or not it is mapped at the moment. */
function* readMemoryFiles(pid: number, overlap: number): Generator<Stretch> {
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    const place = readlinkSync(`/proc/${pid}/fd/${name}`);
    if (!/^\/(memfd:|dev\/shm\/)|^\/.*\(deleted\)$/.test(place)) continue;
    const file = openSync(`/proc/${pid}/fd/${name}`, 'r');
    try {
      yield* readFileStretches(file, place, overlap);
    } finally {
      closeSync(file);
    }
  }
}

/** @param file an open descriptor */
export function* readFileStretches(file: number, place: string, overlap: number): Generator<Stretch> {
  const buffer = Buffer.alloc(Math.max(overlap + 1, Math.min(fstatSync(file).size, mostBytes)));
  for (let at = 0; ;) {
    const length = readSync(file, buffer, 0, buffer.length, at);
    if (length === 0) return;
    yield { place, start: at, bytes: buffer.subarray(0, length) };
    if (length <= overlap) return;
    at += length < buffer.length ? length : length - overlap;
  }
}
