import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ImportRow, ImportStatus } from '../../../app/contract/import.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { importPageQuery, importPageRows } from '../../api/query.ts';
import type { ListRows } from '../../component/use-list-keys.ts';

type Page = Output<'ImportRowList'>;

const pageOf = (index: number) => Math.floor(index / importPageRows);
const rowKey = (row: ImportRow) => String(row.row);

function toRows(pages: ReadonlyMap<number, Page>, count: number): ListRows<ImportRow> {
  const positions = new Map<string, number>();
  for (const [page, { items }] of pages) items.forEach((row, at) => positions.set(rowKey(row), page * importPageRows + at));
  return {
    count,
    itemAt: (index) => pages.get(pageOf(index))?.items[index % importPageRows],
    keyOf: rowKey,
    indexOf: (key) => positions.get(key),
  };
}

/** The rows of a preview, by pages that are read as they come into sight. @param status undefined for all */
export function useImportRows(id: string, status: ImportStatus | undefined) {
  const client = useClient();
  const first = useQuery(importPageQuery(client, id, status, 0));
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const wanted = Array.from({ length: sight.to - sight.from + 1 }, (_, at) => sight.from + at);
  const combine = useCallback(
    (results: UseQueryResult<Page>[]) => ({
      pages: new Map(results.flatMap(({ data }, at): [number, Page][] => (data ? [[sight.from + at, data]] : []))),
      failed: results.find((result) => result.error)?.error,
    }),
    [sight.from],
  );
  const { pages, failed } = useQueries({ queries: wanted.map((page) => importPageQuery(client, id, status, page)), combine });
  const rows = useMemo(() => toRows(pages, first.data?.total ?? 0), [pages, first.data?.total]);
  const onSight = useCallback((from: number, end: number) => {
    const next = { from: pageOf(from), to: pageOf(Math.max(from, end - 1)) };
    setSight((before) => (before.from === next.from && before.to === next.to ? before : next));
  }, []);
  return { rows, onSight, counts: first.data?.counts, chosen: first.data?.chosen, error: first.error ?? failed ?? null };
}
