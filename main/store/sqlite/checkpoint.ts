import * as z from 'zod';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import type { Connection } from './connection.ts';

/** Pages in the journal from which on it is copied into the database: 4 MiB. */
const mostPages = 1000;

const state = z.object({ busy: z.number(), log: z.number(), checkpointed: z.number() });

/** Looking how much is in the journal takes as long as several records: it is done once in so many commits. */
const commitsBetween = 8;

/** What comes after each commit of a connection. */
export interface Checkpoints {
  /**
   * Copies the journal into the database when it has grown enough, as SQLite would do by itself if it told of failures.
   * Runs after a commit, which is durable already: a full disk here loses nothing and is tried again after a later one.
   * @throws VaultError StoreUnavailable `io`: what reached the medium is unknown, and the connection must not be used again
   */
  afterCommit(): void;
}

export function createCheckpoints(connection: Connection): Checkpoints {
  let commits = 0;
  return {
    afterCommit() {
      if (commits % commitsBetween === 0) checkpointIfDue(connection);
      commits += 1;
    },
  };
}

function checkpointIfDue(connection: Connection): void {
  const before = connection.find(state, 'pragma wal_checkpoint(noop)');
  if (!before || before.log - Math.max(before.checkpointed, 0) < mostPages) return;
  try {
    connection.find(state, 'pragma wal_checkpoint(passive)');
  } catch (error) {
    if (isVaultError(error, 'StoreUnavailable') && error.data.reason === 'full') return;
    throw error;
  }
}

/** Copies everything and empties the journal, so that the file alone holds all. */
export function checkpointWhole(connection: Connection): void {
  connection.find(state, 'pragma wal_checkpoint(truncate)');
}
