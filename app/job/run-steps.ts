import { CancelledError, isVaultError, VaultError } from '../contract/vault-error.ts';
import type { Hall } from '../operation/operation.ts';
import { createReport } from './report.ts';

/** How one step ended. `refused` is an expected failure of this step alone. */
export type Ended<S, R> = { readonly step: S; readonly output: R } | { readonly step: S; readonly refused: VaultError };

/** Steps on their way at once: as many as share one commit. */
const mostAtOnce = 128;

/** Where steps are run. `atOnce`: fewer of them, where each has much to reckon. */
export type StepHall = Pick<Hall, 'clock' | 'signal'> & { readonly atOnce?: number };

/**
 * Runs many steps at a time, so that they share commits, and reports how they ended in the order of the steps: every 100 ms, or every 200
 * steps, whichever is sooner.
 *
 * ```ts
 * for await (const ended of runSteps(hall, rows, (row) => hall.perform('SecretDelete', row))) yield progressOf(ended);
 * ```
 *
 * Given up (the signal fired, the reader went away, the session ended, the house closed) it starts nothing more and waits for what is on
 * its way. What `run` has to remember of an outcome it keeps itself before it resolves: a reader that went away hears of no more.
 * @param run one step; it may perform several operations one after the other
 * @yields outcomes, at least one at a time, at most 200
 * @throws CancelledError when steps were left out because it was given up, after the reports of those that were not; VaultError
 * StoreUnavailable or AuditUnavailable when nothing can be changed any more; whatever else `run` threw that is no VaultError
 */
export async function* runSteps<S, R>(
  { clock, signal, atOnce = mostAtOnce }: StepHall,
  steps: Iterable<S> | AsyncIterable<S>,
  run: (step: S) => Promise<R>,
): AsyncGenerator<readonly Ended<S, R>[], void, undefined> {
  const report = createReport<Ended<S, R>>(clock);
  const source = inOrder(steps);
  let stopped: { readonly error: unknown } | undefined;

  function mayStart(): boolean {
    if (signal.aborted) stopped ??= { error: new CancelledError() };
    return stopped === undefined;
  }

  async function take(step: S): Promise<void> {
    const keep = report.place();
    try {
      keep({ step, output: await run(step) });
    } catch (error) {
      if (endsAll(error)) stopped ??= { error };
      keep(isRefusal(error) ? { step, refused: error } : undefined);
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      await report.room();
      const next = await source.next();
      if (next.done || !mayStart()) return;
      await take(next.value);
    }
  }

  const workers = Array.from({ length: atOnce }, () => work().catch((error: unknown) => void (stopped ??= { error })));
  const worked = Promise.all(workers).then(report.end);
  try {
    for (let ended = await report.take(); ended; ended = await report.take()) if (ended.length > 0) yield ended;
    if (stopped) throw stopped.error;
  } finally {
    stopped ??= { error: new CancelledError() };
    report.end();
    await worked;
  }
}

/** Who asks first gets the earlier step, also where several ask before there is one. */
async function* inOrder<S>(steps: Iterable<S> | AsyncIterable<S>): AsyncGenerator<S, void, undefined> {
  yield* steps;
}

const isRefusal = (error: unknown): error is VaultError => error instanceof VaultError;

/** What would fail for every step alike, or is a bug. */
export const endsAll = (error: unknown): boolean =>
  !(error instanceof VaultError) || isVaultError(error, 'StoreUnavailable') || isVaultError(error, 'AuditUnavailable');
