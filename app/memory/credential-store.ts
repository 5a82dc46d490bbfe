import { VaultError } from '../contract/vault-error.ts';
import type { CredentialRow, CredentialStore } from '../identity/credential-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export function createMemoryCredentialStore(desk: Desk): CredentialStore {
  const byId = (passes: (row: CredentialRow) => boolean): CredentialRow[] =>
    desk
      .look()
      .credentials.select(passes)
      .sort((a, b) => compareText(a.id, b.id));

  return {
    insert: async (row) => {
      const { credentials, applications } = desk.change();
      if (!applications.has(row.applicationId)) throw new Error(`no application ${row.applicationId}`);
      if (credentials.has(row.id)) throw new VaultError('Conflict', { name: row.id });
      credentials.put(row.id, row);
    },
    update: async (row) => {
      const { credentials } = desk.change();
      if (!credentials.has(row.id)) throw new Error(`no credential ${row.id}`);
      credentials.put(row.id, row);
    },
    find: async (id) => desk.look().credentials.find(id),
    listByContent: async (kind, content) => byId((row) => row.kind === kind && isSame(row.content, content)),
    listOf: async (ids) => byId((row) => ids.includes(row.applicationId)).sort((a, b) => a.createdOn - b.createdOn),
    scan: async (after, limit) => byId((row) => after === undefined || compareText(row.id, after) > 0).slice(0, limit),
    putUse: async (credentialId, time) => {
      const { credentials, credentialUses } = desk.change();
      if (!credentials.has(credentialId)) throw new Error(`no credential ${credentialId}`);
      credentialUses.put(credentialId, { credentialId, time });
    },
    lastUses: async (ids) => {
      const uses = desk.look().credentialUses.select(({ credentialId }) => ids.includes(credentialId));
      return new Map(uses.map(({ credentialId, time }) => [credentialId, time]));
    },
    lastSignIns: async (ids) => {
      const { credentials, credentialUses } = desk.look();
      const last = new Map<string, number>();
      for (const { credentialId, time } of credentialUses.select(() => true)) {
        const { applicationId = '' } = credentials.find(credentialId) ?? {};
        if (ids.includes(applicationId)) last.set(applicationId, Math.max(time, last.get(applicationId) ?? 0));
      }
      return last;
    },
  };
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
