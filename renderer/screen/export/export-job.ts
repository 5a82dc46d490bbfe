import type { QueryClient } from '@tanstack/react-query';
import type { Output } from '../../../app/contract/operation.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { queryKey } from '../../api/query.ts';
import { countText } from '../../component/count-text.ts';
import type { JobEnd, JobProgress, JobRefusal, JobStart, JobSummary } from '../job/job.ts';

type Item = Output<'ExportPrepare'>;
export type Saved = Output<'ExportSave'>;

/** An export that the engine has begun: what was asked was in order, the password too. */
export interface Begun {
  readonly first: Item;
  readonly rest: AsyncIterator<Item>;
  /** Stops the stream. */
  readonly stop: AbortController;
}

interface ExportJobDeps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly begun: Begun;
  readonly onSaved: (saved: Saved) => void;
}

/** Reads what was chosen into a file and saves it, as work that outlives its panel. */
export function exportJob({ client, queries, begun, onSaved }: ExportJobDeps): JobStart {
  const refusals: JobRefusal[] = [];
  let saved: Saved | undefined;
  async function* run(signal: AbortSignal): AsyncGenerator<JobProgress> {
    signal.addEventListener('abort', () => begun.stop.abort(), { once: true });
    let last = begun.first;
    try {
      for (let item: Item | undefined = last; item; item = await nextOf(begun.rest)) {
        last = item;
        refusals.push(...item.rows.filter((row) => row.outcome === 'refused'));
        yield { done: item.done, total: item.total, refused: item.refused };
      }
      if (last.export === undefined || signal.aborted) return;
      saved = await client.call('ExportSave', { export: last.export });
      onSaved(saved);
    } finally {
      begun.stop.abort();
      await queries.invalidateQueries({ queryKey: queryKey.log });
    }
  }
  const title = `Export ${countText(begun.first.total, 'secret')}`;
  return { title, run, summarise: (end) => summaryOf(end, saved, refusals) };
}

async function nextOf(rest: AsyncIterator<Item>): Promise<Item | undefined> {
  const next = await rest.next();
  return next.done === true ? undefined : next.value;
}

function summaryOf(end: JobEnd, saved: Saved | undefined, refusals: readonly JobRefusal[]): JobSummary {
  const refused = refusals.length > 0 ? `, ${refusals.length.toLocaleString('en')} refused` : '';
  switch (end.state) {
    case 'done':
      return saved
        ? {
            kind: refused === '' ? 'ok' : 'warning',
            text: `${countText(saved.count, 'secret')} exported${refused}. The file lies at ${saved.path}`,
            refusals,
          }
        : { kind: 'warning', text: `No file was made: there was nothing to put into it${refused}.`, refusals };
    case 'cancelled':
      return { kind: 'notice', text: 'Export stopped. No file was made; what was read until then stands in the log.' };
    case 'failed':
      return { kind: 'danger', text: errorSentence(end.error) ?? 'The export failed. No file was made.', refusals };
  }
}
