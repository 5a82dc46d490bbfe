import type { Keychain, SmallFile } from '../app/seal/crypto.ts';
import type { AnchorPlace } from '../app/seal/instance-folder.ts';
import { createStateFile } from './state-file.ts';

/** The keychain is another process and may ask the person: it follows at a distance, and when the house closes. */
const keychainRestMs = 60_000;

/**
 * Where the anchor is kept: in a file apart from the data folder, so that a copy of that folder does not bring its own anchor along, and
 * in the keychain where one is trusted.
 */
export function createAnchorPlaces(keychain: Keychain, env: NodeJS.ProcessEnv): (instanceId: string) => readonly AnchorPlace[] {
  return (instanceId) => [
    { name: 'file', file: createStateFile(env, `${instanceId}.anchor`), restMs: 0 },
    { name: 'keychain', file: keychainFile(keychain, `anchor/${instanceId}`), restMs: keychainRestMs },
  ];
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
