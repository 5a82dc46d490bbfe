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
export function useLiveCounts(asked: LogAsked) {
  const client = useClient();
  const histogram = useQuery(logHistogramQuery(client, asked, mostBars));
  const counted = useQuery(logFacetQuery(client, asked, { fields: facets, limit: fewValues }));
  const [arrived, setArrived] = useState<{ readonly asked: LogAsked; readonly rows: readonly LogRow[] }>({ asked, rows: [] });
  const onArrive = useCallback(
    (rows: readonly LogRow[]) =>
      setArrived((before) => ({ asked, rows: [...(before.asked === asked ? before.rows : []), ...rows].slice(-mostArrived) })),
    [asked],
  );
  const rows = arrived.asked === asked ? arrived.rows : noRows;
  const { data: bars, isPlaceholderData: oldBars } = histogram;
  const { data: values, isPlaceholderData: oldValues, dataUpdatedAt } = counted;
  return {
    onArrive,
    histogram: useMemo(() => bars && (oldBars ? bars : withRows(bars, rows)), [bars, oldBars, rows]),
    histogramError: histogram.error,
    facets: useMemo(() => {
      const fresh = rows.filter(({ time }) => time > dataUpdatedAt);
      return values?.facets.map((facet) => (oldValues ? facet : withFacetRows(facet, fresh)));
    }, [values, oldValues, rows, dataUpdatedAt]),
    facetError: counted.error,
  };
}

const noRows: readonly LogRow[] = [];
