import type { KeySpec, KeyType } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Scene } from '../operation/operation.ts';
import { newVersionId } from '../vault/object-version.ts';
import type { MadeKey } from './add-key-version.ts';
import { isHsm } from './key-kind.ts';

/** Draws a software key. @returns its material is the caller's, to be given to `releaseKey` */
export async function makeSoftwareKey(
  scene: Pick<Scene, 'keyCrypto' | 'newId' | 'signal'>,
  { type, vault }: { readonly type: KeyType; readonly vault: string },
  spec: KeySpec,
): Promise<MadeKey> {
  if (isHsm(type)) throw new VaultError('KeyUnsupported', { what: type, by: vault, reason: 'vault' });
  const { material, publicKey } = await scene.keyCrypto.generate(spec, scene.signal);
  return { version: newVersionId(scene), spec, publicKey, material };
}

/** Zeroes what is private of a key that was made. */
export function releaseKey(made: MadeKey): void {
  if ('material' in made) made.material.fill(0);
}
