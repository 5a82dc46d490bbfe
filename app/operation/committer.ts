import type { AuditLog } from '../audit/audit-log.ts';
import type { Entry } from '../audit/entry.ts';
import type { RecordRow } from '../audit/record-store.ts';
import { CancelledError, VaultError } from '../contract/vault-error.ts';
import type { Store, Tx } from './store.ts';

/** How a piece of work ended, before its record is written. */
export type Outcome<T> = { readonly output: T } | { readonly error: unknown };

export interface Work<T> {
  run(tx: Tx): Promise<T>;
  /** The records of the outcome, which are committed with it; none where nothing is to be said. */
  entries(outcome: Outcome<T>): readonly Entry[];
}

/** The one place where the house is changed. */
export interface Committer {
  /**
   * Runs `work` and commits what it changed together with its records, or neither. Works that wait at the same time share a
   * transaction, each in a savepoint of its own; none is answered before the commit is durable.
   * @throws what `work.run` threw, once its record is durable; VaultError AuditUnavailable or StoreUnavailable when nothing happened
   */
  commit<T>(work: Work<T>): Promise<T>;
  /** Resolves when nothing is waiting any more. New work is refused from now on. */
  close(): Promise<void>;
}

interface Waiting {
  /** Runs the work in the shared transaction. @returns its records, and what to tell the one who waits after the commit */
  attempt(tx: Tx, savepoint: <T>(work: () => Promise<T>) => Promise<T>): Promise<{ entries: readonly Entry[]; answer: () => void }>;
  refuse(error: unknown): void;
}

/** Works that share one commit at the most; bounds the time that the first of them waits. */
const mostTogether = 128;

export function createCommitter(deps: { store: Store; audit: AuditLog; committed: (rows: readonly RecordRow[]) => void }): Committer {
  const queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  let closed = false;

  async function commitTogether(batch: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    let rows: readonly RecordRow[];
    try {
      rows = await deps.store.transaction(async (tx, savepoint) => {
        const entries: Entry[] = [];
        for (const waiting of batch) {
          const attempt = await waiting.attempt(tx, savepoint);
          entries.push(...attempt.entries);
          answers.push(attempt.answer);
        }
        return record(deps.audit, tx, entries);
      });
    } catch (error) {
      for (const waiting of batch) waiting.refuse(error);
      return;
    }
    for (const answer of answers) answer();
    deps.committed(rows);
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) await commitTogether(queue.splice(0, mostTogether));
    draining = undefined;
  }

  return {
    commit<T>(work: Work<T>): Promise<T> {
      if (closed) return Promise.reject(new VaultError('InstanceSealed', {}));
      return new Promise((resolve, reject) => {
        queue.push(toWaiting(work, resolve, reject));
        draining ??= Promise.resolve().then(drain);
      });
    },
    async close() {
      closed = true;
      await draining;
    },
  };
}

function toWaiting<T>(work: Work<T>, resolve: (output: T) => void, reject: (error: unknown) => void): Waiting {
  return {
    async attempt(tx, savepoint) {
      try {
        const output = await savepoint(() => work.run(tx));
        return { entries: work.entries({ output }), answer: () => resolve(output) };
      } catch (error) {
        // A store that fails fails for everyone who shares the transaction.
        if (error instanceof VaultError && error.code === 'StoreUnavailable') throw error;
        return { entries: work.entries({ error }), answer: () => reject(error) };
      }
    },
    refuse: reject,
  };
}

async function record(audit: AuditLog, tx: Tx, entries: readonly Entry[]): Promise<readonly RecordRow[]> {
  if (entries.length === 0) return [];
  try {
    return await audit.append(tx, entries);
  } catch (error) {
    if (error instanceof VaultError || error instanceof CancelledError) throw error;
    throw new VaultError('AuditUnavailable', {});
  }
}
