import type { AccessRevisionStore } from '../access/access-revision.ts';
import type { Desk } from './tables.ts';

export const createMemoryAccessRevisionStore = (desk: Desk): AccessRevisionStore => ({
  find: async () => desk.look().accessRevision.find('revision'),
  put: async (revision) => desk.change().accessRevision.put('revision', revision),
});
