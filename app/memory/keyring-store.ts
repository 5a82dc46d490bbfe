import { VaultError } from '../contract/vault-error.ts';
import type { KeyringStore } from '../seal/keyring-store.ts';
import { keyOf } from './table.ts';
import type { Desk } from './tables.ts';

export const createMemoryKeyringStore = (desk: Desk): KeyringStore => ({
  insert: async (row) => {
    const { wrappedKeys } = desk.change();
    const key = keyOf(row.layer, row.owner, row.generation);
    if (wrappedKeys.has(key)) throw new VaultError('Conflict', { name: `${row.layer} key ${row.generation}` });
    wrappedKeys.put(key, row);
  },
  list: async (layer, owner) =>
    desk
      .look()
      .wrappedKeys.select((row) => row.layer === layer && row.owner === owner)
      .sort((a, b) => a.generation - b.generation),
  removeUpTo: async (layer, owner, generation) =>
    desk.change().wrappedKeys.removeWhere((row) => row.layer === layer && row.owner === owner && row.generation <= generation),
});
