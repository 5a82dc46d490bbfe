import { VaultGet } from '../contract/vault.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { countHeld, getVault as getVaultRow, toVault, vaultTarget } from './vault.ts';
import { seeVault } from './vault-need.ts';

/** One vault and what protects it. */
export const getVault: RoomOperation<typeof VaultGet> = {
  at: 'room',
  shape: VaultGet,
  needs: seeVault,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys' }),
  async run({ tx, keyring }, input) {
    const row = await getVaultRow(tx, keyring, input.vault);
    const held = await countHeld(tx, [row.id]);
    return toVault(row, held(row.id));
  },
};
