import type { SecretState } from '../../../app/contract/search.ts';
import { type IndexFilter, never } from '../../../app/secret/secret-index.ts';
import { expiringMs } from '../../../app/vault/attention.ts';
import { contentTypeToken, isShort, tagToken, tokensOfWord, tokenStart } from '../gram.ts';
import { tagText } from '../secret-column.ts';
import type { Value } from './connection.ts';
import { and, type Clause, pin } from './clause.ts';
import { inVaults } from './secret-scope.ts';

/** A way into the index: the ids of all that can fit, and perhaps of others. */
export interface Way {
  readonly kind: 'token' | 'start' | 'range' | 'few' | 'vault';
  /** Whether it leads to what fits and to nothing else, as far as the vaults go: then counting it is counting what fits. */
  readonly whole: boolean;
  /** `select … as id` */
  readonly ids: Clause;
}

/** Conditions on a row `i` of the index, but for the bin and the vaults. */
export const conditionsOf = (filter: IndexFilter): Clause[] => [
  ...filter.words.map((word) => pin('instr(i.fields, ?) > 0', word)),
  ...(filter.tags ? [either(filter.tags.map(({ name, value }) => pin('instr(i.tags, ?) > 0', tagText(name, value))))] : []),
  ...(filter.contentTypes ? [pin('i.content_type in (select value from json_each(?))', JSON.stringify(filter.contentTypes))] : []),
  ...(filter.states ? [either(filter.states.map((state) => stateOf(state, filter.time)))] : []),
  ...rangesOf(filter).flatMap(({ column, from, until }) => [
    // The plus keeps these from being taken for a way in: `waysOf` says which there are.
    pin(`+i.${column} >= ?`, from),
    pin(`+i.${column} < ?`, until),
  ]),
];

/** Every way in that the filter opens, the one that costs least to look at first. */
export function waysOf(filter: IndexFilter, numbers: readonly number[] | undefined): Way[] {
  const { deleted } = filter;
  const ways: Way[] = [];
  const whole = isOneCondition(filter);
  if (numbers) ways.push({ kind: 'vault', whole: false, ids: idsWhere('vault', deleted, inVaults('vault', numbers)) });
  for (const { column, from, until } of [...rangesOf(filter), ...stateRangeOf(filter)]) {
    const text = `${column} >= ? and ${column} < ?`;
    ways.push({ kind: 'range', whole, ids: idsWhere(indexOf[column], deleted, { text, values: [from, until] }) });
  }
  if (isOnly(filter, 'disabled'))
    ways.push({ kind: 'few', whole, ids: idsWhere('disabled', deleted, { text: 'enabled = 0', values: [] }) });
  if (isOnly(filter, 'inactive')) {
    ways.push({ kind: 'few', whole, ids: idsWhere('inactive', deleted, pin('not_before is not null and not_before > ?', filter.time)) });
  }
  const match = matchOf(filter);
  if (match) ways.push({ ...match, whole: false, ids: pin('select rowid as id from secret_gram where secret_gram match ?', match.text) });
  return ways;
}

const idsWhere = (index: string, deleted: boolean, condition: Clause): Clause => {
  const { text, values } = and([isDeleted('', deleted), condition]);
  return { text: `select id from secret_index indexed by secret_index_${index} where ${text}`, values };
};

/** In the bin, or out of it; written out, because some indexes hold only one of the two. @param row such as `i.` */
export const isDeleted = (row: string, deleted: boolean): Clause => ({ text: `${row}deleted = ${Number(deleted)}`, values: [] });

interface Range {
  readonly column: 'expires' | 'created_on' | 'changed_on';
  readonly from: number;
  readonly until: number;
}

const indexOf = { expires: 'expires', created_on: 'created', changed_on: 'changed' } as const;

function rangesOf({ expires, created, changed }: IndexFilter): Range[] {
  const ranges: Range[] = [];
  const add = (column: Range['column'], from = 0, until = never) => ranges.push({ column, from, until });
  // What does not expire is past every span, and `never` alone is asked for by the end of all others.
  if (expires === 'never') add('expires', never, never + 1);
  else if (expires) add('expires', expires.from, expires.until);
  if (created) add('created_on', created.from, created.until);
  if (changed) add('changed_on', changed.from, changed.until);
  return ranges;
}

/** The span of expiries in which every state that is asked for lies. */
function stateRangeOf({ states, time }: IndexFilter): Range[] {
  if (!states || states.length === 0 || !states.every((state) => state === 'expired' || state === 'expiring')) return [];
  const from = states.includes('expired') ? 0 : time + 1;
  return [{ column: 'expires', from, until: (states.includes('expiring') ? time + expiringMs : time) + 1 }];
}

const isOneCondition = (filter: IndexFilter): boolean =>
  filter.words.length === 0 && !filter.tags && !filter.contentTypes && rangesOf(filter).length + (filter.states ? 1 : 0) === 1;

const isOnly = ({ states }: IndexFilter, state: SecretState): boolean => states?.length === 1 && states[0] === state;

function stateOf(state: SecretState, time: number): Clause {
  switch (state) {
    case 'active':
      return { text: 'i.enabled = 1 and coalesce(i.not_before, 0) <= ? and +i.expires > ?', values: [time, time] };
    case 'disabled':
      return { text: 'i.enabled = 0', values: [] };
    case 'inactive':
      return pin('i.not_before > ?', time);
    case 'expiring':
      return { text: '+i.expires > ? and +i.expires <= ?', values: [time, time + expiringMs] };
    case 'expired':
      return pin('+i.expires <= ?', time);
  }
}

const either = (clauses: readonly Clause[]): Clause => ({
  text: clauses.length === 0 ? 'false' : clauses.map(({ text }) => `(${text})`).join(' or '),
  values: clauses.flatMap(({ values }): readonly Value[] => values),
});

/** What the inverted index is asked: whole tokens, or only the beginnings of some where nothing else is known. */
function matchOf({ words, tags, contentTypes }: IndexFilter): { readonly kind: 'token' | 'start'; readonly text: string } | undefined {
  const any = (tokens: readonly string[]) => `(${tokens.map(quote).join(' OR ')})`;
  const whole = words.filter((word) => !isShort(word)).flatMap((word) => tokensOfWord(word).map(quote));
  if (tags && tags.length > 0) whole.push(any(tags.map(({ name, value }) => tagToken(name, value))));
  if (contentTypes && contentTypes.length > 0) whole.push(any(contentTypes.map(contentTypeToken)));
  if (whole.length > 0) return { kind: 'token', text: whole.join(' AND ') };
  const starts = words.map((word) => `${quote(tokenStart(word))} *`);
  return starts.length > 0 ? { kind: 'start', text: starts.join(' AND ') } : undefined;
}

/** Tokens hold letters and digits alone. */
const quote = (token: string): string => `"${token}"`;
