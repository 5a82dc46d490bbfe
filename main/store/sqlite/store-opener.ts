import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Store, StoreOpener } from '../../../app/operation/store.ts';
import { migrations as everyMigration } from '../migration/list.ts';
import type { Migration } from '../migration/migration.ts';
import { checkpointWhole } from './checkpoint.ts';
import { openConnection, type Connection } from './connection.ts';
import { assertSettings, readerSettings, writerSettings, type Setting } from './durable-setting.ts';
import { takeLock } from './file-lock.ts';
import { migrate } from './migrate.ts';
import { assertFile, createFile, hasFile, prepareDirectory, removeDatabase, storePath, syncDirectory, tightenFile } from './store-file.ts';
import type { StorePath } from './store-file.ts';
import { createSqliteStore } from './store.ts';

/** @param directory absolute; made when the store is created */
export function createSqliteStoreOpener({ directory }: { readonly directory: string }): StoreOpener {
  const path = storePath(directory);
  return {
    exists: async () => hasFile(path.database),
    open: async (pageKey) => {
      assertFile(path.database);
      prepareDirectory(directory);
      const release = takeLock(path.lock);
      return orRelease(release, async () => {
        tightenFile(path.database);
        return openSqliteStore({ path, release }, pageKey);
      });
    },
    create: async (pageKey) => {
      prepareDirectory(directory);
      const release = takeLock(path.lock);
      return orRelease(release, async () => createStore(path, release, pageKey));
    },
    discard: async () => {
      if (!hasFile(path.database)) return;
      const release = takeLock(path.lock);
      try {
        removeDatabase(path.database);
        syncDirectory(directory);
      } finally {
        release();
      }
    },
  };
}

/** What an opening takes; the settings are named only by tests that prove what happens without them. */
export interface OpenPlan {
  readonly path: StorePath;
  readonly release: () => void;
  readonly writerSettings?: readonly Setting[];
  readonly readerSettings?: readonly Setting[];
  readonly migrations?: readonly Migration[];
}

/**
 * Opens both connections of a file whose place is taken, and brings its schema up to date.
 * @throws VaultError StoreNewer, StoreDamaged, StoreUnavailable; Error when a setting does not hold. The place is still taken then.
 */
export async function openSqliteStore(plan: OpenPlan, pageKey: Uint8Array): Promise<Store> {
  const { path, release } = plan;
  const settings = { writer: plan.writerSettings ?? writerSettings, reader: plan.readerSettings ?? readerSettings };
  const opened: Connection[] = [];
  const connect = (readonly: boolean, wanted: readonly Setting[]) => {
    const connection = openConnection({ path: path.database, readonly, settings: wanted }, pageKey);
    opened.push(connection);
    return connection;
  };
  try {
    const writer = connect(false, settings.writer);
    await migrate(writer, plan.migrations ?? everyMigration);
    const reader = connect(true, settings.reader);
    // Once more, now that both have read and one may have written: the library lowers a setting only when it first touches the file.
    assertSettings(writer.database, settings.writer);
    assertSettings(reader.database, settings.reader);
    return createSqliteStore({ writer, reader, release });
  } catch (error) {
    for (const connection of opened.toReversed()) connection.database.close();
    throw error;
  }
}

async function createStore(path: StorePath, release: () => void, pageKey: Uint8Array): Promise<Store> {
  createFile(path.database, () => new VaultError('InstanceExists', {}));
  try {
    await writeSchema(path, pageKey);
    syncDirectory(path.directory);
    return await openSqliteStore({ path, release }, pageKey);
  } catch (error) {
    removeDatabase(path.database);
    throw error;
  }
}

/** Leaves a file that holds the whole schema by itself, without a journal. */
async function writeSchema(path: StorePath, pageKey: Uint8Array): Promise<void> {
  const writer = openConnection({ path: path.database, readonly: false, settings: writerSettings }, pageKey);
  try {
    await migrate(writer, everyMigration);
    checkpointWhole(writer);
  } finally {
    writer.database.close();
  }
}

async function orRelease(release: () => void, work: () => Promise<Store>): Promise<Store> {
  try {
    return await work();
  } catch (error) {
    release();
    throw error;
  }
}
