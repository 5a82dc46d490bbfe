import type { QueryClient } from '@tanstack/react-query';
import type { Output } from '../../../app/contract/operation.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { queryKey } from '../../api/query.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import type { JobEnd, JobProgress, JobRefusal, JobStart, JobSummary } from '../job/job.ts';
import { closeImport } from './close-import.ts';
import type { Opened } from './use-import.ts';

const pageRows = 200;
/** Refusals that are carried into the summary and its file. */
const mostRefusals = 20_000;

async function loadRefusals(client: Client, { import: id, vault }: Opened): Promise<readonly JobRefusal[]> {
  const found: JobRefusal[] = [];
  for (let offset = 0; offset < mostRefusals; offset += pageRows) {
    const { items, total } = await client.call('ImportRowList', { import: id, outcome: ['refused'], offset, limit: pageRows });
    found.push(...items.map(({ name, source, outcomeCode }) => ({ vault, name: name || source, code: outcomeCode ?? 'refused' })));
    if (offset + pageRows >= total) break;
  }
  return found;
}

const forgetLists = (queries: QueryClient) =>
  Promise.all([queryKey.vaults, ['secrets'], queryKey.log].map((key) => queries.invalidateQueries({ queryKey: key })));

interface ImportJobDeps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly opened: Opened;
  /** Rows that were chosen to be written. */
  readonly count: number;
}

/** Writes what was chosen, as work that outlives its screen; what was read of the file is forgotten when it ends, however it does. */
export function importJob({ client, queries, opened, count }: ImportJobDeps): JobStart {
  let last: Output<'ImportRun'> | undefined;
  let refusals: readonly JobRefusal[] = [];
  async function* run(signal: AbortSignal): AsyncGenerator<JobProgress> {
    try {
      for await (const item of client.listen('ImportRun', { import: opened.import, dryRun: false }, { signal })) {
        last = item;
        yield { done: item.done, total: item.total, refused: item.refused };
      }
      if ((last?.refused ?? 0) > 0) refusals = await loadRefusals(client, opened);
    } finally {
      await closeImport(client, opened.import);
      await forgetLists(queries);
    }
  }
  return {
    title: `Import ${countText(count, 'secret')} into ${visibleText(opened.vault)}`,
    run,
    summarise: (end) => summaryOf(end, last, refusals),
  };
}

function summaryOf(end: JobEnd, last: Output<'ImportRun'> | undefined, refusals: readonly JobRefusal[]): JobSummary {
  const written = `${countText(last?.written ?? 0, 'secret')} written`;
  const refused = last?.refused ?? 0;
  switch (end.state) {
    case 'done': {
      const skipped = last?.skipped ? `, ${last.skipped.toLocaleString('en')} skipped` : '';
      return {
        kind: refused > 0 ? 'warning' : 'ok',
        text: `${written}${skipped}${refused > 0 ? `, ${refused.toLocaleString('en')} refused` : ''}.`,
        refusals,
      };
    }
    case 'cancelled':
      return {
        kind: 'notice',
        text: `Import stopped: ${written} until then. What was written stays; import the file again for the rest.`,
        refusals,
      };
    case 'failed':
      return { kind: 'danger', text: `${errorSentence(end.error) ?? 'The import failed.'} ${written} until then.`, refusals };
  }
}
