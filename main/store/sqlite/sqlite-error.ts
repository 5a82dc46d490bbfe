import Database from 'better-sqlite3-multiple-ciphers';
import { VaultError } from '../../../app/contract/vault-error.ts';

/** What a failing call of SQLite means to the house (https://sqlite.org/rescode.html); anything else is a bug and passes unchanged. */
export function translateSqliteError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const primary = error.code.split('_').slice(0, 2).join('_');
  switch (primary) {
    case 'SQLITE_FULL':
      return new VaultError('StoreUnavailable', { reason: 'full' });
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return new VaultError('StoreUnavailable', { reason: 'readonly' });
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new VaultError('StoreUnavailable', { reason: 'busy' });
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
      return new VaultError('StoreUnavailable', { reason: 'io' });
    case 'SQLITE_NOTADB':
      return new VaultError('StoreDamaged', { detail: 'key' });
    case 'SQLITE_CORRUPT':
      return new VaultError('StoreDamaged', { detail: 'pages' });
    default:
      return error;
  }
}

/** Whether a row with the same key was there already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Database.SqliteError && ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(error.code);
