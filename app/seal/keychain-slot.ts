import { VaultError } from '../contract/vault-error.ts';
import type { Crypto, Keychain } from './crypto.ts';
import { keyBytes } from './root-key.ts';
import { type SlotName, type SlotOf, unwrapRootKey, wrapRootKey } from './slot.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly keychain: Keychain;
  readonly instanceId: string;
}

/** Never read from the slot file: a hostile one must not choose what is read from the keychain. */
const accountOf = (instanceId: string, slotId: string): string => `slot/${instanceId}/${slotId}`;

/**
 * Makes a slot that the operating system's keychain opens: a random secret is written there and read back.
 * @throws VaultError KeychainUnavailable
 */
export async function createKeychainSlot(deps: Deps, name: SlotName, rootKey: Uint8Array): Promise<SlotOf<'keychain'>> {
  const trust = await deps.keychain.trust();
  if (trust !== 'trusted') throw new VaultError('KeychainUnavailable', { reason: trust });
  const { id, label, createdOn } = name;
  const head = { id, label, createdOn, kind: 'keychain', parameters: {} } as const;
  const secret = deps.crypto.random(keyBytes);
  try {
    await deps.keychain.write(accountOf(deps.instanceId, id), secret);
    const kept = await deps.keychain.read(accountOf(deps.instanceId, id));
    const isKept = kept !== undefined && deps.crypto.equal(kept, secret);
    kept?.fill(0);
    if (!isKept) throw new VaultError('KeychainUnavailable', { reason: 'refused' });
    return { ...head, ...wrapRootKey(deps, head, secret, rootKey) };
  } finally {
    secret.fill(0);
  }
}

/**
 * @returns the root key, which the caller zeroes; undefined when the keychain does not hold this slot's secret
 * @throws VaultError KeychainUnavailable
 */
export async function openKeychainSlot(deps: Deps, slot: SlotOf<'keychain'>): Promise<Uint8Array | undefined> {
  const secret = await deps.keychain.read(accountOf(deps.instanceId, slot.id));
  if (secret === undefined) return undefined;
  try {
    return unwrapRootKey(deps, slot, secret);
  } finally {
    secret.fill(0);
  }
}

/** Removes what the keychain holds for a slot that is gone. @throws VaultError KeychainUnavailable */
export const removeKeychainSecret = (deps: Pick<Deps, 'keychain' | 'instanceId'>, slotId: string): Promise<void> =>
  deps.keychain.remove(accountOf(deps.instanceId, slotId));
