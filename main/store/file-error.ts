import { VaultError } from '../../app/contract/vault-error.ts';

export const isErrno = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'errno' in error && 'code' in error;

/** What the file system says, in the house's words; undefined for what is no failure of the file system. */
export function toStoreError(error: unknown): VaultError | undefined {
  if (!isErrno(error)) return undefined;
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
