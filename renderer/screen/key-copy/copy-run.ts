import type { QueryClient } from '@tanstack/react-query';
import type { BulkProgress } from '../../../app/contract/bulk.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { forget } from '../../api/mutation.ts';
import { keyKey } from '../../api/key-query.ts';
import { queryKey } from '../../api/query.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import type { JobEnd, JobRefusal, JobStart, JobSummary } from '../job/job.ts';
import type { CopyChoice } from './copy-choice.ts';
import type { Planned } from './use-copy.ts';

interface CopyRunDeps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly plan: Planned;
  readonly choice: CopyChoice;
  /** Keys that were chosen to be made. */
  readonly count: number;
}

/** Makes what was chosen, as work that outlives its screen. */
export function copyRun({ client, queries, plan: { job, asked }, choice, count }: CopyRunDeps): JobStart {
  const { source, target } = asked;
  const refusals: JobRefusal[] = [];
  let made = 0;
  async function* run(signal: AbortSignal): AsyncGenerator<BulkProgress> {
    const input = { job, source, target, taken: choice.taken, except: [...choice.except] };
    try {
      for await (const progress of client.listen('KeyCopyRun', input, { signal })) {
        made = progress.changed;
        refusals.push(...progress.rows.filter(({ outcome }) => outcome === 'refused'));
        yield progress;
      }
    } finally {
      await forget(queries, keyKey.all, queryKey.vaults, queryKey.log);
    }
  }
  const title = `Make ${countText(count, 'key')} of ${visibleText(source)} anew in ${visibleText(target)}`;
  return { title, run, summarise: (end) => summaryOf(end, made, refusals) };
}

function summaryOf(end: JobEnd, made: number, refusals: readonly JobRefusal[]): JobSummary {
  const refused = refusals.length > 0 ? `, ${refusals.length.toLocaleString('en')} refused` : '';
  const text = `${countText(made, 'key')} made${refused}.`;
  switch (end.state) {
    case 'done':
      return { kind: refusals.length > 0 ? 'warning' : 'ok', text, refusals };
    case 'cancelled':
      return { kind: 'notice', text: `Stopped: ${text} Those stay; compare again for the rest.`, refusals };
    case 'failed':
      return { kind: 'danger', text: `${errorSentence(end.error) ?? 'It failed.'} ${text} Compare again for the rest.`, refusals };
  }
}
