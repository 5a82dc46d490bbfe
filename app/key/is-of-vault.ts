import type { Tx } from '../operation/store.ts';
import { objectText } from './object-id.ts';

/** As long as the ids that the house draws. */
const idBytes = 16;

/** Whether a vault has an object of a token for a key, or had it, and it is yet to be destroyed: who purged a key was told that it is gone. */
export async function isOfVault({ keys, keyRemains }: Pick<Tx, 'keys' | 'keyRemains'>, object: Uint8Array): Promise<boolean> {
  if (object.length !== idBytes) return false;
  const version = objectText(object);
  return (await keys.hasVersion(version)) || (await keyRemains.find(version)) !== undefined;
}
