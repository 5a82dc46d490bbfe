import { VaultError } from '../contract/vault-error.ts';
import type { RequestStore } from '../operation/request-store.ts';
import { keyOf } from './table.ts';
import type { Desk } from './tables.ts';

export const createMemoryRequestStore = (desk: Desk): RequestStore => ({
  find: async (identityId, requestId) => desk.look().requests.find(keyOf(identityId, requestId)),
  insert: async (request) => {
    const { requests } = desk.change();
    const key = keyOf(request.identityId, request.requestId);
    if (requests.has(key)) throw new VaultError('Conflict', { name: request.requestId });
    requests.put(key, request);
  },
  removeBefore: async (instant) => {
    desk.change().requests.removeWhere((request) => request.answeredOn < instant);
  },
});
