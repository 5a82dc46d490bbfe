import * as z from 'zod';
import type { Span } from '../../../app/contract/common.ts';
import type { KeyFilter, KeyMark, KeySort, KeyStore, KeyTypes } from '../../../app/key/key-store.ts';
import { limited, places } from './column.ts';
import type { Sql, Value } from './connection.ts';
import { countAttention } from './key-attention.ts';
import { head, headColumns, key, listing, materialColumns, policyColumns, valuesOf, version, versionValuesOf } from './key-row.ts';
import { objectColumns, ownColumns } from './object-row.ts';
import { createSqliteObjectStore, objectTexts, type ObjectTable } from './object-store.ts';
import { scopeOf } from './secret-scope.ts';

const selectListing = `select ${headColumns}, ${ownColumns}${policyColumns}
  from key s cross join key_version v on v.version = s.current_version`;

const copyVersion = `update key set current_enabled = v.enabled, current_not_before = v.not_before, current_expires = v.expires,
    current_created_on = v.created_on, current_token = v.token
  from key_version v where key.id = ? and key.current_version = ? and v.version = key.current_version`;

/** Keys, with what they hold of their current versions kept in step. */
const keyTable = (sql: Sql): ObjectTable<KeyTypes> => ({
  texts: objectTexts({ name: 'key', rowColumns: policyColumns, headColumns, versionColumns: materialColumns }),
  row: key,
  head,
  version,
  listing,
  listDeleted: `${selectListing} where s.vault_id = ? and s.name_key > ? and s.deleted_on is not null order by s.name_key ${limited}`,
  count: (vaultIds) =>
    `select vault_id as vaultId, count(*) as count from key where deleted_on is null and vault_id in (${places(vaultIds)}) group by vault_id`,
  valuesOf,
  versionValuesOf,
  // A version that is about to be added is copied when it is.
  updated: (before, { id, currentVersion }) => {
    if (before.currentVersion !== currentVersion) sql.run(copyVersion, [id, currentVersion]);
  },
  versionWritten: ({ keyId, version }) => void sql.run(copyVersion, [keyId, version]),
});

const perToken = z.object({ token: z.string(), count: z.number() });

export const createSqliteKeyStore = (sql: Sql): KeyStore => ({
  ...createSqliteObjectStore(sql, keyTable(sql)),
  findById: async (id) => sql.find(key, `select ${objectColumns}${policyColumns} from key where id = ?`, [id]),
  listActing: async (by, time, { after, limit }) => {
    const column = by === 'rotatesOn' ? 'rotates_on' : 'notifies_on';
    return sql.all(
      key,
      `select ${objectColumns}${policyColumns} from key where ${column} is not null and ${column} <= ? and (${column}, id) > (?, ?)
        and deleted_on is null order by ${column}, id ${limited}`,
      [time, after?.on ?? -1, after?.id ?? '', limit],
    );
  },
  search: async (filter, page) => {
    const isWhole = scopeOf(sql, filter.vaultIds, filter.deleted).numbers === undefined;
    const { text, values } = whereOf(filter, page, isWhole);
    return sql.all(listing, `${selectListing} where ${text} order by ${orderOf[page.sort]} ${limited}`, [...values, page.limit]);
  },
  attention: async (vaultIds, at) => countAttention(sql, vaultIds, at),
  countInTokens: async () => {
    const found = sql.all(perToken, 'select token, count(*) as count from key_version where token is not null group by token');
    return new Map(found.map(({ token, count }) => [token, count]));
  },
});

interface Clause {
  readonly text: string;
  readonly values: readonly Value[];
}

const dates = { expires: 's.current_expires', rotatesOn: 's.rotates_on', purgeOn: 's.purge_on' } as const;

const orderOf: Readonly<Record<KeySort, string>> = {
  name: 's.name_key, s.id',
  expires: `${dates.expires}, s.name_key, s.id`,
  rotatesOn: `${dates.rotatesOn}, s.name_key, s.id`,
  purgeOn: `${dates.purgeOn}, s.name_key, s.id`,
};

/** What may be left out is undefined. @param isWhole whether all vaults are asked for, and none is looked for */
function whereOf(
  filter: KeyFilter,
  { sort, after }: { readonly sort: KeySort; readonly after: KeyMark | undefined },
  isWhole: boolean,
): Clause {
  // Rows that have the date are fewer than those of the vaults: the index of the date is the way to them.
  const vault = sort === 'name' ? 's.vault_id' : '+s.vault_id';
  const clauses: (Clause | undefined)[] = [
    isWhole ? undefined : { text: `${vault} in (${places(filter.vaultIds)})`, values: filter.vaultIds },
    { text: filter.deleted ? 's.deleted_on is not null' : 's.deleted_on is null', values: [] },
    ...filter.words.map((word) => ({ text: 'instr(s.name_key, ?) > 0', values: [word] })),
    filter.type === undefined ? undefined : { text: 'v.type = ?', values: [filter.type] },
    filter.rotates === undefined ? undefined : { text: 's.rotates = ?', values: [Number(filter.rotates)] },
    spanClause(dates.expires, filter.expires),
    spanClause(dates.rotatesOn, filter.rotatesOn),
    spanClause('s.current_created_on', filter.created),
    filter.token === undefined ? undefined : { text: 's.current_token = ?', values: [filter.token] },
    stateClause(filter),
    sort === 'name' ? undefined : { text: `${dates[sort]} is not null`, values: [] },
    after && afterClause(sort, after),
  ];
  const given = clauses.filter((clause) => clause !== undefined);
  return { text: given.map(({ text }) => text).join(' and '), values: given.flatMap(({ values }) => values) };
}

const afterClause = (sort: KeySort, { on, nameKey, id }: KeyMark): Clause =>
  sort === 'name'
    ? { text: `(${orderOf.name}) > (?, ?)`, values: [nameKey, id] }
    : { text: `(${orderOf[sort]}) > (?, ?, ?)`, values: [on, nameKey, id] };

const spanClause = (column: string, span: Span | undefined): Clause | undefined =>
  span && { text: `${column} >= ? and ${column} < ?`, values: [span.from ?? 0, span.until ?? Number.MAX_SAFE_INTEGER] };

/** The same states as `stateOf` tells. */
function stateClause({ state, time, expiringUntil }: KeyFilter): Clause | undefined {
  const active =
    's.current_enabled = 1 and (s.current_expires is null or s.current_expires > ?) and (s.current_not_before is null or s.current_not_before <= ?)';
  switch (state) {
    case undefined:
      return undefined;
    case 'disabled':
      return { text: 's.current_enabled = 0', values: [] };
    case 'expired':
      return { text: 's.current_enabled = 1 and s.current_expires <= ?', values: [time] };
    case 'not-active':
      return {
        text: 's.current_enabled = 1 and (s.current_expires is null or s.current_expires > ?) and s.current_not_before > ?',
        values: [time, time],
      };
    case 'enabled':
      return { text: active, values: [time, time] };
    case 'expiring':
      return { text: `${active} and s.current_expires <= ?`, values: [time, time, expiringUntil] };
  }
}
