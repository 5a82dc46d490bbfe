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
    summarise: (end) => summaryOf(end, last ?? nothing, refusals),
  };
}

function doneText({ written, skipped, refused }: Tally): string {
  const parts = [
    `${countText(written, 'secret')} written`,
    skipped > 0 ? `${skipped.toLocaleString('en')} skipped` : '',
    refused > 0 ? `${refused.toLocaleString('en')} refused` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

type Tally = Pick<Output<'ImportRun'>, 'written' | 'skipped' | 'refused'>;
const nothing: Tally = { written: 0, skipped: 0, refused: 0 };

function summaryOf(end: JobEnd, tally: Tally, refusals: readonly JobRefusal[]): JobSummary {
  const written = `${countText(tally.written, 'secret')} written until then.`;
  switch (end.state) {
    case 'done':
      return { kind: tally.refused > 0 ? 'warning' : 'ok', text: doneText(tally), refusals };
    case 'cancelled':
      return { kind: 'notice', text: `Import stopped: ${written} What was written stays; import the file again for the rest.`, refusals };
    case 'failed':
      return { kind: 'danger', text: `${errorSentence(end.error) ?? 'The import failed.'} ${written}`, refusals };
  }
}
