import { VaultListDeleted } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { isDestroyed } from './destroy-vault.ts';
import { checkVault, toDeletedVault } from './vault.ts';

const pageSize = 100;

/** The vaults of the recycle bin, by name. */
export const listDeletedVault: RoomOperation<typeof VaultListDeleted> = {
  at: 'room',
  shape: VaultListDeleted,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/locations/deletedVaults/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('deleted vaults'),
  async run({ tx, keyring }, input) {
    // What is left of destroyed vaults comes after every name.
    const rows = (await tx.vaults.list(input.cursor, pageSize, true)).filter((row) => !isDestroyed(row));
    for (const row of rows) checkVault(keyring, row);
    const counts = await tx.secrets.count(rows.map((row) => row.id));
    const items = rows.flatMap((row) =>
      row.deletion ? [toDeletedVault({ ...row, deletion: row.deletion }, counts.get(row.id) ?? 0)] : [],
    );
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    return { items, ...(last && { next: last.nameKey }) };
  },
};
