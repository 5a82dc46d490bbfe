import { VaultError } from '../contract/vault-error.ts';
import { formatCost, parseCost, saltBytes, usualCost } from './argon2-cost.ts';
import type { Argon2Cost, Crypto, PassphraseHash } from './crypto.ts';
import { type SlotName, type SlotOf, unwrapRootKey, wrapRootKey } from './slot.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly passphraseHash: PassphraseHash;
  readonly instanceId: string;
}

/**
 * Makes a slot that a passphrase opens. Slow on purpose.
 * @param secrets `passphrase` in UTF-8 and the root key; neither is kept or zeroed
 * @param cost of guessing, by default 256 MiB, three passes, four lanes; below the floor is a bug
 */
export async function createPassphraseSlot(
  deps: Deps,
  name: SlotName,
  secrets: { readonly passphrase: Uint8Array; readonly rootKey: Uint8Array },
  cost: Argon2Cost = usualCost,
): Promise<SlotOf<'passphrase'>> {
  const salt = deps.crypto.random(saltBytes);
  const { id, label, createdOn } = name;
  const head = { id, label, createdOn, kind: 'passphrase', parameters: { argon2id: formatCost(cost, salt) } } as const;
  const secret = await deps.passphraseHash.derive(secrets.passphrase, salt, cost);
  try {
    return { ...head, ...wrapRootKey(deps, head, secret, secrets.rootKey) };
  } finally {
    secret.fill(0);
  }
}

/**
 * @param passphrase in UTF-8; neither kept nor zeroed
 * @returns the root key, which the caller zeroes; undefined when the passphrase is wrong or the slot was altered
 * @throws VaultError SlotFileDamaged when the slot asks for a cost outside the limits
 */
export async function openPassphraseSlot(deps: Deps, slot: SlotOf<'passphrase'>, passphrase: Uint8Array): Promise<Uint8Array | undefined> {
  const parameters = parseCost(slot.parameters.argon2id);
  if (parameters === undefined) throw new VaultError('SlotFileDamaged', {});
  const secret = await deps.passphraseHash.derive(passphrase, parameters.salt, parameters.cost);
  try {
    return unwrapRootKey(deps, slot, secret);
  } finally {
    secret.fill(0);
  }
}
