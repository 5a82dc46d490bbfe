import type { QueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../../app/contract/operation.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { queryKey } from '../../api/query.ts';
import { countText } from '../../component/count-text.ts';
import type { JobEnd, JobProgress, JobStart, JobSummary } from '../job/job.ts';

type Item = Output<'LogDelete'>;

/** A deletion that the engine has begun: what was asked was in order, the password too. */
interface Begun {
  readonly first: Item;
  readonly rest: AsyncIterator<Item>;
  /** Stops the stream. */
  readonly stop: AbortController;
}

/**
 * Asks, and waits until the engine has begun: a wrong password is told to who typed it, and not by the job. Zeroes the password.
 * @throws VaultError SignInFailed, Forbidden
 */
export async function beginDeletion(client: Client, input: Input<'LogDelete'>): Promise<Begun> {
  const stop = new AbortController();
  const rest = client.listen('LogDelete', input, { signal: stop.signal })[Symbol.asyncIterator]();
  try {
    const first = await rest.next();
    if (first.done === true) throw new Error('a deletion begins with what it will remove');
    return { first: first.value, rest, stop };
  } finally {
    input.password.fill(0);
  }
}

/** The deletion as work that outlives its dialog. Stopped, it leaves every record whole or deleted and accounted for. */
export function logDeleteJob(queries: QueryClient, { first, rest, stop }: Begun): JobStart {
  async function* run(signal: AbortSignal): AsyncGenerator<JobProgress> {
    signal.addEventListener('abort', () => stop.abort(), { once: true });
    try {
      yield first;
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
    } finally {
      stop.abort();
      await queries.invalidateQueries({ queryKey: queryKey.log });
    }
  }
  return { title: `Delete ${countText(first.total, 'record')}`, run, summarise: summaryOf };
}

function summaryOf(end: JobEnd): JobSummary {
  const done = countText(end.last?.done ?? 0, 'record');
  switch (end.state) {
    case 'done':
      return { kind: 'ok', text: `${done} deleted. A record says which and why; the rest still verifies.` };
    case 'cancelled':
      return { kind: 'notice', text: `Deletion stopped after ${done}; those stay deleted.` };
    case 'failed':
      return { kind: 'danger', text: errorSentence(end.error) ?? `The deletion failed after ${done}.` };
  }
}
