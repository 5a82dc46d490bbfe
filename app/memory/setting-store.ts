import type { SettingStore } from '../operation/setting-store.ts';
import type { Desk } from './tables.ts';

export const createMemorySettingStore = (desk: Desk): SettingStore => ({
  find: async (name) => desk.look().settings.find(name),
  put: async (name, json) => {
    desk.change().settings.put(name, json);
  },
});
