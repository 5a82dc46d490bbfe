import type * as z from 'zod';
import { ImportPlan } from '../contract/import.ts';
import type { SecretProperties } from '../contract/secret.ts';
import { CancelledError, isVaultError, VaultError } from '../contract/vault-error.ts';
import type { Input } from '../contract/operation.ts';
import { runSteps } from '../job/run-steps.ts';
import { type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { placeColumns } from './column.ts';
import type { ImportJob } from './import-job.ts';
import { type Bench, findDuplicates, judgeRow, sameTags, setStatus } from './judge.ts';
import { nameFor } from './naming.ts';
import type { PlannedRow, RowState } from './plan-table.ts';
import type { FileRow } from './read-row.ts';
import { getImportVault } from './vault-right.ts';

type Progress = z.infer<typeof ImportPlan.output>;

/** Rows that are read or looked up in one go. */
const mostTogether = 500;

/** Finds out what each row would do. Reads values that are there only where the person may, each as an operation of its own. */
export const planImport: StreamOperation<typeof ImportPlan> = {
  at: 'stream',
  shape: ImportPlan,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: { import: kept((input) => input.import), compare: kept((input) => String(input.compare)) },
  target: async () => houseTarget('import'),
  async *follow(hall, input) {
    const job = hall.staging.get('import', hall.caller, input.import);
    job.assertFree();
    job.busy = true;
    try {
      yield* plan(hall, job, input);
    } finally {
      job.busy = false;
    }
  },
};

async function* plan(hall: Hall, job: ImportJob, input: Input<'ImportPlan'>): AsyncGenerator<Progress> {
  const { vault } = job;
  job.place = placeColumns(job.file, input.columns);
  job.naming = input.naming;
  const total = job.rows.length * (input.compare ? 2 : 1);
  for await (const batch of inBatches(hall, job, input.import)) nameRows(job, batch);
  refuseDuplicates(hall, job);
  let done = 0;
  for await (const batch of inBatches(hall, job, input.import)) {
    await hall.read(async (tx) => {
      // Whether a name is taken is told to whoever may write it.
      const room = { ...hall, tx, time: hall.clock.now() };
      const bench = { tx, keyring: hall.keyring, vault: await getImportVault(room, vault) };
      for (const at of batch) await judge(bench, job, at);
    });
    done += batch.length;
    yield { done, total };
  }
  if (!input.compare) return;
  const isTaken = ({ status }: RowState): boolean => status === 'exists';
  let taken = 0;
  for (const _row of job.rows.where(isTaken)) taken += 1;
  done = total - taken;
  for await (const ended of compareRows(hall, job, job.rows.where(isTaken))) {
    hall.staging.get('import', hall.caller, input.import);
    done += ended.length;
    yield { done, total };
  }
  if (taken === 0) yield { done: total, total };
}

/** Rows in parts, between which everything else in the process has its turn. */
async function* inBatches(hall: Hall, job: ImportJob, id: string): AsyncGenerator<readonly number[]> {
  for (let from = 0; from < job.rows.length; from += mostTogether) {
    if (hall.signal.aborted) throw new CancelledError();
    hall.staging.get('import', hall.caller, id);
    await hall.read(async () => undefined);
    const count = Math.min(mostTogether, job.rows.length - from);
    yield Array.from({ length: count }, (_, at) => from + at);
  }
}

function nameRows({ rows, read, naming }: ImportJob, batch: readonly number[]): void {
  for (const row of batch) {
    const { name: cell, problem } = read(row);
    const named = nameFor(cell, naming);
    rows.begin(row, named.name, problem ?? named.problem);
  }
}

function refuseDuplicates({ crypto }: Hall, job: ImportJob): void {
  for (const group of job.rows.shared()) {
    for (const at of findDuplicates(job, crypto, group)) {
      const row = job.rows.get(at);
      setStatus(row, 'refused', 'duplicate');
      job.rows.put(row);
    }
  }
}

async function judge(bench: Bench, job: ImportJob, at: number): Promise<void> {
  const row = job.rows.get(at);
  if (row.reason === 'duplicate') return;
  await judgeRow(bench, row);
  job.rows.put(row);
}

/** Reads each secret that is there. One refusal for want of the right is enough: the others would be refused, and recorded, alike. */
function compareRows(hall: Hall, job: ImportJob, rows: Iterable<number>) {
  let forbidden = false;
  return runSteps(hall, rows, async (at) => {
    if (forbidden) return;
    try {
      await compareRow(hall, job, job.rows.get(at));
    } catch (error) {
      if (!(error instanceof VaultError) || isVaultError(error, 'StagedNotFound')) throw error;
      forbidden ||= isVaultError(error, 'Forbidden');
    }
  });
}

async function compareRow(hall: Hall, job: ImportJob, row: PlannedRow): Promise<void> {
  const { properties, value } = await hall.perform('SecretGet', { vault: job.vault, name: row.name });
  try {
    const file = job.read(row.row);
    row.found = { version: properties.version, contentType: properties.contentType, tags: properties.tags };
    setStatus(row, hall.crypto.equal(value, file.value) && saysNothingElse(file, properties) ? 'same' : 'changed');
    job.rows.put(row);
  } finally {
    value.fill(0);
  }
}

/** What the file does not say stays as it is. */
function saysNothingElse(file: FileRow, there: SecretProperties): boolean {
  const second = (time: number | undefined) => (time === undefined ? undefined : Math.floor(time / 1000));
  return (
    (file.contentType ?? there.contentType) === there.contentType &&
    (file.enabled ?? there.enabled) === there.enabled &&
    (second(file.notBefore) ?? second(there.notBefore)) === second(there.notBefore) &&
    (second(file.expires) ?? second(there.expires)) === second(there.expires) &&
    sameTags(file.tags ?? there.tags, there.tags)
  );
}
