import type { QueryClient } from '@tanstack/react-query';
import type { BulkProgress } from '../../../app/contract/bulk.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { forget } from '../../api/mutation.ts';
import { keyKey } from '../../api/key-query.ts';
import { queryKey } from '../../api/query.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import type { JobEnd, JobRefusal, JobStart, JobSummary, UndoDecision } from '../job/job.ts';
import { type CopyChoice, isMade } from './copy-choice.ts';
import type { Planned } from './use-copy.ts';

interface CopyRunDeps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly plan: Planned;
  readonly choice: CopyChoice;
  /** Keys that were chosen to be made. */
  readonly count: number;
  /** Begins other long work: taking it back. */
  readonly start: (start: JobStart) => void;
}

/** Makes what was chosen, as work that outlives its screen. */
export function copyRun(deps: CopyRunDeps): JobStart {
  const { client, plan, choice, count } = deps;
  const place = placeOf(plan);
  const { source, target } = place;
  const input = { ...place, taken: choice.taken, except: [...choice.except] };
  const { run, refusals, changed } = follow(deps, (signal) => client.listen('KeyCopyRun', input, { signal }));
  const chosen = plan.rows.filter((row) => isMade(row, choice));
  const versions = chosen.filter(({ status }) => status === 'taken').length;
  const summarise = (end: JobEnd): JobSummary => ({
    ...summaryOf(end, { done: 'made', left: 'Those stay; compare again for the rest.' }, changed(), refusals),
    ...(changed() > 0 &&
      chosen.length > versions && { undo: () => deps.start(copyUndo(deps)), undoDecision: undoDecision(target, versions) }),
  });
  return { title: `Make ${countText(count, 'key')} of ${visibleText(source)} anew in ${visibleText(target)}`, run, summarise };
}

/** Deletes what a run made. */
function copyUndo(deps: CopyRunDeps): JobStart {
  const place = placeOf(deps.plan);
  const { run, refusals, changed } = follow(deps, (signal) => deps.client.listen('KeyCopyUndo', place, { signal }));
  return {
    title: `Delete the keys that were made in ${visibleText(place.target)}`,
    run,
    summarise: (end) => summaryOf(end, { done: 'deleted', left: 'The others stay.' }, changed(), refusals),
  };
}

const undoDecision = (target: string, versions: number): UndoDecision => ({
  title: `Delete the keys that were made in ${visibleText(target)}`,
  verb: 'Delete',
  text: [
    'The keys that were made and that nobody has changed since move to the recycle bin, where they can be recovered until their day comes.',
    'Until then nobody can use them: what was encrypted with them meanwhile can’t be decrypted.',
    ...(versions > 0 ? ['New versions of keys that were there before stay.'] : []),
  ].join(' '),
});

const placeOf = ({ job, asked: { source, target } }: Planned) => ({ job, source, target });

/** Long work that goes on key by key. */
function follow({ queries }: CopyRunDeps, listen: (signal: AbortSignal) => AsyncIterable<BulkProgress>) {
  const refusals: JobRefusal[] = [];
  let changed = 0;
  async function* run(signal: AbortSignal): AsyncGenerator<BulkProgress> {
    try {
      for await (const progress of listen(signal)) {
        changed = progress.changed;
        refusals.push(...progress.rows.filter(({ outcome }) => outcome === 'refused'));
        yield progress;
      }
    } finally {
      await forget(queries, keyKey.all, queryKey.vaults, queryKey.log);
    }
  }
  return { run, refusals, changed: () => changed };
}

interface Words {
  /** `made` */
  readonly done: string;
  /** Where it did not come to its end. */
  readonly left: string;
}

function summaryOf(end: JobEnd, { done, left }: Words, changed: number, refusals: readonly JobRefusal[]): JobSummary {
  const refused = refusals.length > 0 ? `, ${refusals.length.toLocaleString('en')} refused` : '';
  const text = `${countText(changed, 'key')} ${done}${refused}.`;
  switch (end.state) {
    case 'done':
      return { kind: refusals.length > 0 ? 'warning' : 'ok', text, refusals };
    case 'cancelled':
      return { kind: 'notice', text: `Stopped: ${text} ${left}`, refusals };
    case 'failed':
      return { kind: 'danger', text: `${errorSentence(end.error) ?? 'It failed.'} ${text} ${left}`, refusals };
  }
}
