import { visibleVaults } from '../access/visible-vault.ts';
import { VaultList } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { countHeld, toVault } from './vault.ts';
import { seeVault } from './vault-need.ts';

const pageSize = 100;

/** The vaults that the person may see, by name. */
export const listVault: RoomOperation<typeof VaultList> = {
  at: 'room',
  shape: VaultList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('vaults'),
  async run(room, { cursor }) {
    const rows = await visibleVaults(room, { ...room, need: seeVault }, { deleted: false, after: cursor, limit: pageSize });
    const held = await countHeld(
      room.tx,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => toVault(row, held(row.id)));
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    return { items, ...(last && { next: last.nameKey }) };
  },
};
