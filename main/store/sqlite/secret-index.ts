import * as z from 'zod';
import type { IndexAnswer, IndexFilter, IndexPage, SecretIndex } from '../../../app/secret/secret-index.ts';
import type { SecretListing } from '../../../app/secret/secret-store.ts';
import { and, type Clause, pin } from './clause.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';
import { countAttention } from './secret-attention.ts';
import { conditionsOf, isDeleted, type Way, waysOf } from './secret-index-query.ts';
import { findRare } from './secret-rare.ts';
import { listingColumns, listingShape, toListing } from './secret-row.ts';
import { type Scope, scopeOf } from './secret-scope.ts';
import { orderFew } from './secret-sort.ts';
import { walk } from './secret-walk.ts';

/** When which way is gone. */
export interface IndexLimit {
  /** From so few a page is taken by looking at all of them; with more, the next that fits is never far in any order. */
  readonly few: number;
  /** How many are looked at to count what fits, where more could. */
  readonly lookedAt: number;
  /** Counting ends here. */
  readonly counted: number;
  /** Of so many it is looked how often they hold a short term: where it is often, gathering its tokens is slow, and needless. */
  readonly sampled: number;
  /** Of so many, at even distances, it is looked whether any fits before an order is walked. */
  readonly spread: number;
}

const usual: IndexLimit = { few: 5_000, lookedAt: 20_000, counted: 10_000, sampled: 2_000, spread: 1_000 };

/** One in so many is often. */
const often = 20;

/** @param limit named only by tests */
export const createSqliteSecretIndex = (sql: Sql, limit = usual): SecretIndex => ({
  find: async (filter, page) => {
    sql.settle();
    return find(sql, { filter, page, limit });
  },
  attention: async (vaultIds, at) => countAttention(sql, scopeOf(sql, vaultIds, false), at),
});

function find(sql: Sql, { filter, page, limit }: Pick<Asked, 'filter' | 'page' | 'limit'>): IndexAnswer {
  const scope = scopeOf(sql, filter.vaultIds, filter.deleted);
  const own = conditionsOf(filter);
  const where = and([isDeleted('i.', filter.deleted), ...scope.conditions, ...own]);
  const asked = { filter, scope, page, where, limit };
  if (own.length === 0 && isWalked(scope, page)) return answerAll(sql, asked);
  const way = chooseWay(sql, asked);
  if (way.count <= limit.few) return answerFew(sql, asked, way.ids);
  if (own.length === 0) return answerAll(sql, asked);
  const rare = findRare(sql, asked);
  return rare ? answerFew(sql, asked, rare) : answerMany(sql, asked, way);
}

/** What a page is made from. */
export interface Asked {
  readonly filter: IndexFilter;
  readonly scope: Scope;
  readonly page: IndexPage;
  /** On a row `i` of the index. */
  readonly where: Clause;
  readonly limit: IndexLimit;
}

/** Whether an index holds exactly what is asked for, in the order that is asked for. */
const isWalked = ({ numbers }: Scope, { sort }: IndexPage): boolean =>
  numbers === undefined || sort.by === 'vault' || (numbers.length === 1 && (sort.by === 'name' || sort.by === 'match'));

interface CountedWay {
  readonly ids: Clause;
  /** Exact as far as is looked. */
  readonly count: number;
  readonly whole: boolean;
}

function chooseWay(sql: Sql, { filter, limit, scope: { numbers, size } }: Asked): CountedWay {
  // Many are looked at in the order in which they lie in the file: any other goes from page to page.
  const by = filter.deleted || size <= limit.few ? 'indexed by secret_index_vault' : 'not indexed';
  const all = `select id from secret_index ${by} where ${isDeleted('', filter.deleted).text}`;
  let best: CountedWay = { ids: { text: all, values: [] }, count: size, whole: false };
  for (const way of waysOf(filter, numbers)) {
    if (best.count <= limit.few / 10) break;
    const count = way.kind === 'vault' ? size : countWay(sql, way, { filter, limit });
    if (count < best.count || way.kind === 'vault') best = { ids: way.ids, count, whole: way.whole };
  }
  return best;
}

function countWay(sql: Sql, { kind, ids }: Way, { filter, limit }: Pick<Asked, 'filter' | 'limit'>): number {
  if (kind === 'start' && isOften(sql, filter.words, limit.sampled)) return Infinity;
  return countRows(sql, { text: `${ids.text} limit ${limit.lookedAt + 1}`, values: ids.values });
}

function isOften(sql: Sql, words: readonly string[], sampled: number): boolean {
  const holds = and(words.map((word) => pin('instr(i.fields, ?) > 0', word)));
  const first = `select fields from secret_index order by id limit ${sampled}`;
  return countRows(sql, { text: `select 1 from (${first}) i where ${holds.text}`, values: holds.values }) * often >= sampled;
}

const countRows = (sql: Sql, { text, values }: Clause): number =>
  sql.find(counted, `select count(*) as count from (${text})`, values)?.count ?? 0;

/** @param all the ids of all that can fit */
function answerFew(sql: Sql, asked: Asked, all: Clause): IndexAnswer {
  const { ids, count } = orderFew(sql, asked, all);
  return { listings: readListings(sql, ids), total: { count, atLeast: false } };
}

/** Everything in the bin or out of it, of the vaults that are asked for: the tallies count that. */
const answerAll = (sql: Sql, asked: Asked): IndexAnswer => ({
  listings: readListings(sql, walk(sql, asked)),
  total: { count: asked.scope.size, atLeast: false },
});

function answerMany(sql: Sql, asked: Asked, way: CountedWay): IndexAnswer {
  const { page, limit } = asked;
  const ids = walk(sql, asked);
  const listings = readListings(sql, ids);
  const seen = page.offset + ids.length;
  // The last page tells the count by itself.
  if (page.after === undefined && ids.length > 0 && ids.length < page.limit) return { listings, total: { count: seen, atLeast: false } };
  const count = countMany(sql, asked, way);
  return {
    listings,
    total: { count: Math.max(count, ids.length === 0 ? 0 : seen), atLeast: way.count > limit.lookedAt || count === limit.counted },
  };
}

/** What fits among those that are looked at, up to where counting ends. */
function countMany(sql: Sql, { where, scope, limit }: Asked, way: CountedWay): number {
  // Nothing but what fits was counted already: looking at each row is most of what a large answer costs.
  if (way.whole && scope.conditions.length === 0) return Math.min(way.count, limit.counted);
  const looked = `(${way.ids.text} limit ${limit.lookedAt})`;
  const fits = `select 1 from ${looked} w cross join secret_index i on i.id = w.id where ${where.text} limit ${limit.counted}`;
  return countRows(sql, { text: fits, values: [...way.ids.values, ...where.values] });
}

const placed = listingShape.extend({ place: z.number() });

const readPlaced = `select ${listingColumns}, j.key as place from json_each(?) j cross join secret_index i on i.id = j.value
  cross join secret s on s.id = i.secret_id cross join secret_version v on v.version = s.current_version`;

/** The rows themselves, in the order of the ids. */
function readListings(sql: Sql, ids: readonly number[]): SecretListing[] {
  if (ids.length === 0) return [];
  const rows = sql.all(placed, readPlaced, [JSON.stringify(ids)]);
  return rows.toSorted((a, b) => a.place - b.place).map(({ place: _place, ...row }) => toListing(row));
}
