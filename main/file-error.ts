import { VaultError } from '../app/contract/vault-error.ts';

export const isErrno = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'errno' in error && 'code' in error;

/** What a failing call of the file system means to the house; anything else is a bug and passes unchanged. */
export function translateFileError(error: unknown): unknown {
  if (!isErrno(error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new VaultError('StoreUnavailable', { reason: 'full' });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new VaultError('StoreUnavailable', { reason: 'readonly' });
    case 'EBUSY':
      return new VaultError('StoreUnavailable', { reason: 'busy' });
    default:
      return new VaultError('StoreUnavailable', { reason: 'io' });
  }
}
