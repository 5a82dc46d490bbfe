import type { PersonState } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { DirectoryStore, PeopleFilter, PersonRow } from '../identity/directory-store.ts';
import { compareText } from './order.ts';
import type { Table } from './table.ts';
import type { Desk } from './tables.ts';

type People =
  | 'insertPerson'
  | 'updatePerson'
  | 'findPerson'
  | 'findPersonById'
  | 'listPeople'
  | 'countPeople'
  | 'scanPeople'
  | 'putSignIn'
  | 'lastSignIns';

export function createMemoryPersonStore(desk: Desk): Pick<DirectoryStore, People> {
  return {
    insertPerson: async (row) => {
      const { people, tenants } = desk.change();
      if (!tenants.has(row.tenantId)) throw new Error(`no tenant ${row.tenantId}`);
      assertNameFree(people, row);
      if (people.has(row.id)) throw new VaultError('Conflict', { name: row.name });
      people.put(row.id, row);
    },
    updatePerson: async (row) => {
      const { people } = desk.change();
      if (!people.has(row.id)) throw new Error(`no person ${row.id}`);
      assertNameFree(people, row);
      people.put(row.id, row);
    },
    findPerson: async (nameKey) => desk.look().people.select((row) => row.nameKey === nameKey)[0],
    findPersonById: async (id) => desk.look().people.find(id),
    listPeople: async (filter, { after, limit }) =>
      desk
        .look()
        .people.select((row) => passes(row, filter) && (after === undefined || compareText(row.nameKey, after) > 0))
        .sort((a, b) => compareText(a.nameKey, b.nameKey))
        .slice(0, limit),
    countPeople: async (filter) => desk.look().people.select((row) => passes(row, filter)).length,
    scanPeople: async (after, limit) =>
      desk
        .look()
        .people.select((row) => after === undefined || compareText(row.id, after) > 0)
        .sort((a, b) => compareText(a.id, b.id))
        .slice(0, limit),
    putSignIn: async (personId, time) => {
      const { people, signIns } = desk.change();
      if (!people.has(personId)) throw new Error(`no person ${personId}`);
      signIns.put(personId, { personId, time });
    },
    lastSignIns: async (ids) => {
      const rows = desk.look().signIns.select(({ personId }) => ids.includes(personId));
      return new Map(rows.map(({ personId, time }) => [personId, time]));
    },
  };
}

function stateOf({ enabled, passwordHash }: PersonRow): PersonState {
  if (!enabled) return 'disabled';
  return passwordHash.length === 0 ? 'invited' : 'active';
}

function passes(row: PersonRow, { text, states }: PeopleFilter): boolean {
  if (states.length > 0 && !states.includes(stateOf(row))) return false;
  return text === undefined || `${row.nameKey}\n${row.displayName.toLowerCase()}`.includes(text);
}

function assertNameFree(people: Table<PersonRow>, row: PersonRow): void {
  const same = people.select((other) => other.tenantId === row.tenantId && other.nameKey === row.nameKey && other.id !== row.id);
  if (same.length > 0) throw new VaultError('Conflict', { name: row.name });
}
