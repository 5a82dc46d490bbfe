import { SecretList } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { listPage } from './list-page.ts';
import { toProperties } from './secret.ts';

/** The current version of each secret of a vault by name, without values. */
export const listSecret: RoomOperation<typeof SecretList> = {
  at: 'room',
  shape: SecretList,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault),
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const { listings, ...rest } = await listPage(room, vault, { after: input.cursor, limit: input.limit, deleted: false });
    return { items: listings.map(({ secret, head }) => toProperties(vault, secret, head)), ...rest };
  },
};
