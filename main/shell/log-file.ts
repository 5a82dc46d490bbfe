import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogFile {
  readonly path: string;
  /** Appends raw output of a process. */
  append(chunk: Uint8Array): void;
  /** Appends one line with the time. */
  line(text: string): void;
}

const kept = 3;

/**
 * A small log of a process's own words: one file and its predecessors (`.1` is the newest of them).
 * @param path of the file; its folder is made
 * @param mostBytes after which the file is put aside
 */
export function openLogFile(path: string, mostBytes = 1024 * 1024): LogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const append = (chunk: Uint8Array): void => {
    if (size > 0 && size + chunk.length > mostBytes) {
      rotate(path);
      size = 0;
    }
    appendFileSync(path, chunk, { mode: 0o600 });
    size += chunk.length;
  };
  return { path, append, line: (text) => append(Buffer.from(`${new Date().toISOString()} ${oneLine(text)}\n`)) };
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').slice(0, 2000);

function rotate(path: string): void {
  rmSync(`${path}.${kept}`, { force: true });
  for (let age = kept - 1; age >= 0; age -= 1) {
    const from = age === 0 ? path : `${path}.${age}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${age + 1}`);
  }
}
