import { VaultDelete } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { countHeld, getVault, purgeOnOf, toDeletedVault, vaultTarget } from './vault.ts';
import { changeVault } from './vault-row.ts';

/** Moves a vault with all it holds to the recycle bin, where nothing reaches it. @throws VaultError VaultLocked */
export const deleteVault: RoomOperation<typeof VaultDelete> = {
  at: 'room',
  shape: VaultDelete,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/vaults/delete' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { purgeOn: kept((_input, output) => output && new Date(output.purgeOn).toISOString()) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault),
  async run({ tx, keyring, time, principal }, input) {
    const before = await getVault(tx, keyring, input.vault);
    const { deletionLock: lock } = before;
    if (lock) throw new VaultError('VaultLocked', { name: before.name, reason: lock.reason });
    const deletion = { on: time, purgeOn: purgeOnOf(before, time), by: principal.name };
    const row = await changeVault(tx, keyring, before, { deletion });
    const held = await countHeld(tx, [row.id]);
    return toDeletedVault({ ...row, deletion }, held(row.id));
  },
};
