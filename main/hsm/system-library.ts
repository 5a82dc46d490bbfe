import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, resolve, win32 } from 'node:path';
import { isErrno } from '../file-error.ts';

/** Where a system keeps libraries that an administrator installed. Another place may be the administrator's too; nobody says so there. */
const systemFolders = ['/usr/', '/lib/', '/lib64/', '/opt/', '/Library/', '/System/'];

const writableByOthers = 0o022;
/** As many as the system itself follows, about. */
const mostLinks = 32;

/**
 * Whether a library lies where only an administrator can have put it, or changed it or the way there. On Windows that is taken of the folders
 * of programs and of the system as they are when nobody changed their permissions.
 * @param path absolute @param env names the folders of Windows
 */
export async function isSystemLibrary(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    const real = await realpath(path);
    if (process.platform === 'win32') return isOfWindows(real, env);
    return systemFolders.some((folder) => real.startsWith(folder)) && (await isOwned(resolve(path), mostLinks));
  } catch (error) {
    // What can't be looked at says nothing for it.
    if (isErrno(error)) return false;
    throw error;
  }
}

/** Whether the administrator owns a file, each folder above it, and each link on the way, and nobody else may write to them. */
async function isOwned(path: string, linksLeft: number): Promise<boolean> {
  if (path !== '/' && !(await isOwned(dirname(path), linksLeft))) return false;
  const { uid, mode, ...found } = await lstat(path).then((it) => ({ uid: it.uid, mode: it.mode, isLink: it.isSymbolicLink() }));
  if (uid !== 0) return false;
  if (!found.isLink) return (mode & writableByOthers) === 0;
  return linksLeft > 0 && isOwned(resolve(dirname(path), await readlink(path)), linksLeft - 1);
}

const isOfWindows = (real: string, env: NodeJS.ProcessEnv): boolean =>
  ['ProgramFiles', 'SystemRoot'].some((name) => {
    const folder = env[name];
    return folder !== undefined && real.toLowerCase().startsWith(win32.join(folder, '\\').toLowerCase());
  });
