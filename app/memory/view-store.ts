import { VaultError } from '../contract/vault-error.ts';
import type { ViewStore } from '../secret/view-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryViewStore = (desk: Desk): ViewStore => ({
  list: async (personId) =>
    desk
      .look()
      .views.select((row) => row.personId === personId)
      .sort((a, b) => compareText(a.name, b.name)),
  put: async (row) => {
    const { views } = desk.change();
    const same = views.select((other) => other.id !== row.id && other.personId === row.personId && other.name === row.name);
    if (same.length > 0) throw new VaultError('Conflict', { name: row.name });
    views.put(row.id, row);
  },
  remove: async (personId, id) => {
    const { views } = desk.change();
    const found = views.find(id)?.personId === personId;
    if (found) views.removeWhere((row) => row.id === id);
    return found;
  },
});
