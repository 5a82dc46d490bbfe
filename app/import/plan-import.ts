import type * as z from 'zod';
import { ImportPlan } from '../contract/import.ts';
import type { SecretProperties } from '../contract/secret.ts';
import { CancelledError, isVaultError, VaultError } from '../contract/vault-error.ts';
import type { Input } from '../contract/operation.ts';
import { runSteps } from '../job/run-steps.ts';
import { type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { placeColumns } from './column.ts';
import type { ImportJob, PlannedRow } from './import-job.ts';
import { findDuplicates, groupByName, judgeRow, sameTags, setStatus } from './judge.ts';
import { nameFor } from './naming.ts';
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
  const total = job.rows.length * (input.compare ? 2 : 1);
  for await (const batch of inBatches(hall, job, input.import)) nameRows(job, batch, input);
  const refused = refuseDuplicates(hall, job);
  let done = 0;
  for await (const batch of inBatches(hall, job, input.import)) {
    await hall.read(async (tx) => {
      // Whether a name is taken is told to whoever may write it.
      const room = { ...hall, tx, time: hall.clock.now() };
      const bench = { tx, keyring: hall.keyring, vault: await getImportVault(room, vault) };
      for (const row of batch) if (!refused.has(row)) await judgeRow(bench, row);
    });
    done += batch.length;
    yield { done, total };
  }
  if (!input.compare) return;
  const taken = job.rows.filter(({ status }) => status === 'exists');
  done = total - taken.length;
  for await (const ended of compareRows(hall, job, taken)) {
    hall.staging.get('import', hall.caller, input.import);
    done += ended.length;
    yield { done, total };
  }
  if (taken.length === 0) yield { done: total, total };
}

/** Rows in parts, between which everything else in the process has its turn. */
async function* inBatches(hall: Hall, job: ImportJob, id: string): AsyncGenerator<readonly PlannedRow[]> {
  for (let from = 0; from < job.rows.length; from += mostTogether) {
    if (hall.signal.aborted) throw new CancelledError();
    hall.staging.get('import', hall.caller, id);
    await hall.read(async () => undefined);
    yield job.rows.slice(from, from + mostTogether);
  }
}

function nameRows(job: ImportJob, rows: readonly PlannedRow[], { naming }: Pick<Input<'ImportPlan'>, 'naming'>): void {
  for (const row of rows) {
    const { name: cell, problem } = job.read(row.row);
    const named = nameFor(cell, naming);
    Object.assign(row, { name: named.name, problem: problem ?? named.problem, outcome: undefined, outcomeCode: undefined });
  }
}

function refuseDuplicates({ crypto }: Hall, job: ImportJob): ReadonlySet<PlannedRow> {
  const refused = new Set<PlannedRow>();
  for (const group of groupByName(job.rows).values()) {
    for (const row of findDuplicates(job, crypto, group)) {
      Object.assign(row, { found: undefined, bin: undefined });
      setStatus(row, 'refused', 'duplicate');
      refused.add(row);
    }
  }
  return refused;
}

/** Reads each secret that is there. One refusal for want of the right is enough: the others would be refused, and recorded, alike. */
function compareRows(hall: Hall, job: ImportJob, rows: readonly PlannedRow[]) {
  let forbidden = false;
  return runSteps(hall, rows, async (row) => {
    if (forbidden) return;
    try {
      await compareRow(hall, job, row);
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
