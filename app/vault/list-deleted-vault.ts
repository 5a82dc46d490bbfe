import { visibleVaults } from '../access/visible-vault.ts';
import { VaultListDeleted } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { isDestroyed } from './destroy-vault.ts';
import { countHeld, toDeletedVault } from './vault.ts';
import { seeDeletedVault } from './vault-need.ts';

const pageSize = 100;

/** The vaults of the recycle bin that the person may see, by name. */
export const listDeletedVault: RoomOperation<typeof VaultListDeleted> = {
  at: 'room',
  shape: VaultListDeleted,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('deleted vaults'),
  async run(room, { cursor }) {
    // What is left of destroyed vaults comes after every name.
    const found = await visibleVaults(room, { ...room, need: seeDeletedVault }, { deleted: true, after: cursor, limit: pageSize });
    const rows = found.filter((row) => !isDestroyed(row));
    const held = await countHeld(
      room.tx,
      rows.map((row) => row.id),
    );
    const items = rows.flatMap((row) => (row.deletion ? [toDeletedVault({ ...row, deletion: row.deletion }, held(row.id))] : []));
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    return { items, ...(last && { next: last.nameKey }) };
  },
};
