import { LogHistogram } from '../contract/log.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { filterFields, logTarget, readLog, toQuery } from './log-need.ts';
import { emptyTally, type Tally } from './tally.ts';

/** How many records there are over time. What is covered begins and ends as the filter does, or with the first and last record that it means. */
export const histogramLog: RoomOperation<typeof LogHistogram> = {
  ...readLog,
  at: 'room',
  shape: LogHistogram,
  repeatable: false,
  fields: { ...filterFields, bars: kept(({ bars }) => bars.toString()) },
  target: async (input) => logTarget(input),
  async run({ tx, time }, { bars: count, ...place }) {
    const query = toQuery(place);
    const isBounded = query.from !== undefined && query.until !== undefined;
    const span = isBounded ? undefined : await tx.records.span(query);
    const from = query.from ?? span?.oldest ?? query.until ?? time;
    const newest = Math.max(from, query.until ?? span?.newest ?? from);
    const stepMs = Math.ceil((newest - from + 1) / count);
    const bars = await tx.records.tally(query, { from, stepMs, count });
    return {
      from,
      until: from + stepMs * count - 1,
      stepMs,
      bars,
      total: bars.reduce(addTally, emptyTally()),
      end: await tx.records.end(),
    };
  },
};

const addTally = (a: Tally, b: Tally): Tally => ({
  succeeded: a.succeeded + b.succeeded,
  refused: a.refused + b.refused,
  failed: a.failed + b.failed,
  attempted: a.attempted + b.attempted,
});
