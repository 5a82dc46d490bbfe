import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTurn } from '../../app/operation/turn.ts';
import type { SmallFile } from '../../app/seal/crypto.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { isErrno, translateFileError } from '../file-error.ts';

const ownerOnly = 0o600;
/** No small file of the house comes near it: what is larger was not written by it, and is not read into memory. */
const mostBytes = 1024 * 1024;

const isAbsent = (error: unknown): boolean => isErrno(error) && error.code === 'ENOENT';

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFileError(error);
  }
}

async function withHandle<T>(path: string, flags: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, ownerOnly);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** A name is durable only when its directory is. Windows has no such call, and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await withHandle(dirname(path), 'r', (handle) => handle.sync());
}

async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    return await withHandle(path, 'r', async (handle) => {
      if ((await handle.stat()).size > mostBytes) throw new VaultError('StoreDamaged', { detail: 'file too large' });
      return new Uint8Array(await handle.readFile());
    });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Writes a file, for its owner alone, in place of one that may be there: whole or not at all. Of parts, one is held at a time. */
export async function replaceWhole(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.new`;
  // One that a crash left behind; `wx` then makes sure that the file is ours alone.
  await rm(temporary, { force: true });
  try {
    await withHandle(temporary, 'wx', async (handle) => {
      await handle.writeFile(content);
      await handle.sync();
    });
    await rename(temporary, path);
  } catch (error) {
    // Best effort: the reason that the write failed is what the caller must hear, and the next write removes the file anyway.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncDirectory(path);
}

/**
 * A file readable by its owner only, replaced in one step: a crash leaves the old content or the new.
 * Only when the directory cannot be synced may a refused `replace` have taken effect.
 * @param path in an existing directory that is nobody else's
 */
export function createSmallFile(path: string): SmallFile {
  /** Writers of one file share the name of the temporary one. */
  const inTurn = createTurn();
  return {
    read: () => translated(() => readWhole(path)),
    replace: (content) => inTurn(() => translated(() => replaceWhole(path, content))),
    remove: () =>
      inTurn(() =>
        translated(async () => {
          await rm(path, { force: true });
          await syncDirectory(path);
        }),
      ),
  };
}
