import { SecretCompare } from '../contract/secret.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { getVersion, readValue } from './read-version.ts';
import { getSecretRow } from './secret-row.ts';

/** Whether two versions hold the same value: the answer to a guess as good as a read, so it needs the right to read, and is as refused. */
export const compareSecret: RoomOperation<typeof SecretCompare> = {
  at: 'room',
  shape: SecretCompare,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { versions: kept((input) => input.versions.join(' ')) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const secret = await getSecretRow(room.tx, room.keyring, vault.id, input.name);
    const [first, second] = input.versions;
    const rows = [await getVersion(room.tx, secret, first), await getVersion(room.tx, secret, second)];
    const values: Uint8Array[] = [];
    try {
      for (const row of rows) values.push(await readValue(room, { vault, secret }, row));
      const [one, other] = values;
      return { same: one !== undefined && other !== undefined && room.crypto.equal(one, other) };
    } finally {
      for (const value of values) value.fill(0);
    }
  },
};
