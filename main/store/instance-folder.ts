import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Store } from '../../app/operation/store.ts';
import type { InstanceDraft, InstanceFolder } from '../../app/seal/instance-folder.ts';
import { createSmallFile, replaceWhole } from '../crypto/small-file.ts';
import { isErrno, translateFileError } from '../file-error.ts';
import { createScratchFolder } from './scratch-file.ts';
import { createSqliteStoreOpener } from './sqlite/store-opener.ts';

const ownerOnly = 0o700;

/**
 * An instance on disk: `instance/` with slot file and database. A new one is filled in `instance.draft/` and renamed, so that a crash
 * leaves either none or a whole one.
 * @param data the folder of one console, absolute
 */
export function openInstanceFolder(data: string): InstanceFolder {
  const instance = join(data, 'instance');
  return {
    exists: () => translated(() => isThere(instance)),
    slotFile: createSmallFile(join(instance, 'slots.json')),
    store: createSqliteStoreOpener({ directory: instance }),
    journalFile: createSmallFile(join(data, 'journal')),
    backup: (store, time) => translated(() => writeBackup(data, instance, store, time)),
    saveExport: (name, parts) => translated(() => writeExport(data, name, parts)),
    openScratch: createScratchFolder(join(data, 'scratch')),
    begin: () => translated(() => beginDraft(data, instance)),
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function beginDraft(data: string, instance: string): Promise<InstanceDraft> {
  const draft = join(data, 'instance.draft');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: ownerOnly });
  return {
    slotFile: createSmallFile(join(draft, 'slots.json')),
    store: createSqliteStoreOpener({ directory: draft }),
    commit: () =>
      translated(async () => {
        if (await isThere(instance)) throw new VaultError('InstanceExists', {});
        await syncFolder(draft);
        await rename(draft, instance);
        await syncFolder(data);
      }),
  };
}

async function writeBackup(data: string, instance: string, store: Store, time: number): Promise<{ folder: string; sizeBytes: number }> {
  const folder = join(data, 'backup', new Date(time).toISOString().replaceAll(':', '-'));
  if (await isThere(folder)) throw new VaultError('Conflict', { name: folder });
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: ownerOnly });
  const database = join(draft, 'strongroom.db');
  await store.copyTo(database);
  const slots = await createSmallFile(join(instance, 'slots.json')).read();
  if (!slots) throw new VaultError('SlotFileDamaged', {});
  await createSmallFile(join(draft, 'slots.json')).replace(slots);
  await syncFolder(draft);
  await rename(draft, folder);
  await syncFolder(join(data, 'backup'));
  return { folder, sizeBytes: (await stat(join(folder, 'strongroom.db'))).size };
}

async function writeExport(data: string, name: string, parts: AsyncIterable<Uint8Array>): Promise<string> {
  const folder = join(data, 'exports');
  if ((await mkdir(folder, { recursive: true, mode: ownerOnly })) !== undefined) await syncFolder(data);
  const path = join(folder, name);
  if (await isThere(path)) throw new VaultError('Conflict', { name });
  await replaceWhole(path, parts);
  return path;
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFileError(error);
  }
}
