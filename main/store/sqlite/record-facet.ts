import { type Facet, type FacetAsk, facetLabel, facetValue, type FacetValue } from '../../../app/audit/tally.ts';
import type { LogFacet } from '../../../app/contract/log.ts';
import { type ColumnName, doors, removed, results } from '../log-column.ts';
import type { Sql } from './connection.ts';
import type { Lexicon } from './record-lexicon.ts';
import { record, recordColumns } from './record-row.ts';
import type { Test } from './record-plan.ts';
import type { View, Walk } from './record-walk.ts';

/** The column that holds the values of a facet, and the one that holds what people read for them. */
const columnsOf = {
  result: { value: 'result', label: 'result' },
  door: { value: 'door', label: 'door' },
  operation: { value: 'operation', label: 'operation' },
  identity: { value: 'identityId', label: 'identity' },
  vault: { value: 'vault', label: 'vault' },
  object: { value: 'object', label: 'object' },
  address: { value: 'address', label: 'address' },
  code: { value: 'code', label: 'code' },
} as const satisfies Record<LogFacet, { value: ColumnName; label: ColumnName }>;

/** Counts values of fields, each field without its own condition. */
export function countFacets(sql: Sql, walk: Walk, { fields, text, limit }: FacetAsk): Facet[] {
  const counts = fields.map((field) => createCount(walk.lexicon, walk.tests, field, text?.toLowerCase()));
  for (const view of walk.views({ newestFirst: false })) for (const count of counts) count.take(view);
  return counts.map(({ field, top }) => {
    const places = top(limit + 1);
    return { field, values: places.slice(0, limit).map((place) => toValue(sql, field, place)), more: places.length > limit };
  });
}

/** A value by how often it was met, and the sequence of the last record that has it. */
interface Met {
  readonly count: number;
  readonly last: number;
}

interface Count {
  readonly field: LogFacet;
  take(view: View): void;
  /** The commonest, up to so many. */
  top(most: number): Met[];
}

function createCount(lexicon: Lexicon, tests: readonly Test[], field: LogFacet, text: string | undefined): Count {
  const { value, label } = columnsOf[field];
  const wanted = text === undefined ? undefined : labelsWith(lexicon, label, text);
  const size = field === 'result' || field === 'door' ? removed + 1 : lexicon.end;
  const [counts, lasts] = [new Uint32Array(size), new Float64Array(size)];
  // The tests of other fields, whose failing counts.
  const others = ~tests.reduce((bits, test, number) => (test.facet === field ? bits | (1 << number) : bits), 0);
  return {
    field,
    take({ size: rows, failed, column, first }) {
      const [values, labels, shifts] = [column(value), wanted ? column(label) : undefined, column('shift')];
      for (let at = 0; at < rows; at += 1) {
        if (((failed[at] ?? 0) & others) !== 0 || (wanted && wanted[labels?.[at] ?? 0] !== 1)) continue;
        const number = values[at] ?? 0;
        counts[number] = (counts[number] ?? 0) + 1;
        lasts[number] = first + at + (shifts[at] ?? 0);
      }
    },
    top: (most) => topOf(counts, lasts, most),
  };
}

function labelsWith(lexicon: Lexicon, column: ColumnName, text: string): Uint8Array {
  const bits = new Uint8Array(lexicon.end + removed + 1);
  const listed = column === 'result' ? results : column === 'door' ? doors : undefined;
  const numbers = listed ? listed.flatMap((name, number) => (name.includes(text) ? [number] : [])) : lexicon.numbersWith(text);
  for (const number of numbers) bits[number] = 1;
  return bits;
}

function topOf(counts: Uint32Array, lasts: Float64Array, most: number): Met[] {
  let top: Met[] = [];
  let least = 0;
  for (const [number, count] of counts.entries()) {
    if (count === 0 || count < least) continue;
    top.push({ count, last: lasts[number] ?? 0 });
    // Sorted now and then, so that the list stays short and most values are passed over by their count alone.
    if (top.length < most * 8) continue;
    top = best(top, most);
    least = top.at(-1)?.count ?? 0;
  }
  return best(top, most);
}

const best = (met: Met[], most: number): Met[] => met.sort((a, b) => b.count - a.count || b.last - a.last).slice(0, most);

function toValue(sql: Sql, field: LogFacet, { count, last }: Met): FacetValue {
  const row = sql.find(record, `select ${recordColumns} from log_record where sequence = ?`, [last]);
  if (!row) throw new Error('a record that was counted is not there');
  return { value: facetValue(row, field), label: facetLabel(row, field), count };
}
