import type * as z from 'zod';
import { type importProgress, ImportRun } from '../contract/import.ts';
import type { Input } from '../contract/operation.ts';
import { CancelledError, errorCodeOf, isVaultError, VaultError } from '../contract/vault-error.ts';
import { runSteps } from '../job/run-steps.ts';
import { type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { expectObjectVersion } from '../vault/object-version.ts';
import { findSecretRow } from '../secret/secret-row.ts';
import { getVault } from '../vault/vault.ts';
import type { ImportJob } from './import-job.ts';
import { setStatus } from './judge.ts';
import type { PlannedRow, RowState } from './plan-table.ts';
import type { FileRow } from './read-row.ts';

type Progress = z.infer<typeof importProgress>;
type Outcome = 'written' | 'skipped' | 'refused';

/**
 * Writes what was chosen, each row by operations of its own. Each row keeps its outcome, also where the run is given up: what is done
 * stays done. A second run goes on with what the first did not write.
 */
export const runImport: StreamOperation<typeof ImportRun> = {
  at: 'stream',
  shape: ImportRun,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: { import: kept((input) => input.import), dryRun: kept((input) => String(input.dryRun)) },
  target: async () => houseTarget('import'),
  async *follow(hall, { import: id, dryRun }) {
    const job = hall.staging.get('import', hall.caller, id);
    job.assertFree();
    job.busy = true;
    try {
      yield* run(hall, job, { id, dryRun });
    } finally {
      job.busy = false;
    }
  },
};

async function* run(hall: Hall, job: ImportJob, { id, dryRun }: { id: string; dryRun: boolean }): AsyncGenerator<Progress> {
  const isDue = ({ outcome }: RowState): boolean => outcome !== 'written';
  const tally = { done: 0, total: job.rows.forgetOutcomes(), written: 0, skipped: 0, refused: 0 };
  for await (const ended of runSteps(hall, job.rows.where(isDue), (at) => takeRow(hall, job, { at, dryRun }))) {
    // Looking at it keeps it: a long run is no idle one.
    hall.staging.get('import', hall.caller, id);
    for (const end of ended) tally['output' in end ? end.output : 'refused'] += 1;
    tally.done += ended.length;
    yield { ...tally };
  }
  if (tally.total === 0) yield tally;
}

/** The outcome stands in the row before it is reported: of a run that was given up, the last reports reach nobody. */
async function takeRow(hall: Hall, job: ImportJob, { at, dryRun }: { at: number; dryRun: boolean }): Promise<Outcome> {
  const row = job.rows.get(at);
  if (row.status === 'refused') return settle(job, row, 'refused', row.reason);
  if (row.choice === 'skip') return dryRun ? 'skipped' : settle(job, row, 'skipped');
  try {
    await (dryRun ? rehearseRow : writeRow)(hall, job, row);
    return dryRun ? 'written' : settle(job, row, 'written');
  } catch (error) {
    // The file was closed: what was not begun is left.
    if (isVaultError(error, 'StagedNotFound')) throw new CancelledError();
    if (error instanceof VaultError) settle(job, row, 'refused', errorCodeOf(error));
    throw error;
  }
}

function settle({ rows }: ImportJob, row: PlannedRow, outcome: Outcome, outcomeCode?: string): Outcome {
  rows.put(Object.assign(row, { outcome, outcomeCode }));
  return outcome;
}

async function writeRow(hall: Hall, job: ImportJob, row: PlannedRow): Promise<void> {
  // Taken before anything is done: the file may be closed meanwhile, and what was purged for its value would be without one.
  const file = job.read(row.row);
  const value = job.copyValue(row.row);
  try {
    await emptyBin(hall, job, row, toInput(job, row, file, value));
    await hall.perform('SecretSet', toInput(job, row, file, value));
  } finally {
    value.fill(0);
  }
}

/**
 * Recovers or purges what lies in the bin under the name of a row, where that was chosen. What is done stands in the row: a run that is
 * given up in between goes on from there.
 */
async function emptyBin(hall: Hall, { vault, rows }: ImportJob, row: PlannedRow, input: Input<'SecretSet'>): Promise<void> {
  const { name, choice } = row;
  if (choice !== 'recover' && choice !== 'purge') return;
  // Nothing is destroyed for a value that may not be set.
  await hall.rehearse('SecretSet', input);
  if (choice === 'recover') {
    const { version, contentType, tags } = await hall.perform('SecretRecover', { vault, name });
    row.found = { version, contentType, tags };
    setStatus(row, 'exists');
  } else {
    await hall.perform('SecretPurge', { vault, name });
    row.found = undefined;
    setStatus(row, 'new');
  }
  row.bin = undefined;
  row.choice = 'write';
  rows.put(row);
}

/** What the file does not say of content type and tags stays as it is; dates and state are those of the new value. */
function toInput({ vault }: ImportJob, { name, found }: PlannedRow, file: FileRow, value: Uint8Array): Input<'SecretSet'> {
  const { enabled = true, contentType = found?.contentType, notBefore, expires, tags = found?.tags ?? {} } = file;
  return {
    vault,
    name,
    value,
    enabled,
    tags: { ...tags },
    ...(contentType !== undefined && { contentType }),
    ...(notBefore !== undefined && { notBefore }),
    ...(expires !== undefined && { expires }),
    expect: found?.version ?? 'absent',
  };
}

/** Everything that can be known beforehand: whether the input is right, the person may, and nothing has changed since the preview. */
async function rehearseRow(hall: Hall, job: ImportJob, row: PlannedRow): Promise<void> {
  const { vault } = job;
  const { name } = row;
  if (row.choice === 'recover') await hall.rehearse('SecretRecover', { vault, name });
  if (row.choice === 'purge') await hall.rehearse('SecretPurge', { vault, name });
  const value = job.copyValue(row.row);
  const input = toInput(job, row, job.read(row.row), value);
  try {
    await hall.rehearse('SecretSet', input);
  } finally {
    value.fill(0);
  }
  await hall.read(async (tx) => {
    const room = { tx, keyring: hall.keyring };
    const there = await getVault(tx, hall.keyring, vault);
    if (row.status === 'deleted') {
      if (!(await findSecretRow(tx, hall.keyring, there.id, name))?.deletion) throw new VaultError('SecretNotFound', { name });
    } else {
      await expectObjectVersion(secretNoun, tx, await findFreeObject(secretNoun, room, there.id, name), { name, expect: input.expect });
    }
  });
}
