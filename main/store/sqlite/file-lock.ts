import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { isErrno, translateFileError } from '../../file-error.ts';
import { translateSqliteError } from './sqlite-error.ts';

/**
 * Takes the one place beside a store: SQLite's exclusive lock on an empty file, which the operating system releases when the process
 * dies, however it dies. The store's own file cannot serve: two connections of this process share it.
 * @param path of the lock file, which stays
 * @returns what gives the place back
 * @throws VaultError StoreInUse, StoreUnavailable
 */
export function takeLock(path: string): () => void {
  touch(path);
  let database: Database | undefined;
  try {
    database = new Database(path, { timeout: 0 });
    // In memory: nothing is ever written, and a journal beside it would be left behind by a killed process.
    database.pragma('journal_mode = MEMORY');
    database.exec('begin exclusive');
    const held = database;
    return () => {
      held.close();
    };
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new VaultError('StoreInUse', {});
    throw translateSqliteError(error);
  }
}

// Only makes it: opening a file that is locked, and closing it, would give up this process's own POSIX locks on it.
function touch(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (isErrno(error) && error.code === 'EEXIST') return;
    throw translateFileError(error);
  }
}
