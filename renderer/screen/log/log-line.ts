import type { LogRow, RemovedSpan } from '../../../app/contract/log.ts';

/** A line of the list: a record, or what stands for records that were deleted. */
export type LogLine = (LogRow & { readonly removed?: undefined }) | (Pick<LogRow, 'sequence' | 'time'> & { readonly removed: RemovedSpan });

export const lineKey = (line: LogLine): string => (line.removed ? `removed ${line.removed.first}` : String(line.sequence));

/** How many records a span had. */
export const removedCount = ({ first, last }: RemovedSpan): number => last - first + 1;

/**
 * Puts what was deleted where it was.
 * @param rows newest first
 * @param spans newest first
 */
export function withRemoved(rows: readonly LogRow[], spans: readonly RemovedSpan[]): readonly LogLine[] {
  if (spans.length === 0) return rows;
  const lines = spans.map((removed): LogLine => ({ sequence: removed.last, time: removed.on, removed }));
  return [...rows, ...lines].toSorted((a, b) => b.sequence - a.sequence);
}
