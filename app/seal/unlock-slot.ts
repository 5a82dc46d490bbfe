import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { HouseDeps } from './house-deps.ts';
import { openHsmSlot } from './hsm-slot.ts';
import { assertConfirmed } from './known-slot.ts';
import { openKeychainSlot } from './keychain-slot.ts';
import { openPassphraseSlot } from './passphrase-slot.ts';
import { openShareSlot } from './share-slot.ts';
import type { StoredSlot } from './slot.ts';
import type { SlotFile } from './slot-file.ts';

/**
 * Opens one slot.
 * @returns the root key, which the caller zeroes; undefined when what was given is wrong
 * @throws VaultError SlotNotFound, ShareInvalid, ShareForeign, SharesTooFew, KeychainUnavailable, SlotFileDamaged; SlotUnconfirmed, PinRefused,
 * HsmUnavailable, HsmModuleUnfit
 */
export async function unlockSlot(deps: HouseDeps, file: SlotFile, way: Input<'InstanceUnlock'>): Promise<Uint8Array | undefined> {
  const slot = file.slots.find((it) => it.id === way.slot);
  const tools = { ...deps, instanceId: file.instanceId };
  if (slot?.kind === 'passphrase' && way.kind === 'passphrase') return openPassphraseSlot(tools, slot, way.passphrase);
  if (slot?.kind === 'shares' && way.kind === 'shares') return openShareSlot(tools, slot, way.shares);
  if (slot?.kind === 'keychain' && way.kind === 'keychain') return openKeychainSlot(tools, slot);
  if (way.kind === 'hsm') return openByToken(tools, slot, way);
  throw new VaultError('SlotNotFound', {});
}

type ByToken = Extract<Input<'InstanceUnlock'>, { kind: 'hsm' }>;

/** @throws VaultError SlotNotFound, SlotUnconfirmed, PinRefused, HsmUnavailable, HsmModuleUnfit */
async function openByToken(
  tools: HouseDeps & { readonly instanceId: string },
  slot: StoredSlot | undefined,
  { pin, confirmed }: ByToken,
): Promise<Uint8Array | undefined> {
  if (slot?.kind !== 'hsm') throw new VaultError('SlotNotFound', {});
  await assertConfirmed(tools, slot, confirmed);
  return openHsmSlot(tools, slot, pin);
}
