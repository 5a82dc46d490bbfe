import { isVaultError, VaultError } from '../../../app/contract/vault-error.ts';
import type { Savepoint, Store, Tx } from '../../../app/operation/store.ts';
import { type Checkpoints, checkpointWhole, createCheckpoints } from './checkpoint.ts';
import * as z from 'zod';
import type { Connection } from './connection.ts';
import { copyStore } from './copy-store.ts';
import { createQueue } from './queue.ts';
import { translateSqliteError } from './sqlite-error.ts';
import { createDraft } from './transaction.ts';

export interface StorePart {
  readonly writer: Connection;
  /** Opened read-only. */
  readonly reader: Connection;
  /** Gives the place up for another process; called last. */
  release(): void;
}

/** A store over two connections of one file: all writes through one, snapshots through the other. */
export function createSqliteStore(part: StorePart): Store {
  const { writer, reader } = part;
  const health = createHealth();
  const writing = { writer, health, checkpoints: createCheckpoints(writer) };
  const writes = createQueue();
  const reads = createQueue();

  return {
    transaction: (work) =>
      writes.add(async () => {
        health.assertUsable();
        return runTransaction(writing, work);
      }),
    read: (work) =>
      reads.add(async () => {
        health.assertUsable();
        return runRead(reader, work);
      }),
    copyTo: (path) =>
      writes.add(async () => {
        health.assertUsable();
        copyStore(writer, path);
      }),
    close: async () => {
      if (!health.close()) return;
      await Promise.all([writes.drained(), reads.drained()]);
      closeConnections(part, health.failed());
    },
  };
}

interface Health {
  assertUsable(): void;
  /** @returns what to throw for a failure of the writing connection */
  note(error: unknown): unknown;
  fail(): void;
  failed(): boolean;
  /** @returns false when it was closed before */
  close(): boolean;
}

function createHealth(): Health {
  let open = true;
  let failed = false;
  return {
    assertUsable: () => {
      if (!open) throw new VaultError('StoreUnavailable', { reason: 'closed' });
      if (failed) throw new VaultError('StoreUnavailable', { reason: 'io' });
    },
    // What a disk failure under a write leaves behind is unknown: only opening anew, which reads the journal again, may go on.
    note: (error) => {
      const translated = translateSqliteError(error);
      failed ||= isVaultError(translated, 'StoreUnavailable') && translated.data.reason === 'io';
      return translated;
    },
    fail: () => {
      failed = true;
    },
    failed: () => failed,
    close: () => {
      const first = open;
      open = false;
      return first;
    },
  };
}

interface Writing {
  readonly writer: Connection;
  readonly health: Health;
  readonly checkpoints: Checkpoints;
}

async function runTransaction<T>(writing: Writing, work: (tx: Tx, savepoint: Savepoint) => Promise<T>): Promise<T> {
  const { writer, health } = writing;
  begin('begin immediate', writer);
  const draft = createDraft(writer, true);
  try {
    const result = await work(draft.tx, draft.savepoint);
    draft.settle();
    const doom = draft.doom();
    if (doom) throw doom;
    draft.finish();
    commit(writing);
    return result;
  } catch (error) {
    draft.finish();
    const doom = draft.doom();
    rollback(writer);
    throw doom ? health.note(doom) : error;
  }
}

async function runRead<T>(reader: Connection, work: (tx: Tx) => Promise<T>): Promise<T> {
  begin('begin deferred', reader);
  const draft = createDraft(reader, false);
  try {
    return await work(draft.tx);
  } finally {
    draft.finish();
    rollback(reader);
  }
}

const one = z.object({ one: z.number() });

function begin(text: 'begin immediate' | 'begin deferred', connection: Connection): void {
  try {
    connection.execute(text);
    // A deferred transaction sees what is committed at its first statement: that is now.
    if (text === 'begin deferred') connection.find(one, 'select 1 as one from sqlite_schema limit 1');
  } catch (error) {
    rollback(connection);
    throw translateSqliteError(error);
  }
}

function commit({ writer, health, checkpoints }: Writing): void {
  try {
    writer.execute('commit');
  } catch (error) {
    throw health.note(error);
  }
  try {
    checkpoints.afterCommit();
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    // The commit is durable and is answered; what comes after it is refused.
    health.fail();
  }
}

function rollback(connection: Connection): void {
  // SQLite has done it already after some failures.
  if (connection.database.inTransaction) connection.execute('rollback');
}

/**
 * SQLite copies the journal when the last connection closes, and drops the errors. So the store does it before, and where that fails, or
 * must not be tried, the read-only connection is left to close last: it copies nothing, and the journal stays for the next opening.
 */
function closeConnections({ writer, reader, release }: StorePart, failed: boolean): void {
  const whole = !failed && checkpointed(writer);
  for (const connection of whole ? [reader, writer] : [writer, reader]) connection.database.close();
  release();
}

function checkpointed(writer: Connection): boolean {
  try {
    checkpointWhole(writer);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}
