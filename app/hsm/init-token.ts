import { HsmTokenInit } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import type { TokenSight } from './hsm-host.ts';
import { viewToken, writeHsm } from './hsm-view.ts';
import { tokenId } from './token-id.ts';

/** Erases the token of a slot and gives it a name and PINs. One with keys of vaults, or of an unlock slot, is not erased. */
export const initToken: RoomOperation<typeof HsmTokenInit, string> = {
  ...writeHsm,
  shape: HsmTokenInit,
  fields: { module: kept(({ module }) => module), slot: kept(({ slot }) => String(slot)), label: kept(({ label }) => label) },
  async prepare(anteroom, { module, slot }) {
    const token = sightsOf(anteroom, module).find((it) => it.slot === slot);
    const id = token && tokenId(anteroom.crypto, token);
    const counts = await anteroom.read((tx) => tx.keys.countInTokens());
    const ofSlots = anteroom.gate.slots().filter(({ place }) => place && place.token === id).length;
    const keys = (counts.get(id ?? '') ?? 0) + ofSlots;
    if (keys > 0) throw new VaultError('HsmTokenInUse', { keys });
    return undefined;
  },
  async effect(anteroom, { module, slot, label, officerPin, userPin }) {
    const made = await anteroom.hsm.initialise({ module, slot, label }, { officer: officerPin, user: userPin });
    const sight = sightsOf(anteroom, module).find((it) => it.serial === made.serial && it.label === made.label);
    if (!sight) throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
    return tokenId(anteroom.crypto, sight);
  },
  run: (room, _input, id) => viewToken(room, id ?? ''),
};

/** @throws VaultError HsmModuleNotFound */
function sightsOf({ hsm }: Anteroom, module: string): readonly TokenSight[] {
  const sight = hsm.current().find(({ id }) => id === module);
  if (!sight) throw new VaultError('HsmModuleNotFound', {});
  return sight.tokens;
}
