import { VaultError } from '../contract/vault-error.ts';
import type { ApplicationFilter, ApplicationRow, ApplicationStore } from '../identity/application-store.ts';
import { isCredentialInForce } from '../identity/credential.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export function createMemoryApplicationStore(desk: Desk): ApplicationStore {
  const ends = ({ now, by }: NonNullable<ApplicationFilter['ending']>): ReadonlySet<string> => {
    const ending = desk.look().credentials.select((row) => isCredentialInForce(row, now) && row.until <= by);
    return new Set(ending.map(({ applicationId }) => applicationId));
  };
  const live = ({ text = '', ending }: ApplicationFilter = {}): ApplicationRow[] => {
    const only = ending && ends(ending);
    return desk
      .look()
      .applications.select((row) => row.deletion === undefined && row.nameKey.includes(text) && (only?.has(row.id) ?? true))
      .sort((a, b) => compareText(a.nameKey, b.nameKey));
  };

  const assertFree = (row: ApplicationRow): void => {
    const isSame = (other: ApplicationRow) => other.nameKey === row.nameKey || other.clientId === row.clientId;
    if (row.deletion === undefined && live().some((other) => other.id !== row.id && isSame(other)))
      throw new VaultError('Conflict', { name: row.name });
  };

  return {
    insert: async (row) => {
      const { applications, tenants } = desk.change();
      if (!tenants.has(row.tenantId)) throw new Error(`no tenant ${row.tenantId}`);
      if (applications.has(row.id)) throw new VaultError('Conflict', { name: row.name });
      assertFree(row);
      applications.put(row.id, row);
    },
    update: async (row) => {
      const { applications } = desk.change();
      if (!applications.has(row.id)) throw new Error(`no application ${row.id}`);
      assertFree(row);
      applications.put(row.id, row);
    },
    find: async (id) => desk.look().applications.find(id),
    findByClientId: async (clientId) => live().find((row) => row.clientId === clientId),
    findByName: async (nameKey) => live().find((row) => row.nameKey === nameKey),
    list: async (filter, { after, limit }) =>
      live(filter)
        .filter((row) => after === undefined || compareText(row.nameKey, after) > 0)
        .slice(0, limit),
    count: async (filter) => live(filter).length,
    scan: async (after, limit) =>
      desk
        .look()
        .applications.select((row) => after === undefined || compareText(row.id, after) > 0)
        .sort((a, b) => compareText(a.id, b.id))
        .slice(0, limit),
  };
}
