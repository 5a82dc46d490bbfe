import type { RecordQuery } from '../../../app/audit/record-query.ts';
import type { LogFacet } from '../../../app/contract/log.ts';
import { type ColumnName, doors, hashText, type NameColumn, removed, results, type Numbers } from '../log-column.ts';
import type { Lexicon } from './record-lexicon.ts';

export type Read = (name: ColumnName) => Numbers;

/** One condition of a query, over columns. */
export interface Test {
  /** The facet that is counted without it. */
  readonly facet: LogFacet | undefined;
  /** Sets a bit for each record that fails it. */
  mark(read: Read, failed: Uint32Array, bit: number): void;
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
  const { from = -Infinity, until = Infinity, below = Infinity, correlationId } = query;
  const tests = [isLive, ...testsOfList(query), ...testsOfNames(lexicon, query), ...testsOfPlace(lexicon, query)];
  if (correlationId !== undefined) tests.push(equal('correlation', hashText(correlationId.toLowerCase())));
  return { tests, from, until, below, doubtful: correlationId !== undefined };
}

/** On what there are only few values of. */
const testsOfList = ({ result, door }: RecordQuery): Test[] => [
  ...(result ? [within('result', bitmap(results.length + 1, indexes(result, results)), 'result')] : []),
  ...(door ? [within('door', bitmap(doors.length, indexes(door, doors)), 'door')] : []),
];

function testsOfNames(lexicon: Lexicon, query: RecordQuery): Test[] {
  const tests: Test[] = [];
  for (const [field, column] of nameFields) {
    const names = query[field];
    if (names) tests.push(within(column, numbered(lexicon, names), field));
  }
  return query.except ? [...tests, outside('operation', numbered(lexicon, query.except))] : tests;
}

function testsOfPlace(lexicon: Lexicon, { text, scope }: RecordQuery): Test[] {
  const tests: Test[] = [];
  if (text !== undefined) tests.push(withText(bitmap(lexicon.end, lexicon.numbersWith(text.toLowerCase()))));
  if (scope === undefined || scope === '/') return tests;
  return [...tests, within('resourceId', bitmap(lexicon.end, lexicon.numbersWithin(scope.toLowerCase())), undefined)];
}

const indexes = <T extends string>(wanted: readonly T[], all: readonly T[]): number[] =>
  all.flatMap((each, at) => (wanted.includes(each) ? [at] : []));

function numbered(lexicon: Lexicon, names: readonly string[]): Uint8Array {
  const numbers = names.map((name) => lexicon.numberOf(name.toLowerCase())).filter((number) => number > 0);
  return bitmap(lexicon.end, numbers);
}

function bitmap(size: number, numbers: readonly number[]): Uint8Array {
  const bits = new Uint8Array(size);
  for (const number of numbers) bits[number] = 1;
  return bits;
}

// Each has a loop of its own over whole columns: calls for each record would take longer than all else.

const within = (column: ColumnName, bits: Uint8Array, facet: LogFacet | undefined): Test => ({
  facet,
  mark(read, failed, bit) {
    const numbers = read(column);
    for (let at = 0; at < failed.length; at += 1) if (bits[numbers[at] ?? 0] !== 1) failed[at] = (failed[at] ?? 0) | bit;
  },
});

const outside = (column: ColumnName, bits: Uint8Array): Test => ({
  facet: undefined,
  mark(read, failed, bit) {
    const numbers = read(column);
    for (let at = 0; at < failed.length; at += 1) if (bits[numbers[at] ?? 0] === 1) failed[at] = (failed[at] ?? 0) | bit;
  },
});

const equal = (column: ColumnName, number: number): Test => ({
  facet: undefined,
  mark(read, failed, bit) {
    const numbers = read(column);
    for (let at = 0; at < failed.length; at += 1) if (numbers[at] !== number) failed[at] = (failed[at] ?? 0) | bit;
  },
});

const withText = (bits: Uint8Array): Test => ({
  facet: undefined,
  mark(read, failed, bit) {
    const [objects, identities] = [read('object'), read('identity')];
    for (let at = 0; at < failed.length; at += 1) {
      if (bits[objects[at] ?? 0] !== 1 && bits[identities[at] ?? 0] !== 1) failed[at] = (failed[at] ?? 0) | bit;
    }
  },
});

/** Where every record has its text nobody asks. */
export const isLive: Test = {
  facet: undefined,
  mark(read, failed, bit) {
    const numbers = read('result');
    for (let at = 0; at < failed.length; at += 1) if (numbers[at] === removed) failed[at] = (failed[at] ?? 0) | bit;
  },
};
