import { SecretList } from '../contract/secret.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { assertOfVault, toProperties } from './secret.ts';
import { checkListing } from './secret-row.ts';

const pageSize = 100;

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
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const listings = await tx.secrets.list(vault.id, { after: input.cursor, limit: pageSize, deleted: false });
    for (const listing of listings) checkListing(keyring, listing);
    assertOfVault(
      vault,
      listings.map(({ head }) => head),
    );
    const items = listings.map(({ secret, head }) => toProperties(vault, secret, head));
    const last = listings.length === pageSize ? listings.at(-1) : undefined;
    return { items, ...(last && { next: last.secret.nameKey }) };
  },
};
