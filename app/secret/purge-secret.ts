import { SecretPurge } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { destroySecret } from './destroy-secret.ts';
import { getDeletedRow } from './secret-row.ts';

/** Destroys a deleted secret before its day, unless its vault protects it from that. @throws VaultError PurgeProtected */
export const purgeSecret: RoomOperation<typeof SecretPurge> = {
  at: 'room',
  shape: SecretPurge,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/purge/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring, time, principal }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const secret = await getDeletedRow(tx, keyring, vault.id, input.name);
    if (vault.purgeProtection) throw new VaultError('PurgeProtected', { name: secret.name, purgeOn: secret.deletion.purgeOn });
    await destroySecret(tx, keyring, { vault, secret }, { time, by: principal.name });
    return {};
  },
};
