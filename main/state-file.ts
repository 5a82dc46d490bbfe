import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { SmallFile } from '../app/seal/crypto.ts';
import { createSmallFile } from './crypto/small-file.ts';
import { translateFileError } from './file-error.ts';

/** A small file of this account on this machine, apart from every data folder: in `$XDG_STATE_HOME/strongroom` (XDG Base Directory Specification). */
export function createStateFile({ XDG_STATE_HOME: given }: NodeJS.ProcessEnv, name: string): SmallFile {
  const path = join(given && isAbsolute(given) ? given : join(homedir(), '.local', 'state'), 'strongroom', name);
  const file = createSmallFile(path);
  return {
    ...file,
    replace: async (content) => {
      // On a fresh machine there is no such folder yet.
      await makeFolder(dirname(path));
      await file.replace(content);
    },
  };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw translateFileError(error);
  }
}
