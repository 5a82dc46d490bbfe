import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Connection } from './connection.ts';
import { createFile, removeDatabase, syncFile } from './store-file.ts';

/**
 * Writes all that is committed into one new file, page-encrypted under the same key.
 * (The library's page-by-page backup opens its target without a key, and refuses.)
 * @throws VaultError Conflict when something is at `path`; StoreUnavailable, and then nothing is left there
 */
export function copyStore(writer: Connection, path: string): void {
  createFile(path, () => new VaultError('Conflict', { name: path }));
  try {
    writer.run('vacuum into ?', [path]);
    syncFile(path);
  } catch (error) {
    removeDatabase(path);
    throw error;
  }
}
