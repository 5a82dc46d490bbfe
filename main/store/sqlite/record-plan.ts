import type { RecordQuery } from '../../../app/audit/record-query.ts';
import type { LogFacet } from '../../../app/contract/log.ts';
import { type ColumnName, doors, hashText, type NameColumn, removed, results, type Numbers } from '../log-column.ts';
import type { Lexicon } from './record-lexicon.ts';

/** One condition of a query, over columns. */
export interface Test {
  /** The facet that is counted without it. */
  readonly facet: LogFacet | undefined;
  readonly columns: readonly ColumnName[];
  /** @returns whether the record at a place passes */
  over(read: (name: ColumnName) => Numbers): (at: number) => boolean;
}

/** A query over columns: what each record must pass, and where it is no use to look. */
export interface RecordPlan {
  readonly tests: readonly Test[];
  /** Times that are asked for, both ends included. */
  readonly from: number;
  readonly until: number;
  /** No sequence at it or above. */
  readonly below: number;
  /** Whether a record that passes may still be another, so that its row has to be looked at. */
  readonly doubtful: boolean;
}

/** The conditions on names, by the field of the filter: which column they read. */
const nameFields = [
  ['operation', 'operation'],
  ['identity', 'identityId'],
  ['vault', 'vault'],
  ['object', 'object'],
  ['address', 'address'],
  ['code', 'code'],
] as const satisfies readonly (readonly [LogFacet, NameColumn])[];

export function planRecords(lexicon: Lexicon, query: RecordQuery): RecordPlan {
  const { result, door, from = -Infinity, until = Infinity, below = Infinity, correlationId } = query;
  const tests: Test[] = [within('result', bitmap(results.length + 1, indexes(result, results)), 'result'), isLive];
  if (door) tests.push(within('door', bitmap(doors.length, indexes(door, doors)), 'door'));
  for (const [field, column] of nameFields) {
    const names = query[field];
    if (names) tests.push(within(column, numbered(lexicon, names), field));
  }
  if (query.except) tests.push(outside('operation', numbered(lexicon, query.except)));
  if (query.text !== undefined) tests.push(withText(bitmap(lexicon.end, lexicon.numbersWith(query.text.toLowerCase()))));
  if (query.scope !== undefined && query.scope !== '/') {
    tests.push(within('resourceId', bitmap(lexicon.end, lexicon.numbersWithin(query.scope.toLowerCase())), undefined));
  }
  if (correlationId !== undefined) tests.push(equal('correlation', hashText(correlationId.toLowerCase())));
  return { tests, from, until, below, doubtful: correlationId !== undefined };
}

function indexes<T extends string>(wanted: readonly T[] | undefined, all: readonly T[]): number[] {
  return all.flatMap((each, at) => (!wanted || wanted.includes(each) ? [at] : []));
}

function numbered(lexicon: Lexicon, names: readonly string[]): Uint8Array {
  const numbers = names.map((name) => lexicon.numberOf(name.toLowerCase())).filter((number) => number > 0);
  return bitmap(lexicon.end, numbers);
}

function bitmap(size: number, numbers: readonly number[]): Uint8Array {
  const bits = new Uint8Array(size);
  for (const number of numbers) bits[number] = 1;
  return bits;
}

const within = (column: ColumnName, bits: Uint8Array, facet: LogFacet | undefined): Test => ({
  facet,
  columns: [column],
  over(read) {
    const numbers = read(column);
    return (at) => bits[numbers[at] ?? 0] === 1;
  },
});

const outside = (column: ColumnName, bits: Uint8Array): Test => ({
  facet: undefined,
  columns: [column],
  over(read) {
    const numbers = read(column);
    return (at) => bits[numbers[at] ?? 0] !== 1;
  },
});

const equal = (column: ColumnName, number: number): Test => ({
  facet: undefined,
  columns: [column],
  over(read) {
    const numbers = read(column);
    return (at) => numbers[at] === number;
  },
});

const withText = (bits: Uint8Array): Test => ({
  facet: undefined,
  columns: ['object', 'identity'],
  over(read) {
    const [objects, identities] = [read('object'), read('identity')];
    return (at) => bits[objects[at] ?? 0] === 1 || bits[identities[at] ?? 0] === 1;
  },
});

const isLive: Test = {
  facet: undefined,
  columns: ['result'],
  over(read) {
    const numbers = read('result');
    return (at) => numbers[at] !== removed;
  },
};
