import type { ManifestStore } from '../seal/manifest-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryManifestStore = (desk: Desk): ManifestStore => ({
  find: async (set) => desk.look().manifests.find(set),
  list: async () =>
    desk
      .look()
      .manifests.select(() => true)
      .sort((a, b) => compareText(a.set, b.set)),
  put: async (row) => {
    desk.change().manifests.put(row.set, row);
  },
  remove: async (set) => desk.change().manifests.removeWhere((row) => row.set === set),
});
