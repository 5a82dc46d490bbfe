import { VaultRecover } from '../contract/vault.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { countHeld, deletedVaultTarget, getDeletedVault, toVault } from './vault.ts';
import { changeVault } from './vault-row.ts';

/** Brings a vault back from the recycle bin. Its grants reach it again: they were never touched. */
export const recoverVault: RoomOperation<typeof VaultRecover> = {
  at: 'room',
  shape: VaultRecover,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/vaults/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: (input, tx, keyring) => deletedVaultTarget(tx, keyring, input.vault),
  async run({ tx, keyring }, input) {
    const before = await getDeletedVault(tx, keyring, input.vault);
    const row = await changeVault(tx, keyring, before, { deletion: undefined });
    const held = await countHeld(tx, [row.id]);
    return toVault(row, held(row.id));
  },
};
