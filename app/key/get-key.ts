import { KeyGet } from '../contract/key.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { vaultTarget } from '../vault/vault.ts';
import { findKeyVersion } from './find-key-version.ts';
import { toWholeProperties } from './key.ts';

/** Everything about a version but what is private. A disabled one too: it is only not to be used. */
export const getKey: RoomOperation<typeof KeyGet> = {
  at: 'room',
  shape: KeyGet,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((_input, output) => output?.id) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    const { place, version } = await findKeyVersion(room, input);
    return toWholeProperties(room, place, version);
  },
};
