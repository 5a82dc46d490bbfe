import { matchesQuery, type RecordQuery } from '../../../app/audit/record-query.ts';
import type { RecordRow, Total } from '../../../app/audit/record-store.ts';
import { emptyTally, type Span, type Stretches, type Tally } from '../../../app/audit/tally.ts';
import { removed, results } from '../log-column.ts';
import { places } from './column.ts';
import type { Sql } from './connection.ts';
import { record, recordColumns } from './record-row.ts';
import type { Walk, Way } from './record-walk.ts';

/** The first so many records that a query means, in the order of the way. */
export function listRecords(sql: Sql, walk: Walk, way: Way, { limit, query }: { limit: number; query: RecordQuery }): RecordRow[] {
  const sequences = findSequences(walk, limit, way);
  if (sequences.length === 0) return [];
  const order = way.newestFirst ? 'desc' : 'asc';
  const text = `select ${recordColumns} from log_record where sequence in (${places(sequences)}) order by sequence ${order}`;
  // Once more by the rows themselves: what is shown is what they say.
  return sql.all(record, text, sequences).filter((row) => matchesQuery(row, query));
}

function findSequences(walk: Walk, limit: number, way: Way): number[] {
  const sequences: number[] = [];
  for (const { size, failed, sequence } of walk.views(way)) {
    for (let at = 0; at < size && sequences.length < limit; at += 1) {
      const place = way.newestFirst ? size - 1 - at : at;
      if (failed[place] === 0) sequences.push(sequence(place));
    }
    if (sequences.length === limit) break;
  }
  return sequences;
}

/** @param mostLooked at how many records are looked, in whole segments; then counting is given up */
export function countRecords(walk: Walk, mostLooked: number): Total {
  let [count, looked] = [0, 0];
  for (const { size, failed } of walk.views({ newestFirst: true })) {
    if (looked >= mostLooked) return { count, atLeast: true };
    for (let at = 0; at < size; at += 1) if (failed[at] === 0) count += 1;
    looked += size;
  }
  return { count, atLeast: false };
}

/** From both ends, each until nothing is left that could reach further out. */
export function spanRecords(walk: Walk): Span | undefined {
  let [first, last] = [Infinity, -Infinity];
  const widen = (way: Way): void => {
    for (const { size, failed, oldest, column } of walk.views(way)) {
      const times = column('time');
      for (let at = 0; at < size; at += 1) {
        if (failed[at] !== 0) continue;
        const time = oldest + (times[at] ?? 0);
        if (time < first) first = time;
        if (time > last) last = time;
      }
    }
  };
  widen({ newestFirst: false, isIdle: ({ oldest }) => oldest >= first });
  widen({ newestFirst: true, isIdle: ({ newest }) => newest <= last });
  return last < first ? undefined : { oldest: first, newest: last };
}

export function tallyRecords(walk: Walk, { from, stepMs, count }: Stretches): Tally[] {
  const width = removed + 1;
  const counts = new Float64Array(count * width);
  for (const { size, failed, oldest, column } of walk.views({ newestFirst: false })) {
    const [times, outcomes] = [column('time'), column('result')];
    for (let at = 0; at < size; at += 1) {
      if (failed[at] !== 0) continue;
      const stretch = Math.floor((oldest + (times[at] ?? 0) - from) / stepMs);
      if (stretch < 0 || stretch >= count) continue;
      const place = stretch * width + (outcomes[at] ?? removed);
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return Array.from({ length: count }, (_, stretch) => {
    const tally = emptyTally();
    for (const [number, result] of results.entries()) tally[result] = counts[stretch * width + number] ?? 0;
    return tally;
  });
}
