import { selectionFields, selectSecrets, type Chosen } from '../bulk/select-secret.ts';
import { changedRow, createTally, type Progress, refusedRow } from '../bulk/tally.ts';
import { type BulkOutcome, ExportPrepare } from '../contract/bulk.ts';
import type { Input, Output } from '../contract/operation.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { type Ended, runSteps } from '../job/run-steps.ts';
import { type Anteroom, type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { isUtf8 } from '../secret/is-utf8.ts';
import { envNameOf, sharedEnvNames } from './env-name.ts';
import { type ExportDraft, openExportDraft } from './export-draft.ts';

/** Gathers what the person may read into a file, which waits, sealed, until it is saved. */
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
    const draft = await openExportDraft(hall, input);
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
      await anteroom.fileCipher.begin(protection, async () => undefined, anteroom.signal).finish();
  }
}

async function* gather(
  hall: Hall,
  input: Input<'ExportPrepare'>,
  chosen: readonly Chosen[],
  draft: ExportDraft,
): AsyncGenerator<Output<'ExportPrepare'>> {
  const tally = createTally(chosen.length);
  let last: Progress = tally([]);
  yield last;
  for await (const rows of read(hall, input, chosen, (secret) => keep(draft, secret))) {
    last = tally(rows);
    yield last;
  }
  if (last.changed === 0) return;
  const finished = await draft.finish(last.changed);
  yield { ...last, rows: [], export: hall.staging.put('export', hall.caller, finished) };
}

/** Reads the secrets, many at a time; whatever becomes of the reading, no value stays. */
async function* read(
  hall: Hall,
  { format }: Input<'ExportPrepare'>,
  chosen: readonly Chosen[],
  keepSecret: (secret: Output<'SecretGet'>) => Promise<BulkOutcome>,
): AsyncGenerator<BulkOutcome[]> {
  const shared = format === 'env' ? sharedEnvNames(chosen.map(({ name }) => name)) : new Set<string>();
  const values = new Set<Uint8Array>();
  const toRow = async (ended: Ended<Chosen, Output<'SecretGet'>>): Promise<BulkOutcome> => {
    if ('refused' in ended) return refusedRow(ended.step, errorCodeOf(ended.refused));
    const row = await keepSecret(ended.output);
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
    for await (const together of steps) {
      const rows: BulkOutcome[] = [];
      for (const ended of together) rows.push(await toRow(ended));
      yield rows;
    }
  } finally {
    for (const value of values) value.fill(0);
  }
}

async function keep(draft: ExportDraft, secret: Output<'SecretGet'>): Promise<BulkOutcome> {
  const unwritable = await draft.add(secret);
  return unwritable === undefined ? changedRow(secret.properties) : refusedRow(secret.properties, unwritable);
}
