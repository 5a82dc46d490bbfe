import { SecretDelete } from '../contract/secret.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, purgeOnOf, vaultTarget } from '../vault/vault.ts';
import { getVersion } from './read-version.ts';
import { toDeletedSecret } from './secret.ts';
import { changeSecret, getSecretRow } from './secret-row.ts';

/** Moves a secret with all its versions to the recycle bin, for as long as its vault keeps what is deleted. */
export const deleteSecret: RoomOperation<typeof SecretDelete> = {
  at: 'room',
  shape: SecretDelete,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/delete' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { purgeOn: kept((_input, output) => output && new Date(output.purgeOn).toISOString()) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring, time, principal }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const before = await getSecretRow(tx, keyring, vault.id, input.name);
    const head = await getVersion(tx, before, undefined);
    const deletion = { on: time, purgeOn: purgeOnOf(vault, time), by: principal.name };
    const row = await changeSecret(tx, keyring, before, { deletion });
    return toDeletedSecret(vault, { ...row, deletion }, head);
  },
};
