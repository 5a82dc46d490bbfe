import type { QueryClient } from '@tanstack/react-query';
import type { BulkProgress } from '../../../app/contract/bulk.ts';
import type { Client } from '../../api/client.ts';
import { queryKey } from '../../api/query.ts';
import type { JobRefusal, JobStart } from '../job/job.ts';
import { bulkSummary, bulkTitle, wordsOf, type BulkKind } from './bulk-text.ts';

interface BulkRun {
  readonly client: Client;
  readonly queries: QueryClient;
  /** As prepared by BulkPrepare. */
  readonly job: string;
  readonly kind: BulkKind;
  /** How many will change, as the preview said. */
  readonly count: number;
  /** Begins other long work: taking it back. */
  readonly start: (start: JobStart) => void;
}

/** Everything that a bulk change may have altered is read anew. */
const forgetAll = (queries: QueryClient) =>
  Promise.all([queryKey.vaults, ['secrets'], queryKey.log].map((key) => queries.invalidateQueries({ queryKey: key })));

function follow({ client, queries, job }: BulkRun, operation: 'BulkRun' | 'BulkUndo') {
  const refusals: JobRefusal[] = [];
  let last: BulkProgress | undefined;
  async function* run(signal: AbortSignal) {
    try {
      for await (const progress of client.listen(operation, { job }, { signal })) {
        last = progress;
        refusals.push(...progress.rows.filter((row) => row.outcome === 'refused'));
        yield progress;
      }
    } finally {
      void forgetAll(queries);
    }
  }
  return { run, refusals, last: () => last };
}

/** The long work of doing what a preview showed, with the way to take it back where there is one. */
export function bulkJob(bulk: BulkRun): JobStart {
  const { run, refusals, last } = follow(bulk, 'BulkRun');
  return {
    title: bulkTitle(bulk.kind, bulk.count),
    run,
    summarise: (end) => ({
      kind: end.state === 'failed' ? 'danger' : refusals.length > 0 || end.state === 'cancelled' ? 'warning' : 'ok',
      text: bulkSummary(end, last(), wordsOf(bulk.kind).done),
      refusals,
      undo: bulk.kind === 'purge' || (last()?.changed ?? 0) === 0 ? undefined : () => bulk.start(undoJob(bulk, last()?.changed ?? 0)),
    }),
  };
}

function undoJob(bulk: BulkRun, count: number): JobStart {
  const { run, refusals, last } = follow(bulk, 'BulkUndo');
  return {
    title: `Undo: ${bulkTitle(bulk.kind, count).toLowerCase()}`,
    run,
    summarise: (end) => ({
      kind: end.state === 'failed' ? 'danger' : refusals.length > 0 || end.state === 'cancelled' ? 'warning' : 'ok',
      text: bulkSummary(end, last(), 'put back as they were'),
      refusals,
    }),
  };
}
