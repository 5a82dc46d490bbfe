import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Keychain, SmallFile } from '../app/seal/crypto.ts';
import type { AnchorPlace } from '../app/seal/instance-folder.ts';
import { createSmallFile } from './crypto/small-file.ts';
import { translateFileError } from './file-error.ts';

/** The keychain is another process and may ask the person: it follows at a distance, and when the house closes. */
const keychainRestMs = 60_000;

/**
 * Where the anchor is kept: in a file apart from the data folder, so that a copy of that folder does not bring its own anchor along, and
 * in the keychain where one is trusted.
 */
export function createAnchorPlaces(keychain: Keychain, env: NodeJS.ProcessEnv): (instanceId: string) => readonly AnchorPlace[] {
  return (instanceId) => [
    { name: 'file', file: stateFile(join(stateFolder(env), `${instanceId}.anchor`)), restMs: 0 },
    { name: 'keychain', file: keychainFile(keychain, `anchor/${instanceId}`), restMs: keychainRestMs },
  ];
}

/** `$XDG_STATE_HOME/strongroom` (XDG Base Directory Specification). */
function stateFolder({ XDG_STATE_HOME: given }: NodeJS.ProcessEnv): string {
  return join(given && isAbsolute(given) ? given : join(homedir(), '.local', 'state'), 'strongroom');
}

/** On a fresh machine there is no state folder yet. */
function stateFile(path: string): SmallFile {
  const file = createSmallFile(path);
  return {
    ...file,
    replace: async (content) => {
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

function keychainFile(keychain: Keychain, account: string): SmallFile {
  const isTrusted = async (): Promise<boolean> => (await keychain.trust()) === 'trusted';
  return {
    read: async () => ((await isTrusted()) ? keychain.read(account) : undefined),
    replace: async (content) => {
      if (await isTrusted()) await keychain.write(account, content);
    },
    remove: async () => {
      if (await isTrusted()) await keychain.remove(account);
    },
  };
}
