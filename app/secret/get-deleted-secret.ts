import { SecretGetDeleted } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { getVersion } from './read-version.ts';
import { toDeletedSecret } from './secret.ts';
import { getDeletedRow } from './secret-row.ts';

/** One secret of the recycle bin, without its value. */
export const getDeletedSecret: RoomOperation<typeof SecretGetDeleted> = {
  at: 'room',
  shape: SecretGetDeleted,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const secret = await getDeletedRow(tx, keyring, vault.id, input.name);
    return toDeletedSecret(vault, secret, await getVersion(tx, secret, undefined));
  },
};
