import { isVaultError } from '../contract/vault-error.ts';
import type { Store, Tx } from './store.ts';

interface Waiting {
  /** Runs the work. @returns false when nothing more can be read from the snapshot */
  attempt(tx: Tx): Promise<boolean>;
  refuse(error: unknown): void;
}

/** Works that share one snapshot at the most; bounds the time that the first of them waits. */
const mostTogether = 128;

/**
 * Lets works that wait at the same time read from one snapshot, one after the other: what all of them look at is read and checked once.
 * None sees less than what was committed when it was asked for.
 */
export function shareReads({ read }: Pick<Store, 'read'>): Store['read'] {
  const queue: Waiting[] = [];
  let draining = false;

  async function readTogether(batch: Waiting[]): Promise<void> {
    await read(async (tx) => {
      for (let next = batch.shift(); next; next = batch.shift()) if (!(await next.attempt(tx))) return;
    });
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, mostTogether);
      try {
        await readTogether(batch);
        queue.unshift(...batch);
      } catch (error) {
        for (const waiting of batch) waiting.refuse(error);
      }
    }
    draining = false;
  }

  return (work) =>
    new Promise((resolve, reject) => {
      queue.push(toWaiting(work, resolve, reject));
      if (draining) return;
      draining = true;
      void Promise.resolve().then(drain);
    });
}

function toWaiting<T>(work: (tx: Tx) => Promise<T>, resolve: (output: T) => void, reject: (error: unknown) => void): Waiting {
  return {
    async attempt(tx) {
      try {
        resolve(await work(tx));
        return true;
      } catch (error) {
        reject(error);
        // What is damaged, or can't be read, for one must not fail the others unseen: each asks for itself.
        return !isVaultError(error, 'StoreDamaged') && !isVaultError(error, 'StoreUnavailable');
      }
    },
    refuse: reject,
  };
}
