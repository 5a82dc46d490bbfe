import { SecretGet } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { bindingOf, toProperties } from './secret.ts';

/** Reads one value. A disabled version is refused; expired and not yet active ones are not, as in Key Vault. */
export const getSecret: RoomOperation<typeof SecretGet> = {
  at: 'room',
  shape: SecretGet,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((_input, output) => output?.properties.id) },
  target: (input, tx) => vaultTarget(tx, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const secret = await tx.secrets.find(vault.id, input.name.toLowerCase());
    const row = secret && (await tx.secrets.findVersion(secret.id, input.version ?? secret.currentVersion));
    if (!row) throw new VaultError('SecretNotFound', { name: input.name });
    const value = await keyring.openValue(tx, bindingOf(row), row);
    if (!row.enabled) {
      value.fill(0);
      throw new VaultError('SecretDisabled', { name: secret.name });
    }
    return { properties: toProperties(vault.name, secret, row), value };
  },
};
