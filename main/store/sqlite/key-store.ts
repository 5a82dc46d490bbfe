import * as z from 'zod';
import type { KeyFilter, KeyMark, KeyStore, KeyTypes } from '../../../app/key/key-store.ts';
import { limited, places } from './column.ts';
import type { Sql, Value } from './connection.ts';
import { head, headColumns, key, listing, materialColumns, policyColumns, valuesOf, version, versionValuesOf } from './key-row.ts';
import { objectColumns, ownColumns } from './object-row.ts';
import { createSqliteObjectStore, objectTexts, type ObjectTable } from './object-store.ts';

const selectListing = `select ${headColumns}, ${ownColumns}${policyColumns}
  from key s cross join key_version v on v.version = s.current_version`;

const table: ObjectTable<KeyTypes> = {
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
};

const perToken = z.object({ token: z.string(), count: z.number() });

export const createSqliteKeyStore = (sql: Sql): KeyStore => ({
  ...createSqliteObjectStore(sql, table),
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
    const { text, values } = whereOf(filter, page.after);
    const order = filter.deleted ? 's.purge_on, s.name_key, s.id' : 's.name_key, s.id';
    return sql.all(listing, `${selectListing} where ${text} order by ${order} ${limited}`, [...values, page.limit]);
  },
  countInTokens: async () => {
    const found = sql.all(perToken, 'select token, count(*) as count from key_version where token is not null group by token');
    return new Map(found.map(({ token, count }) => [token, count]));
  },
});

interface Clause {
  readonly text: string;
  readonly values: readonly Value[];
}

/** What may be left out is undefined. */
function whereOf(filter: KeyFilter, after: KeyMark | undefined): Clause {
  const clauses: (Clause | undefined)[] = [
    { text: `s.vault_id in (${places(filter.vaultIds)})`, values: filter.vaultIds },
    { text: filter.deleted ? 's.deleted_on is not null' : 's.deleted_on is null', values: [] },
    ...filter.words.map((word) => ({ text: 'instr(s.name_key, ?) > 0', values: [word] })),
    filter.type === undefined ? undefined : { text: 'v.type = ?', values: [filter.type] },
    filter.rotates === undefined ? undefined : { text: 's.rotates = ?', values: [Number(filter.rotates)] },
    stateClause(filter),
    after && afterClause(filter, after),
  ];
  const given = clauses.filter((clause) => clause !== undefined);
  return { text: given.map(({ text }) => text).join(' and '), values: given.flatMap(({ values }) => values) };
}

const afterClause = ({ deleted }: KeyFilter, { purgeOn, nameKey, id }: KeyMark): Clause =>
  deleted
    ? { text: '(s.purge_on, s.name_key, s.id) > (?, ?, ?)', values: [purgeOn, nameKey, id] }
    : { text: '(s.name_key, s.id) > (?, ?)', values: [nameKey, id] };

/** The same states as `stateOf` tells. */
function stateClause({ state, time, expiringUntil }: KeyFilter): Clause | undefined {
  const active = 'v.enabled = 1 and (v.expires is null or v.expires > ?) and (v.not_before is null or v.not_before <= ?)';
  switch (state) {
    case undefined:
      return undefined;
    case 'disabled':
      return { text: 'v.enabled = 0', values: [] };
    case 'expired':
      return { text: 'v.enabled = 1 and v.expires <= ?', values: [time] };
    case 'not-active':
      return { text: 'v.enabled = 1 and (v.expires is null or v.expires > ?) and v.not_before > ?', values: [time, time] };
    case 'enabled':
      return { text: active, values: [time, time] };
    case 'expiring':
      return { text: `${active} and v.expires <= ?`, values: [time, time, expiringUntil] };
  }
}
