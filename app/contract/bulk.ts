import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { instant, leastPassphraseBytes, mostPassphraseBytes, tags, uuid } from './common.ts';
import { secretQuery } from './search.ts';
import { secretName } from './secret.ts';
import { call, stream } from './shape.ts';
import { reason, vaultName } from './vault.ts';

/** Secrets that one bulk change or export may reach. */
export const mostBulkItems = 100_000;

/** Named one by one, or everything that a list shows. */
export const selection = z.union([
  z.strictObject({
    items: z
      .array(z.strictObject({ vault: vaultName, name: secretName }))
      .min(1)
      .max(1000),
  }),
  z.strictObject({ query: secretQuery }),
]);
export type Selection = z.infer<typeof selection>;

/** What is done to the current version of each. */
export const bulkChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tag'), set: tags, remove: z.array(z.string().max(256)).max(15) }),
  z.strictObject({ kind: z.literal('enable') }),
  z.strictObject({ kind: z.literal('disable') }),
  z.strictObject({ kind: z.literal('expire'), expires: instant.nullable() }),
  z.strictObject({ kind: z.literal('delete') }),
  z.strictObject({ kind: z.literal('recover') }),
  z.strictObject({ kind: z.literal('purge') }),
]);
export type BulkChange = z.infer<typeof bulkChange>;

const outcome = z.object({
  vault: z.string(),
  name: z.string(),
  outcome: z.enum(['changed', 'unchanged', 'refused']),
  /** The error code of a refusal; of an export also `unwritable`, where a file of that format can't hold the value as it is. */
  code: z.string().optional(),
});
export type BulkOutcome = z.infer<typeof outcome>;

export const bulkProgress = z.object({
  job: uuid,
  done: z.number().int(),
  total: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  /** What came since the item before: refusals, and as many others as fit. */
  rows: z.array(outcome).max(200),
});
export type BulkProgress = z.infer<typeof bulkProgress>;

/** The preview, which is a dry run: finds the secrets, and what would become of each. Writes nothing. */
export const BulkPrepare = stream('BulkPrepare', z.strictObject({ selection, change: bulkChange }), bulkProgress);

/** Does what was previewed, to exactly those secrets: each by its own operation, with its own record. */
export const BulkRun = stream('BulkRun', z.strictObject({ job: uuid }), bulkProgress);

/** Takes back what a run changed, except where another change came since. Purging can't be taken back. */
export const BulkUndo = stream('BulkUndo', z.strictObject({ job: uuid }), bulkProgress);

/** `age`: an age file (https://age-encryption.org/v1) for a passphrase or for recipients. `clear`: as it is, after a typed word. */
export const exportProtection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), passphrase: bytesBetween(leastPassphraseBytes, mostPassphraseBytes) }),
  z.strictObject({
    kind: z.literal('recipient'),
    recipients: z
      .array(
        z
          .string()
          .max(4096)
          .regex(/^age1[a-z0-9]+$/),
      )
      .min(1)
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('clear'),
    confirmation: z.literal('export in clear'),
    password: bytesBetween(1, mostPassphraseBytes),
    reason,
  }),
]);

export const exportFormat = z.enum(['json', 'csv', 'env']);
export type ExportFormat = z.infer<typeof exportFormat>;

/**
 * Reads every secret of the selection, one `SecretGet` with its own record each, and holds the finished file sealed, until it is saved.
 * `changed` are those that are in it. Names that would be the same in an `.env` file are refused, as `Conflict`.
 */
export const ExportPrepare = stream(
  'ExportPrepare',
  z.strictObject({ selection, format: exportFormat, protection: exportProtection }),
  bulkProgress.omit({ job: true }).extend({
    /** With the last item, once the file is finished; none where there is nothing in it. */
    export: uuid.optional(),
  }),
);

/** Writes the file into the folder of exports, for its owner's eyes only. */
export const ExportSave = call(
  'ExportSave',
  z.strictObject({ export: uuid }),
  z.object({ path: z.string(), sizeBytes: z.number().int(), count: z.number().int() }),
);
