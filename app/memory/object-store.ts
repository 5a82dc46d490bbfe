import { VaultError } from '../contract/vault-error.ts';
import type { ObjectStore, ObjectTypes, VersionKey } from '../vault/object-store.ts';
import { pageOfDue } from './due-page.ts';
import { compareText } from './order.ts';
import type { Table } from './table.ts';
import type { Desk, Tables } from './tables.ts';

type Rows = Pick<ObjectTypes, 'row' | 'head' | 'version'>;

/** What tells the tables of one kind of object from another's. */
export interface ObjectTables<T extends Rows> {
  readonly noun: string;
  rows(tables: Tables): Table<T['row']>;
  versions(tables: Tables): Table<T['version']>;
  ownerOf(version: T['version']): string;
  headOf(version: T['version']): T['head'];
  /** Absent of versions without a data key. */
  generationOf(version: T['version']): number | undefined;
  withKey(version: T['version'], key: VersionKey): T['version'];
}

export const createMemoryObjectStore = <T extends Rows>(desk: Desk, kind: ObjectTables<T>): ObjectStore<T> => ({
  ...writes(desk, kind),
  ...reads(desk, kind),
  ...scans(desk, kind),
});

/** What the house itself goes through. */
type Scans = 'listDue' | 'listWrappedBefore' | 'scanHeads' | 'scan';
type Writes = 'insert' | 'update' | 'insertVersion' | 'updateVersion' | 'updateKey' | 'remove';

function writes<T extends Rows>(desk: Desk, kind: ObjectTables<T>): Pick<ObjectStore<T>, Writes> {
  return {
    insert: async (row) => {
      const tables = desk.change();
      const rows = kind.rows(tables);
      if (tables.vaults.select((vault) => vault.id === row.vaultId).length === 0) throw new Error(`no vault ${row.vaultId}`);
      if (rows.has(row.id) || findRow(rows, row.vaultId, row.nameKey)) throw new VaultError('Conflict', { name: row.name });
      rows.put(row.id, row);
    },
    insertVersion: async (row) => {
      const tables = desk.change();
      const versions = kind.versions(tables);
      const owner = kind.ownerOf(row);
      if (!kind.rows(tables).has(owner)) throw new Error(`no ${kind.noun} ${owner}`);
      const same = versions.select((other) => kind.ownerOf(other) === owner && other.ordinal === row.ordinal);
      if (versions.has(row.version) || same.length > 0) throw new VaultError('Conflict', { name: row.version });
      versions.put(row.version, row);
    },
    updateVersion: async (row) => {
      const versions = kind.versions(desk.change());
      const before = versions.find(row.version);
      if (!before || kind.ownerOf(before) !== kind.ownerOf(row)) throw new Error(`no version ${row.version}`);
      versions.put(row.version, row);
    },
    updateKey: async (version, key) => {
      const versions = kind.versions(desk.change());
      const row = versions.find(version);
      if (!row) throw new Error(`no version ${version}`);
      versions.put(version, kind.withKey(row, key));
    },
    remove: async (id) => {
      const tables = desk.change();
      kind.versions(tables).removeWhere((row) => kind.ownerOf(row) === id);
      kind.rows(tables).removeWhere((row) => row.id === id);
    },
    update: async (row) => {
      const rows = kind.rows(desk.change());
      if (!rows.has(row.id)) throw new Error(`no ${kind.noun} ${row.id}`);
      const holder = findRow(rows, row.vaultId, row.nameKey);
      if (holder && holder.id !== row.id) throw new VaultError('Conflict', { name: row.name });
      rows.put(row.id, row);
    },
  };
}

function reads<T extends Rows>(desk: Desk, kind: ObjectTables<T>): Omit<ObjectStore<T>, Writes | Scans> {
  const rows = () => kind.rows(desk.look());
  const versions = () => kind.versions(desk.look());
  const versionsOf = (objectId: string) =>
    versions()
      .select((row) => kind.ownerOf(row) === objectId)
      .sort((a, b) => b.ordinal - a.ordinal);
  return {
    find: async (vaultId, nameKey) => findRow(rows(), vaultId, nameKey),
    findVersion: async (objectId, version) => {
      const row = versions().find(version);
      return row && kind.ownerOf(row) === objectId ? row : undefined;
    },
    findNewest: async (objectId) => versionsOf(objectId)[0],
    hasVersion: async (version) => versions().has(version),
    countVersions: async (objectId) => versionsOf(objectId).length,
    list: async (vaultId, { after, limit, deleted }) =>
      byName(rows(), vaultId, after)
        .filter((row) => (row.deletion !== undefined) === deleted)
        .slice(0, limit)
        .flatMap((row) => {
          const version = versions().find(row.currentVersion);
          return version ? [{ row, head: kind.headOf(version) }] : [];
        }),
    listVersions: async (objectId, before, limit) =>
      versionsOf(objectId)
        .filter((row) => before === undefined || row.ordinal < before)
        .slice(0, limit)
        .map(kind.headOf),
    count: async (vaultIds) =>
      new Map(vaultIds.map((vaultId) => [vaultId, rows().select((row) => row.vaultId === vaultId && !row.deletion).length])),
  };
}

function scans<T extends Rows>(desk: Desk, kind: ObjectTables<T>): Pick<ObjectStore<T>, Scans> {
  const versionsIn = (vaultId: string, after: string | undefined) =>
    kind
      .versions(desk.look())
      .select((row) => row.vaultId === vaultId && (after === undefined || compareText(row.version, after) > 0))
      .sort((a, b) => compareText(a.version, b.version));
  return {
    listDue: async (time, page) =>
      pageOfDue(
        kind.rows(desk.look()).select(({ deletion }) => deletion !== undefined),
        time,
        page,
      ),
    listWrappedBefore: async (vaultId, generation, { after, limit }) =>
      versionsIn(vaultId, after)
        .filter((row) => (kind.generationOf(row) ?? Infinity) < generation)
        .slice(0, limit),
    scanHeads: async (vaultId, after, limit) => byName(kind.rows(desk.look()), vaultId, after).slice(0, limit),
    scan: async (vaultId, after, limit) => versionsIn(vaultId, after).slice(0, limit),
  };
}

const findRow = <R extends ObjectTypes['row']>(rows: Table<R>, vaultId: string, nameKey: string): R | undefined =>
  rows.select((row) => row.vaultId === vaultId && row.nameKey === nameKey)[0];

const byName = <R extends ObjectTypes['row']>(rows: Table<R>, vaultId: string, after: string | undefined): R[] =>
  rows
    .select((row) => row.vaultId === vaultId && (after === undefined || compareText(row.nameKey, after) > 0))
    .sort((a, b) => compareText(a.nameKey, b.nameKey));
