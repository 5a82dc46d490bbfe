import { VaultError } from '../contract/vault-error.ts';
import type { ViewStore } from '../view/view-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryViewStore = (desk: Desk): ViewStore => ({
  list: async (personId, kind) =>
    desk
      .look()
      .views.select((row) => row.personId === personId && row.kind === kind)
      .sort((a, b) => compareText(a.name, b.name)),
  put: async (row) => {
    const { views } = desk.change();
    const isSame = (other: typeof row) => other.personId === row.personId && other.kind === row.kind && other.name === row.name;
    if (views.select((other) => other.id !== row.id && isSame(other)).length > 0) throw new VaultError('Conflict', { name: row.name });
    views.put(row.id, row);
  },
  remove: async (personId, kind, id) => {
    const { views } = desk.change();
    const found = views.find(id);
    if (found?.personId !== personId || found.kind !== kind) return false;
    views.removeWhere((row) => row.id === id);
    return true;
  },
});
