import { chmod, stat } from 'node:fs/promises';
import process from 'node:process';
import { VaultError } from '../../app/contract/vault-error.ts';
import { isErrno, translateFileError } from '../file-error.ts';

const writableByOthers = 0o022;

/**
 * Makes sure that nobody else can exchange what lies in a folder: somebody may have made it before us, in a place that all may write to.
 * One that is ours is closed to the writing of others; root takes any.
 * @throws VaultError StoreDamaged when it is another user's, StoreUnavailable
 */
export async function assertOwnFolder(path: string): Promise<void> {
  const me = process.geteuid?.();
  // Windows keeps no owner and mode of this kind.
  if (me === undefined) return;
  try {
    const { uid, mode } = await stat(path);
    if (uid !== me && me !== 0) throw new VaultError('StoreDamaged', { detail: 'the data folder is another user’s' });
    if (uid === me && (mode & writableByOthers) !== 0) await chmod(path, mode & 0o777 & ~writableByOthers);
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOENT') return;
    throw translateFileError(error);
  }
}
