import { SecretListDeleted } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { assertOfVault, toDeletedSecret } from './secret.ts';
import { checkListing } from './secret-row.ts';

const pageSize = 100;

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
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const listings = await tx.secrets.list(vault.id, { after: input.cursor, limit: pageSize, deleted: true });
    for (const listing of listings) checkListing(keyring, listing);
    assertOfVault(
      vault,
      listings.map(({ head }) => head),
    );
    const items = listings.flatMap(({ secret, head }) =>
      secret.deletion ? [toDeletedSecret(vault, { ...secret, deletion: secret.deletion }, head)] : [],
    );
    const last = listings.length === pageSize ? listings.at(-1) : undefined;
    return { items, ...(last && { next: last.secret.nameKey }) };
  },
};
