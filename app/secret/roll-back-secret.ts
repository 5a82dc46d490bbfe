import { SecretRollBack } from '../contract/secret.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { expectObjectVersion, newVersionId } from '../vault/object-version.ts';
import { addVersion, pointAt } from './add-version.ts';
import { getVersion, readValue } from './read-version.ts';
import { secretNoun } from './secret-noun.ts';
import { toProperties } from './secret.ts';
import { getSecretRow } from './secret-row.ts';

/**
 * Makes a new version with value, content type and tags of an older one, enabled and without dates. A version that may not be read now
 * (disabled; out of its dates where the vault enforces them) does not come back so either.
 */
export const rollBackSecret: RoomOperation<typeof SecretRollBack> = {
  at: 'room',
  shape: SecretRollBack,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { id: kept((_input, output) => output?.id), from: kept((input) => input.version) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run(room, input) {
    const { tx, keyring, time, principal } = room;
    const vault = await getVault(tx, keyring, input.vault);
    const found = await getSecretRow(tx, keyring, vault.id, input.name);
    await expectObjectVersion(secretNoun, tx, found, input);
    const older = await getVersion(tx, found, input.version);
    const value = await readValue(room, { vault, secret: found }, older);
    try {
      const version = newVersionId(room);
      const secret = await pointAt(room, vault, found, { name: found.name, version });
      const carried = { contentType: older.contentType, tags: older.tags, enabled: true, notBefore: undefined, expires: undefined };
      const made = { ...carried, version, createdOn: time, updatedOn: time, createdBy: principal.name };
      return toProperties(vault, secret, await addVersion(room, { vault, secret }, made, value));
    } finally {
      value.fill(0);
    }
  },
};
