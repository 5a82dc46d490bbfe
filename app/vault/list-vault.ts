import { VaultList } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { checkVault, toVault } from './vault.ts';

const pageSize = 100;

/** Vaults by name. */
export const listVault: RoomOperation<typeof VaultList> = {
  at: 'room',
  shape: VaultList,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/vaults/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('vaults'),
  async run({ tx, keyring }, input) {
    const rows = await tx.vaults.list(input.cursor, pageSize, false);
    for (const row of rows) checkVault(keyring, row);
    const counts = await tx.secrets.count(rows.map((row) => row.id));
    const items = rows.map((row) => toVault(row, counts.get(row.id) ?? 0));
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    return { items, ...(last && { next: last.nameKey }) };
  },
};
