import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Listing, ObjectStore, ObjectTypes } from '../../../app/vault/object-store.ts';
import { assignments, counted, dueValues, limited, whereDue } from './column.ts';
import type { Sql, Value } from './connection.ts';
import { objectColumns, ownColumns } from './object-row.ts';

type Rows = Pick<ObjectTypes, 'row' | 'head' | 'version'>;

interface ObjectColumns {
  readonly name: 'secret' | 'key';
  /** Columns of the row beside those that every object has, each after a comma. */
  readonly rowColumns: string;
  readonly headColumns: string;
  /** Columns of a version in full beside the head's, each after a comma. */
  readonly versionColumns: string;
}

/** What tells the tables of one kind of object from another's. In a listing the objects are `s`, their versions `v`. */
export interface ObjectTable<T extends Rows> {
  readonly texts: ReturnType<typeof objectTexts>;
  readonly row: z.ZodType<T['row']>;
  readonly head: z.ZodType<T['head']>;
  readonly version: z.ZodType<T['version']>;
  readonly listing: z.ZodType<Listing<T>>;
  readonly listDeleted: string;
  /** By id of a vault, for a list of them. */
  readonly count: (vaultIds: readonly string[]) => string;
  valuesOf(row: T['row']): Record<string, Value>;
  versionValuesOf(version: T['version']): Record<string, Value>;
  /** What follows the rows, such as an index. */
  inserted?(row: T['row']): void;
  updated?(before: T['row'], row: T['row']): void;
  versionWritten?(version: T['version']): void;
  removed?(id: string, before: T['row'] | undefined): void;
}

const perVault = z.object({ vaultId: z.string(), count: z.number() });

const taken = (name: string) => () => new VaultError('Conflict', { name });

/** The statements of one kind: made once, because they are asked for by their texts. */
export function objectTexts({ name, rowColumns, headColumns, versionColumns }: ObjectColumns) {
  const [versions, owner] = [`${name}_version`, `${name}_id`];
  const select = `select ${objectColumns}${rowColumns} from ${name}`;
  const selectHead = `select ${headColumns} from ${versions} v`;
  const selectVersion = `select ${headColumns}${versionColumns} from ${versions} v`;
  const selectListing = `select ${headColumns}, ${ownColumns}${rowColumns} from ${name} s cross join ${versions} v on v.version = s.current_version`;
  return {
    name,
    versions,
    owner,
    findById: `${select} where id = ?`,
    find: `${select} where vault_id = ? and name_key = ?`,
    findVersion: `${selectVersion} where v.version = ? and v.${owner} = ?`,
    findNewest: `${selectVersion} where v.${owner} = ? order by v.ordinal desc limit 1`,
    hasVersion: `select count(*) as count from ${versions} where version = ?`,
    countVersions: `select count(*) as count from ${versions} where ${owner} = ?`,
    listLive: `${selectListing} where s.vault_id = ? and s.name_key > ? and s.deleted_on is null order by s.name_key ${limited}`,
    listDue: `${select} ${whereDue}`,
    listWrapped: `${selectVersion} where v.vault_id = ? and v.version > ? and v.key_generation < ? order by v.version ${limited}`,
    listVersions: `${selectHead} where v.${owner} = ? and v.ordinal < ? order by v.ordinal desc ${limited}`,
    scanHeads: `${select} where vault_id = ? and name_key > ? order by name_key ${limited}`,
    scan: `${selectVersion} where v.vault_id = ? and v.version > ? order by v.version ${limited}`,
  };
}

export const createSqliteObjectStore = <T extends Rows>(sql: Sql, table: ObjectTable<T>): ObjectStore<T> => ({
  ...writes(sql, table),
  ...reads(sql, table),
});

type Writes = 'insert' | 'update' | 'insertVersion' | 'updateVersion' | 'updateKey' | 'remove';

function writes<T extends Rows>(sql: Sql, table: ObjectTable<T>): Pick<ObjectStore<T>, Writes> {
  const { name, versions, owner, findById } = table.texts;
  const findRow = (id: string) => sql.find(table.row, findById, [id]);
  return {
    insert: async (row) => {
      sql.insert(name, table.valuesOf(row), taken(row.name));
      table.inserted?.(row);
    },
    update: async (row) => {
      const before = findRow(row.id);
      const columns = table.valuesOf(row);
      const changed = sql.change(`update ${name} set ${assignments(columns)} where id = @id`, columns, taken(row.name));
      if (changed === 0 || !before) throw new Error(`no ${name} ${row.id}`);
      table.updated?.(before, row);
    },
    insertVersion: async (row) => {
      sql.insert(versions, table.versionValuesOf(row), taken(row.version));
      table.versionWritten?.(row);
    },
    updateVersion: async (row) => {
      const columns = table.versionValuesOf(row);
      const text = `update ${versions} set ${assignments(columns)} where version = @version and ${owner} = @${owner}`;
      if (sql.change(text, columns, taken(row.version)) === 0) throw new Error(`no version ${row.version}`);
      table.versionWritten?.(row);
    },
    updateKey: async (version, { keyGeneration, wrappedKey }) => {
      const text = `update ${versions} set key_generation = ?, wrapped_key = ? where version = ?`;
      if (sql.run(text, [keyGeneration, wrappedKey, version]) === 0) throw new Error(`no version ${version}`);
    },
    remove: async (id) => {
      table.removed?.(id, findRow(id));
      sql.run(`delete from ${versions} where ${owner} = ?`, [id]);
      sql.run(`delete from ${name} where id = ?`, [id]);
    },
  };
}

function reads<T extends Rows>(sql: Sql, table: ObjectTable<T>): Omit<ObjectStore<T>, Writes> {
  const { row, head, version, listing, texts } = table;
  return {
    find: async (vaultId, nameKey) => sql.find(row, texts.find, [vaultId, nameKey]),
    findVersion: async (objectId, id) => sql.find(version, texts.findVersion, [id, objectId]),
    findNewest: async (objectId) => sql.find(version, texts.findNewest, [objectId]),
    hasVersion: async (id) => sql.find(counted, texts.hasVersion, [id])?.count === 1,
    countVersions: async (objectId) => sql.find(counted, texts.countVersions, [objectId])?.count ?? 0,
    list: async (vaultId, { after, limit, deleted }) =>
      sql.all(listing, deleted ? table.listDeleted : texts.listLive, [vaultId, after ?? '', limit]),
    listDue: async (time, page) => sql.all(row, texts.listDue, dueValues(time, page)),
    listWrappedBefore: async (vaultId, generation, { after, limit }) =>
      sql.all(version, texts.listWrapped, [vaultId, after ?? '', generation, limit]),
    listVersions: async (objectId, before, limit) =>
      sql.all(head, texts.listVersions, [objectId, before ?? Number.MAX_SAFE_INTEGER, limit]),
    count: async (vaultIds) => {
      const counts = new Map(sql.all(perVault, table.count(vaultIds), vaultIds).map((found) => [found.vaultId, found.count]));
      return new Map(vaultIds.map((id) => [id, counts.get(id) ?? 0]));
    },
    scanHeads: async (vaultId, after, limit) => sql.all(row, texts.scanHeads, [vaultId, after ?? '', limit]),
    scan: async (vaultId, after, limit) => sql.all(version, texts.scan, [vaultId, after ?? '', limit]),
  };
}
