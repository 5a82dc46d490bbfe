import { SecretRecover } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { getVersion } from './read-version.ts';
import { toProperties } from './secret.ts';
import { changeSecret, getDeletedRow } from './secret-row.ts';

/** Brings a secret back from the recycle bin with its versions. Grants on it reach it again: they were never touched. */
export const recoverSecret: RoomOperation<typeof SecretRecover> = {
  at: 'room',
  shape: SecretRecover,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/recover/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const before = await getDeletedRow(tx, keyring, vault.id, input.name);
    const head = await getVersion(tx, before, undefined);
    const secret = await changeSecret(tx, keyring, before, { deletion: undefined });
    return toProperties(vault, secret, head);
  },
};
