import { VaultPurge } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { destroyVault } from './destroy-vault.ts';
import { deletedVaultTarget, getDeletedVault } from './vault.ts';

/** Destroys a deleted vault before its day, unless it is protected from that. @throws VaultError PurgeProtected */
export const purgeVault: RoomOperation<typeof VaultPurge> = {
  at: 'room',
  shape: VaultPurge,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/locations/deletedVaults/purge/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: (input, tx, keyring) => deletedVaultTarget(tx, keyring, input.vault),
  async run({ tx, keyring, time, principal }, input) {
    const vault = await getDeletedVault(tx, keyring, input.vault);
    if (vault.purgeProtection) throw new VaultError('PurgeProtected', { name: vault.name, purgeOn: vault.deletion.purgeOn });
    await destroyVault(tx, keyring, vault, { time, by: principal.name });
    return {};
  },
};
