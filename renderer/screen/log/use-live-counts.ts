import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { LogRow } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logFacetQuery, logHistogramQuery, type LogAsked } from '../../api/log-query.ts';
import { withFacetRows } from './facet-count.ts';
import { fewValues } from './facet-panel.tsx';
import { mostBars, withRows } from './histogram.ts';
import { facets } from './log-condition.ts';

/** Rows that are counted in before everything is counted anew. */
const mostArrived = 5000;

/**
 * Histogram and facets of what is asked. Records that come while one looks are counted here: each question to the log is itself a record,
 * so asking again for each of them would never end.
 */
export function useLiveCounts(asked: LogAsked, read: readonly LogRow[] | undefined) {
  const client = useClient();
  const histogram = useQuery(logHistogramQuery(client, asked, mostBars));
  const counted = useQuery(logFacetQuery(client, asked, { fields: facets, limit: fewValues }));
  const [arrived, setArrived] = useState<{ readonly asked: LogAsked; readonly rows: readonly LogRow[] }>({ asked, rows: [] });
  // A list that is about to be replaced is still followed: its rows answer what was asked before.
  const onArrive = useCallback(
    (from: LogAsked, rows: readonly LogRow[]) =>
      setArrived((before) => ({ asked: from, rows: [...(before.asked === from ? before.rows : []), ...rows].slice(-mostArrived) })),
    [],
  );
  const rows = arrived.asked === asked ? arrived.rows : noRows;
  const { data: bars, isPlaceholderData: oldBars } = histogram;
  const { data: values, isPlaceholderData: oldValues } = counted;
  return {
    onArrive,
    histogram: useMemo(() => bars && (oldBars ? bars : withRows(bars, rowsFrom(bars.end, rows, read))), [bars, oldBars, rows, read]),
    histogramError: histogram.error,
    facets: useMemo(() => {
      const fresh = oldValues ? noRows : rowsFrom(values?.end ?? 0, rows, read);
      return values?.facets.map((facet) => withFacetRows(facet, fresh));
    }, [values, oldValues, rows, read]),
    facetError: counted.error,
  };
}

const noRows: readonly LogRow[] = [];

/** Rows that came after something was counted, each once. @param read newest first */
function rowsFrom(end: number, arrived: readonly LogRow[], read: readonly LogRow[] = noRows): readonly LogRow[] {
  const older = read.findIndex((row) => row.sequence < end);
  const fresh = [...arrived.filter((row) => row.sequence >= end), ...read.slice(0, older < 0 ? read.length : older)];
  return [...new Map(fresh.map((row) => [row.sequence, row])).values()];
}
