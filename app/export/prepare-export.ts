import { selectionFields, selectSecrets, type Chosen } from '../bulk/select-secret.ts';
import { changedRow, createTally, type Progress, refusedRow } from '../bulk/tally.ts';
import { type BulkOutcome, ExportPrepare } from '../contract/bulk.ts';
import type { Input, Output } from '../contract/operation.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { type Ended, runSteps } from '../job/run-steps.ts';
import { type Anteroom, type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { isUtf8 } from '../secret/is-utf8.ts';
import { type ByteDraft, createByteDraft } from './byte-draft.ts';
import { envNameOf, sharedEnvNames } from './env-name.ts';
import { createFileWriter, type FileWriter } from './file-writer.ts';
import { finishExport } from './finish-export.ts';

/** Bytes of a file, before it is encrypted. */
const mostFileBytes = 128 * 1024 * 1024;

/** Gathers what the person may read into a file, which waits in the engine's memory until it is saved. */
export const prepareExport: StreamOperation<typeof ExportPrepare> = {
  at: 'stream',
  shape: ExportPrepare,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  fields: {
    selection: kept(({ selection }) => selectionFields(selection).selection),
    count: kept(({ selection }) => selectionFields(selection).count),
    format: kept(({ format }) => format),
    protection: kept(({ protection }) => protection.kind),
    reason: kept(({ protection }) => (protection.kind === 'clear' ? protection.reason : undefined)),
  },
  target: async () => houseTarget('export'),
  prepare: (anteroom, { protection }) => checkProtection(anteroom, protection),
  async *follow(hall, input) {
    const chosen = await selectSecrets(hall, input.selection);
    const draft = createByteDraft();
    try {
      yield* gather(hall, input, chosen, draft);
    } finally {
      draft.discard();
    }
  },
};

/** Before anything is read: a password, and whether the file could be encrypted at all. */
async function checkProtection(anteroom: Anteroom, protection: Input<'ExportPrepare'>['protection']): Promise<void> {
  switch (protection.kind) {
    case 'clear':
      return confirmPassword(anteroom, protection.password);
    case 'passphrase':
      if (isUtf8(protection.passphrase)) return;
      throw new VaultError('BadParameter', { issues: [{ path: 'protection.passphrase', problem: 'not_utf8' }] });
    case 'recipient':
      await anteroom.fileCipher.seal(new Uint8Array(0), protection, anteroom.signal);
  }
}

async function* gather(
  hall: Hall,
  input: Input<'ExportPrepare'>,
  chosen: readonly Chosen[],
  draft: ByteDraft,
): AsyncGenerator<Output<'ExportPrepare'>> {
  const tally = createTally(chosen.length);
  const vaults = new Set<string>();
  const writer = createFileWriter(input.format, draft, hall.time);
  let last: Progress = tally([]);
  yield last;
  writer.begin();
  for await (const rows of read(hall, input, chosen, (secret) => write(writer, draft, vaults, secret))) {
    last = tally(rows);
    yield last;
  }
  writer.end();
  if (last.changed === 0) return;
  const finished = await finishExport(hall, input, { draft, vaults, count: last.changed });
  yield { ...last, rows: [], export: hall.staging.put('export', hall.caller, finished) };
}

/** Reads the secrets, many at a time; whatever becomes of the reading, no value stays. */
async function* read(
  hall: Hall,
  { format }: Input<'ExportPrepare'>,
  chosen: readonly Chosen[],
  keep: (secret: Output<'SecretGet'>) => BulkOutcome,
): AsyncGenerator<BulkOutcome[]> {
  const shared = format === 'env' ? sharedEnvNames(chosen.map(({ name }) => name)) : new Set<string>();
  const values = new Set<Uint8Array>();
  const toRow = (ended: Ended<Chosen, Output<'SecretGet'>>): BulkOutcome => {
    if ('refused' in ended) return refusedRow(ended.step, errorCodeOf(ended.refused));
    const row = keep(ended.output);
    ended.output.value.fill(0);
    values.delete(ended.output.value);
    return row;
  };
  try {
    const steps = runSteps(hall, chosen, async ({ vault, name }) => {
      if (shared.has(envNameOf(name))) throw new VaultError('Conflict', { name });
      const secret = await hall.perform('SecretGet', { vault, name });
      values.add(secret.value);
      return secret;
    });
    for await (const ended of steps) yield ended.map(toRow);
  } finally {
    for (const value of values) value.fill(0);
  }
}

function write(writer: FileWriter, draft: ByteDraft, vaults: Set<string>, { properties, value }: Output<'SecretGet'>): BulkOutcome {
  const unwritable = writer.add({ ...properties, value });
  if (unwritable !== undefined) return refusedRow(properties, unwritable);
  if (draft.length > mostFileBytes)
    throw new VaultError('BadParameter', { issues: [{ path: 'selection', problem: 'too_big', limit: mostFileBytes }] });
  vaults.add(properties.vault);
  return changedRow(properties);
}
