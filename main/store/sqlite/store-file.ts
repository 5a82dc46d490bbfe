import { accessSync, chmodSync, closeSync, constants, fsyncSync, lstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { isErrno, translateFileError } from '../../file-error.ts';

/** Where a store lives. The files are opened by SQLite alone: closing one here would give up this process's POSIX locks on it. */
export interface StorePath {
  readonly directory: string;
  readonly database: string;
  readonly lock: string;
}

export const storePath = (directory: string): StorePath => ({
  directory,
  database: join(directory, 'strongroom.db'),
  lock: join(directory, 'strongroom.lock'),
});

const onlyOwner = { directory: 0o700, file: 0o600 } as const;

export const hasFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** @throws VaultError StoreDamaged unless `path` is a file with something in it */
export function assertFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new VaultError('StoreDamaged', { detail: 'missing' });
  if (!found.isFile()) throw new VaultError('StoreDamaged', { detail: 'not a file' });
  if (found.size === 0) throw new VaultError('StoreDamaged', { detail: 'empty' });
}

/** Makes the folder where there is none, and closes it to everyone but its owner. @throws VaultError StoreUnavailable */
export function prepareDirectory(directory: string): void {
  translated(() => {
    makeDirectory(directory);
    tighten(directory, onlyOwner.directory);
    // SQLite would fall back to reading, and fail later and less clearly.
    accessSync(directory, constants.W_OK);
  });
}

/** Closes a file to everyone but its owner; SQLite gives journals the mode of their database. @throws VaultError StoreUnavailable */
export function tightenFile(path: string): void {
  translated(() => {
    tighten(path, onlyOwner.file);
    accessSync(path, constants.W_OK);
  });
}

/**
 * Makes an empty file that only its owner can open.
 * @param taken what to throw when something is there
 */
export function createFile(path: string, taken: () => VaultError): void {
  try {
    closeSync(openSync(path, 'wx', onlyOwner.file));
  } catch (error) {
    throw isErrno(error) && error.code === 'EEXIST' ? taken() : translateFileError(error);
  }
}

/** Makes a file and its entry in the folder durable. Never for a database that is open. */
export function syncFile(path: string): void {
  translated(() => {
    sync(path, 'r+');
    syncFolder(dirname(path));
  });
}

/** Makes the entries of a folder durable. */
export function syncDirectory(directory: string): void {
  translated(() => {
    syncFolder(directory);
  });
}

/** Removes a database with its journals. */
export function removeDatabase(path: string): void {
  translated(() => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
  });
}

// Not `recursive`: that reports a read-only file system as a missing folder.
function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { mode: onlyOwner.directory });
  } catch (error) {
    const code = isErrno(error) ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(directory) === directory) throw error;
    makeDirectory(dirname(directory));
    mkdirSync(directory, { mode: onlyOwner.directory });
  }
}

function tighten(path: string, mode: number): void {
  if ((statSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
}

function syncFolder(directory: string): void {
  // Windows neither needs nor allows it.
  if (process.platform !== 'win32') sync(directory, 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function translated(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw translateFileError(error);
  }
}
