import type { RecordRow } from '../../app/audit/record-store.ts';
import { result } from '../../app/contract/log.ts';

/**
 * What filters and counts read of records: for every so many of them one column of numbers per field. Texts are numbers of a dictionary of
 * names in lower case. A million records are some forty megabytes of it, read and compared in a few dozen milliseconds.
 */
export const nameColumns = ['operation', 'code', 'identityId', 'identity', 'object', 'vault', 'address', 'resourceId'] as const;
export type NameColumn = (typeof nameColumns)[number];

export const columnNames = ['shift', 'time', 'result', 'door', 'correlation', ...nameColumns] as const;
export type ColumnName = (typeof columnNames)[number];

/** A column in memory: one kind of array for all but long times, so that the loops over it stay fast. */
export type Numbers = Uint32Array | Float64Array;
export type Columns = Readonly<Record<ColumnName, readonly number[]>>;

/** Records that share their columns at first: few enough that those before, which are read one by one, are quickly read. */
export const smallRows = 256;

/** Small segments that are made one, so that there are few of them in all. */
export const smallTogether = 16;

export const largeRows = smallRows * smallTogether;

export const doors: readonly RecordRow['door'][] = ['window', 'rest', 'job', 'shell'];
export const results = result.options;
/** The number of the result of a record whose text was removed. */
export const removed = results.length;

/** What stands for a segment as a whole. */
export interface SegmentHead {
  /** Lowest and highest sequence in it. */
  readonly first: number;
  readonly last: number;
  readonly size: number;
  /** How many of its records have their text. */
  readonly live: number;
  /** Lowest and highest time in it. */
  readonly oldest: number;
  readonly newest: number;
}

export type FactRow = Omit<RecordRow, 'canonical' | 'leafHash' | 'status' | 'durationMs'> & { readonly removed: boolean };

export const toFact = (row: RecordRow): FactRow => ({ ...row, removed: row.canonical === undefined });

/** What is known of a segment in memory. */
export interface Segment {
  readonly head: SegmentHead;
  readonly columns: Columns;
}

const eachColumn = (numbersOf: (name: ColumnName) => readonly number[]): Columns => ({
  shift: numbersOf('shift'),
  time: numbersOf('time'),
  result: numbersOf('result'),
  door: numbersOf('door'),
  correlation: numbersOf('correlation'),
  operation: numbersOf('operation'),
  code: numbersOf('code'),
  identityId: numbersOf('identityId'),
  identity: numbersOf('identity'),
  object: numbersOf('object'),
  vault: numbersOf('vault'),
  address: numbersOf('address'),
  resourceId: numbersOf('resourceId'),
});

/** One segment of several that follow each other. */
export function joinSegments(parts: readonly { readonly head: SegmentHead; read(name: ColumnName): Numbers }[]): Segment {
  const heads = parts.map(({ head }) => head);
  const first = heads[0]?.first ?? 0;
  const oldest = least(heads.map((head) => head.oldest));
  const sequences = parts.flatMap(({ head, read }) => Array.from(read('shift'), (shift, at) => head.first + at + shift));
  const joined = (name: ColumnName): readonly number[] => {
    if (name === 'shift') return sequences.map((sequence, at) => sequence - first - at);
    if (name === 'time') return parts.flatMap(({ head, read }) => Array.from(read(name), (time) => head.oldest + time - oldest));
    return parts.flatMap(({ read }) => [...read(name)]);
  };
  return {
    head: {
      first,
      last: heads.at(-1)?.last ?? first,
      size: sequences.length,
      live: heads.reduce((sum, head) => sum + head.live, 0),
      oldest,
      newest: most(heads.map((head) => head.newest)),
    },
    columns: eachColumn(joined),
  };
}

/** Every name that records have, in lower case. */
export const namesOf = (rows: readonly FactRow[]): Set<string> =>
  new Set(rows.filter((row) => !row.removed).flatMap((row) => nameColumns.map((name) => row[name].toLowerCase())));

/**
 * Makes the columns of rows, which are in order.
 * @param numberOf the number of a name in lower case, from 1
 */
export function encodeSegment(rows: readonly FactRow[], numberOf: (name: string) => number): Segment {
  const first = rows[0]?.sequence ?? 0;
  const times = rows.map((row) => row.time);
  const [oldest, newest] = [least(times), most(times)];
  const live = rows.filter((row) => !row.removed).length;
  return {
    head: { first, last: rows.at(-1)?.sequence ?? first, size: rows.length, live, oldest, newest },
    columns: eachColumn((name) => rows.map((row, at) => numberIn(row, name, { place: first + at, oldest, numberOf }))),
  };
}

interface Base {
  /** The sequence of the place in the segment, if none were left out. */
  readonly place: number;
  readonly oldest: number;
  readonly numberOf: (name: string) => number;
}

function numberIn(row: FactRow, name: ColumnName, { place, oldest, numberOf }: Base): number {
  switch (name) {
    case 'shift':
      return row.sequence - place;
    case 'time':
      return row.time - oldest;
    case 'result':
      return row.removed ? removed : results.indexOf(row.result);
    case 'door':
      return row.removed ? 0 : doors.indexOf(row.door);
    case 'correlation':
      return row.removed ? 0 : hashText(row.correlationId.toLowerCase());
    default:
      return row.removed ? 0 : numberOf(row[name].toLowerCase());
  }
}

const least = (numbers: readonly number[]): number => numbers.reduce((low, number) => Math.min(low, number), Infinity);
const most = (numbers: readonly number[]): number => numbers.reduce((high, number) => Math.max(high, number), -Infinity);

/** FNV-1a over UTF-16, folded to 16 bits: finds the few that may be the same. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/** As narrow as its highest number allows, little end first; nothing at all where every number is 0. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const high = most(numbers);
  if (high <= 0) return new Uint8Array(0);
  const packed = new (arrayFor(high))(numbers);
  return new Uint8Array(packed.buffer);
}

function arrayFor(high: number) {
  if (high <= 0xff) return Uint8Array;
  if (high <= 0xffff) return Uint16Array;
  return high <= 0xffff_ffff ? Uint32Array : Float64Array;
}

/** @throws Error when the length is that of no column of so many numbers */
export function unpackNumbers(bytes: Uint8Array, size: number): Numbers {
  if (bytes.length === 0) return new Uint32Array(size);
  const width = bytes.length / size;
  // Typed arrays begin at multiples of their width.
  const { buffer, byteOffset } = bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  switch (width) {
    case 1:
      return new Uint32Array(bytes);
    case 2:
      return new Uint32Array(new Uint16Array(buffer, byteOffset, size));
    case 4:
      return new Uint32Array(buffer, byteOffset, size);
    case 8:
      return new Float64Array(buffer, byteOffset, size);
    default:
      throw new Error('a column of the log has another length');
  }
}

export const asNumbers = (numbers: readonly number[]): Numbers =>
  most(numbers) <= 0xffff_ffff ? Uint32Array.from(numbers) : Float64Array.from(numbers);
