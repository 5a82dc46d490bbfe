import { SecretGet } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { bindingOf, toProperties } from './secret.ts';
import { findSecret } from './secret-row.ts';
import type { SecretRow, SecretVersionRow } from './secret-store.ts';

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
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const secret = await findSecret(tx, keyring, vault.id, input.name);
    const row =
      secret && (input.version === undefined ? await findCurrent(tx, secret) : await tx.secrets.findVersion(secret.id, input.version));
    if (!row) throw new VaultError('SecretNotFound', { name: input.name });
    // Bound to what was asked for and authorized, not to where the row says that it belongs.
    const value = await keyring.openValue(tx, { ...bindingOf(row), vaultId: vault.id, secretId: secret.id }, row);
    if (!row.enabled) {
      value.fill(0);
      throw new VaultError('SecretDisabled', { name: secret.name });
    }
    return { properties: toProperties(vault.name, secret, row), value };
  },
};

/**
 * The newest version, which is the current one. @throws VaultError IntegrityViolation when the secret points at another: somebody put
 * back an older row, and with it a value that was replaced.
 */
async function findCurrent(tx: Tx, secret: SecretRow): Promise<SecretVersionRow> {
  const [newest] = await tx.secrets.listVersions(secret.id, undefined, 1);
  const row = await tx.secrets.findVersion(secret.id, secret.currentVersion);
  if (!row || row.version !== newest?.version) throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
  return row;
}
