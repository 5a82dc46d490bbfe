import { SecretListDeleted } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { listPage } from './list-page.ts';
import { toDeletedSecret } from './secret.ts';

/** The recycle bin of one vault, by name. */
export const listDeletedSecret: RoomOperation<typeof SecretListDeleted> = {
  at: 'room',
  shape: SecretListDeleted,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault),
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const { listings, ...rest } = await listPage(room, vault, { after: input.cursor, limit: input.limit, deleted: true });
    const items = listings.flatMap(({ secret, head }) =>
      secret.deletion ? [toDeletedSecret(vault, { ...secret, deletion: secret.deletion }, head)] : [],
    );
    return { items, ...rest };
  },
};
