import { CancelledError } from '../../../app/contract/vault-error.ts';
import type { Job, JobEnd, JobProgress, JobStart, JobSummary } from './job.ts';

/** Ended work that is still listed. */
const mostEnded = 20;

/** The long work of one session. */
export interface JobStore {
  readonly list: () => readonly Job[];
  readonly subscribe: (changed: () => void) => () => void;
  /** @returns the job's id */
  start(start: JobStart): string;
  cancel(id: string): void;
  /** Takes ended work out of the list. */
  forget(id: string): void;
  /** Stops everything and forgets it; nobody is told of its end. */
  close(): void;
}

/** @param onEnd told of each job once it has ended */
export function createJobStore(onEnd: (job: Job, summary: JobSummary) => void): JobStore {
  let jobs: readonly Job[] = [];
  const stops = new Map<string, AbortController>();
  const subscribers = new Set<() => void>();
  const set = (next: readonly Job[]) => {
    jobs = next;
    for (const changed of subscribers) changed();
  };
  const change = (id: string, part: Partial<Job>) => set(jobs.map((job) => (job.id === id ? { ...job, ...part } : job)));
  const finish = (id: string, { summarise }: JobStart, end: JobEnd) => {
    stops.delete(id);
    const summary = summarise(end);
    change(id, { state: end.state, summary });
    set(withoutOldest(jobs));
    const job = jobs.find((it) => it.id === id);
    if (job) onEnd(job, summary);
  };
  return {
    list: () => jobs,
    subscribe: (changed) => {
      subscribers.add(changed);
      return () => void subscribers.delete(changed);
    },
    start: (start) => {
      const id = crypto.randomUUID();
      const stop = new AbortController();
      stops.set(id, stop);
      set([...jobs, { id, title: start.title, startedOn: Date.now(), state: 'running', progress: undefined, summary: undefined }]);
      void follow(start, stop.signal, (progress) => change(id, { progress })).then((end) => finish(id, start, end));
      return id;
    },
    cancel: (id) => stops.get(id)?.abort(),
    forget: (id) => set(jobs.filter((job) => job.id !== id || job.state === 'running')),
    close: () => {
      for (const stop of stops.values()) stop.abort();
      set([]);
    },
  };
}

function withoutOldest(jobs: readonly Job[]): readonly Job[] {
  const ended = jobs.filter((job) => job.state !== 'running');
  const old = new Set(ended.slice(0, Math.max(0, ended.length - mostEnded)));
  return jobs.filter((job) => !old.has(job));
}

async function follow(start: JobStart, signal: AbortSignal, tell: (progress: JobProgress) => void): Promise<JobEnd> {
  let last: JobProgress | undefined;
  try {
    for await (const progress of start.run(signal)) {
      last = progress;
      tell(progress);
    }
    return { state: signal.aborted ? 'cancelled' : 'done', last };
  } catch (error) {
    return error instanceof CancelledError || signal.aborted ? { state: 'cancelled', last } : { state: 'failed', last, error };
  }
}
