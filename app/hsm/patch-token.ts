import { HsmTokenForget, HsmTokenPatch } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { knownEntry } from './find-token.ts';
import { viewToken, writeHsm } from './hsm-view.ts';
import { forgetPin } from './kept-pin.ts';
import { readRegistry, withToken, writeRegistry } from './registry.ts';

/** Writes down what a person knows of a token: its certification. */
export const patchToken: RoomOperation<typeof HsmTokenPatch> = {
  ...writeHsm,
  shape: HsmTokenPatch,
  fields: { token: kept(({ token }) => token), certification: kept(({ certification }) => certification ?? 'removed') },
  async run(room, { token, certification }) {
    const registry = await readRegistry(room.tx, room.keyring);
    const { certification: _before, ...entry } = knownEntry(room, registry, token);
    await writeRegistry(room.tx, room.keyring, withToken(registry, { ...entry, ...(certification !== null && { certification }) }));
    return viewToken(room, token);
  },
};

/** Forgets a token that is not plugged in. One that keys are in, or that a vault is bound to, is not forgotten. */
export const forgetToken: RoomOperation<typeof HsmTokenForget> = {
  ...writeHsm,
  shape: HsmTokenForget,
  fields: { token: kept(({ token }) => token) },
  async run(room, { token }) {
    const { tx, keyring } = room;
    const { state, keyCount, vaults } = await viewToken(room, token);
    if (keyCount > 0 || vaults.length > 0 || state !== 'absent') throw new VaultError('HsmTokenInUse', { keys: keyCount });
    const registry = await readRegistry(tx, keyring);
    await writeRegistry(tx, keyring, { ...registry, tokens: registry.tokens.filter(({ id }) => id !== token) });
    await forgetPin(tx, keyring, token);
    return {};
  },
};
