import type { RotationStore } from '../vault/rotation-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryRotationStore = (desk: Desk): RotationStore => ({
  mark: async (row) => {
    const { rotations } = desk.change();
    if (!rotations.has(row.vaultId)) rotations.put(row.vaultId, row);
  },
  list: async () =>
    desk
      .look()
      .rotations.select(() => true)
      .sort((a, b) => a.since - b.since || compareText(a.vaultId, b.vaultId)),
  clear: async (vaultId) => desk.change().rotations.removeWhere((row) => row.vaultId === vaultId),
});
