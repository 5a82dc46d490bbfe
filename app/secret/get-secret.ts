import { SecretGet } from '../contract/secret.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { getVersion, readValue } from './read-version.ts';
import { toProperties } from './secret.ts';
import { getSecretRow } from './secret-row.ts';

/** Reads one value. A disabled version is refused; expired and not yet active ones only where the vault enforces dates. */
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
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const secret = await getSecretRow(room.tx, room.keyring, vault.id, input.name);
    const row = await getVersion(room.tx, secret, input.version);
    const value = await readValue(room, { vault, secret }, row);
    return { properties: toProperties(vault, secret, row), value };
  },
};
