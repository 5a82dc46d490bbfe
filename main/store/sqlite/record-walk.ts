import { matchesQuery, type RecordQuery } from '../../../app/audit/record-query.ts';
import { asNumbers, type ColumnName, encodeSegment, namesOf, type Numbers, type SegmentHead } from '../log-column.ts';
import type { Sql } from './connection.ts';
import { type Lexicon, openLexicon } from './record-lexicon.ts';
import { isLive, planRecords, type Read, type RecordPlan, type Test } from './record-plan.ts';
import { record, recordColumns } from './record-row.ts';
import { listLoose, listSegments, readColumn } from './record-segment.ts';

/** Records of one segment, each with what it does not pass. */
export interface View {
  readonly size: number;
  /** For each record one bit for each test that it fails; 0 for what is meant. */
  readonly failed: Uint32Array;
  /** Sequences are this, the place and the shift. */
  readonly first: number;
  sequence(at: number): number;
  /** Times are after this. */
  readonly oldest: number;
  column(name: ColumnName): Numbers;
}

export interface Walk {
  readonly lexicon: Lexicon;
  readonly tests: readonly Test[];
  /** Segments where something may be meant. */
  views(way: Way): Iterable<View>;
}

export interface Way {
  readonly newestFirst: boolean;
  /** Only segments that reach below it. */
  readonly below?: number | undefined;
  /** Only segments that reach up to it. */
  readonly from?: number | undefined;
  /** Whether a segment whose turn it is can be passed over after all. */
  readonly isIdle?: ((head: SegmentHead) => boolean) | undefined;
}

/** Segments that are read at a time: few at first, because a page is often found in the newest. */
const mostTogether = 32;

/** The bit of what no test says: a time or a sequence that is not asked for, a row that turned out to be another. */
const otherwise = 0x8000_0000;

/** Walks of one transaction: what asks for a page and for its count asks the names and the segments once. */
export interface Walks {
  open(query: RecordQuery): Walk;
  /** To be called when records were written. */
  forget(): void;
}

export function createWalks(sql: Sql): Walks {
  let known = new WeakMap<RecordQuery, Walk>();
  return {
    open(query) {
      const walk = known.get(query) ?? openWalk(sql, query);
      known.set(query, walk);
      return walk;
    },
    forget: () => {
      known = new WeakMap();
    },
  };
}

/** Opens a query over all records: those in segments by their columns, and those that are in none yet, which are made one here. */
function openWalk(sql: Sql, query: RecordQuery): Walk {
  const facts = listLoose(sql);
  const lexicon = openLexicon(sql, namesOf(facts));
  const plan = planRecords(lexicon, query);
  const loose = facts.length > 0 ? encodeSegment(facts, lexicon.numberOf) : undefined;
  const segments = listSegments(sql);
  const isWrong = (sequence: number): boolean => !isMeant(sql, sequence, query);
  return {
    lexicon,
    tests: plan.tests,
    *views(way) {
      const due = segments.filter((segment) => isDue(segment, plan, way));
      const tail = loose && isDue(loose.head, plan, way) ? [toPart(loose)] : [];
      const parts = readSegments(sql, way.newestFirst ? due.toReversed() : due, way.isIdle ?? never);
      const all = way.newestFirst ? inTurn(tail, parts) : inTurn(parts, tail);
      for (const part of all) yield toView(plan, way, part, isWrong);
    },
  };
}

const never = (): boolean => false;

function* inTurn<T>(first: Iterable<T>, second: Iterable<T>): Iterable<T> {
  yield* first;
  yield* second;
}

const isDue = ({ first, last, live, oldest, newest }: SegmentHead, plan: RecordPlan, { below = Infinity, from = 0 }: Way): boolean =>
  live > 0 && first < Math.min(below, plan.below) && last >= from && oldest <= plan.until && newest >= plan.from;

function isMeant(sql: Sql, sequence: number, query: RecordQuery): boolean {
  const row = sql.find(record, `select ${recordColumns} from log_record where sequence = ?`, [sequence]);
  return row !== undefined && matchesQuery(row, query);
}

interface Part {
  readonly head: SegmentHead;
  readonly read: Read;
}

const toPart = ({ head, columns }: ReturnType<typeof encodeSegment>): Part => ({ head, read: (name) => asNumbers(columns[name]) });

/** Columns are read when they are first asked for, of several neighbours at a time. */
function* readSegments(sql: Sql, due: readonly SegmentHead[], isIdle: (head: SegmentHead) => boolean): Iterable<Part> {
  let together = 1;
  for (let at = 0; at < due.length;) {
    const turn = due.slice(at, at + together);
    const heads = turn.filter((head) => !isIdle(head));
    const known = new Map<ColumnName, Map<number, Numbers>>();
    const column = (name: ColumnName): Map<number, Numbers> => {
      const found = known.get(name) ?? readColumn(sql, name, heads);
      known.set(name, found);
      return found;
    };
    for (const head of heads) yield { head, read: (name) => column(name).get(head.first) ?? new Uint32Array(head.size) };
    at += turn.length;
    together = Math.min(together * 2, mostTogether);
  }
}

function toView(plan: RecordPlan, way: Way, { head, read }: Part, isWrong: (sequence: number) => boolean): View {
  const { size, first, oldest } = head;
  const failed = new Uint32Array(size);
  for (const [number, test] of plan.tests.entries()) {
    if (test !== isLive || head.live < size) test.mark(read, failed, 1 << number);
  }
  const sequence = (at: number): number => first + at + (read('shift')[at] ?? 0);
  const view = { size, failed, first, sequence, oldest, column: read };
  markOutside(view, head, { ...plan, below: Math.min(way.below ?? Infinity, plan.below), start: way.from ?? 0 });
  if (plan.doubtful) markWrong(view, isWrong);
  return view;
}

interface Bounds {
  /** Times. */
  readonly from: number;
  readonly until: number;
  /** Sequences. */
  readonly start: number;
  readonly below: number;
}

function markOutside(view: View, head: SegmentHead, { from, until, start, below }: Bounds): void {
  if (head.oldest < from || head.newest > until) {
    const times = view.column('time');
    markWhere(view, (at) => head.oldest + (times[at] ?? 0) < from || head.oldest + (times[at] ?? 0) > until);
  }
  if (head.first < start || head.last >= below) markWhere(view, (at) => view.sequence(at) < start || view.sequence(at) >= below);
}

function markWhere({ size, failed }: View, isOut: (at: number) => boolean): void {
  for (let at = 0; at < size; at += 1) if (isOut(at)) failed[at] = (failed[at] ?? 0) | otherwise;
}

function markWrong({ size, failed, sequence }: View, isWrong: (sequence: number) => boolean): void {
  for (let at = 0; at < size; at += 1) if (failed[at] === 0 && isWrong(sequence(at))) failed[at] = otherwise;
}
