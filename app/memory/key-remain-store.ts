import type { KeyRemainStore } from '../key/key-remain.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryKeyRemainStore = (desk: Desk): KeyRemainStore => ({
  put: async (row) => desk.change().keyRemains.put(row.version, row),
  find: async (version) => desk.look().keyRemains.find(version),
  list: async () =>
    desk
      .look()
      .keyRemains.select(() => true)
      .sort((a, b) => a.since - b.since || compareText(a.version, b.version)),
  remove: async (version) => desk.change().keyRemains.removeWhere((row) => row.version === version),
});
