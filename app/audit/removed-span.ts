import type { LogFilter, RemovedSpan } from '../contract/log.ts';
import type { Tx } from '../operation/store.ts';
import { removalOperation, removedBy } from './deletion.ts';
import { readRecord } from './record.ts';
import type { RecordRow } from './record-store.ts';

/** Deletions that are read together. */
const mostTogether = 1000;

interface Span extends RemovedSpan {
  /** Of the whole deletion: its steps have one each. */
  readonly correlationId: string;
}

function spansOf(row: RecordRow): Span[] {
  const record = row.canonical === undefined ? undefined : readRecord(row.canonical);
  const ranges = (record && removedBy(record)) ?? [];
  const said = {
    deletion: row.sequence,
    by: row.identity,
    on: row.time,
    reason: String(record?.properties['reason'] ?? ''),
    correlationId: row.correlationId,
  };
  return ranges.map((range) => ({ ...range, ...said }));
}

/** Everything that was ever removed, newest deletion first. */
async function* allSpans(tx: Tx): AsyncGenerator<Span> {
  let before: number | undefined;
  do {
    const rows: RecordRow[] = await tx.records.list(before, mostTogether, { operation: [removalOperation], result: ['succeeded'] });
    for (const row of rows) yield* spansOf(row);
    before = rows.length < mostTogether ? undefined : rows.at(-1)?.sequence;
  } while (before !== undefined);
}

/** Neighbours that one deletion removed in steps, as one. @param spans rising */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const end = all.at(-1);
    if (end && end.last === span.first - 1 && end.correlationId === span.correlationId) all[all.length - 1] = { ...end, last: span.last };
    else all.push(span);
  }
  return all;
}

/** What removed a record's text. @returns undefined when no record says that it was removed */
export async function findRemovedSpan(tx: Tx, sequence: number): Promise<RemovedSpan | undefined> {
  for await (const { correlationId: _correlation, ...span } of allSpans(tx)) {
    if (sequence >= span.first && sequence <= span.last) return span;
  }
  return undefined;
}

/** A page of the log as it was asked for and found. */
export interface FoundPage {
  readonly before: number | undefined;
  readonly limit: number;
  readonly filter: LogFilter;
  readonly scope: string | undefined;
  /** Newest first. */
  readonly rows: readonly RecordRow[];
}

/**
 * What is missing in a page that has no condition, newest first; each span stands in the page in which its last record would.
 * @returns nothing for a page without a gap, which costs no query
 */
export async function listRemovedSpans(tx: Tx, { before, limit, filter, scope, rows }: FoundPage): Promise<RemovedSpan[]> {
  const narrowed = (scope !== undefined && scope !== '/') || Object.values(filter).some((value) => value !== undefined);
  const lowest = rows.length < limit ? 0 : (rows.at(-1)?.sequence ?? 0);
  const highest = before === undefined ? (rows[0]?.sequence ?? -1) : before - 1;
  if (narrowed || highest - lowest + 1 === rows.length) return [];
  const spans: Span[] = [];
  for await (const span of allSpans(tx)) spans.push(span);
  return joined(spans.toSorted((a, b) => a.first - b.first))
    .filter(({ last }) => last >= lowest && last <= highest)
    .toReversed()
    .map(({ correlationId: _correlation, ...span }) => span);
}
