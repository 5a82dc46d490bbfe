import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Scratch } from '../../app/job/scratch.ts';
import { translateFileError } from '../file-error.ts';

/**
 * Opens files without a name in `folder`: where the system allows it, each has left the folder before anything is in it, so that not even
 * a crash leaves it behind. Elsewhere it goes when it is closed, or before the first one of the next process.
 */
export function createScratchFolder(folder: string): () => Promise<Scratch> {
  let cleared: Promise<void> | undefined;

  async function clear(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }

  async function ready(): Promise<void> {
    cleared ??= clear();
    try {
      await cleared;
    } catch (error) {
      cleared = undefined;
      throw error;
    }
  }

  return () =>
    translated(async () => {
      await ready();
      const path = join(folder, randomUUID());
      const handle = await open(path, 'wx+', 0o600);
      const isNameless = process.platform !== 'win32';
      if (isNameless) await rm(path);
      return createScratchFile(handle, isNameless ? undefined : path);
    });
}

/** @param path where the file still has one */
function createScratchFile(handle: FileHandle, path: string | undefined): Scratch {
  let length = 0;
  return {
    append: (bytes) =>
      translated(async () => {
        for (let done = 0; done < bytes.length;) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, length);
          done += bytesWritten;
          length += bytesWritten;
        }
      }),
    read: (from, bytes) =>
      translated(async () => {
        for (let done = 0; done < bytes.length;) {
          const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
          if (bytesRead === 0) throw new VaultError('StoreDamaged', { detail: 'scratch' });
          done += bytesRead;
        }
      }),
    // The handle waits for what is on its way.
    close: () => void handle.close().then(() => (path === undefined ? undefined : rm(path, { force: true }))),
  };
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFileError(error);
  }
}
