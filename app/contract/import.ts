import * as z from 'zod';
import { instant, tags, uuid } from './common.ts';
import { secretName } from './secret.ts';
import { call, stream } from './shape.ts';
import { vaultName } from './vault.ts';

/**
 * `env`: lines of `NAME=value`. `json`: objects, flat or nested. `csv`: a first line of column names. `azure`: what `az keyvault secret`
 * prints. `vault`: HashiCorp Vault's `kv` output. `bitwarden`: Bitwarden Secrets Manager's export. `strongroom`: this console's own export.
 */
export const importFormat = z.enum(['env', 'json', 'csv', 'azure', 'vault', 'bitwarden', 'strongroom']);
export type ImportFormat = z.infer<typeof importFormat>;

/** Rows that one file may hold. */
export const mostImportRows = 200_000;

/** How what a file calls its entries becomes names of secrets, which hold letters, digits and hyphens only. */
export const importNaming = z.strictObject({
  prefix: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]*$/i),
  /** Between the parts of a nested name. */
  separator: z.enum(['-', '--']),
  lowerCase: z.boolean(),
});

/** Which column of a CSV file is what; other columns are left out. */
export const importColumns = z.strictObject({
  name: z.string().max(256),
  value: z.string().max(256),
  contentType: z.string().max(256).optional(),
  enabled: z.string().max(256).optional(),
  notBefore: z.string().max(256).optional(),
  expires: z.string().max(256).optional(),
  tags: z.array(z.string().max(256)).max(15),
});
export type ImportColumns = z.infer<typeof importColumns>;

/** Parses an uploaded file, in a process of its own. Its values stay in the engine's memory until the import is closed. */
export const ImportOpen = call(
  'ImportOpen',
  z.strictObject({ upload: uuid, fileName: z.string().max(255), vault: vaultName, format: importFormat.optional() }),
  z.object({
    import: uuid,
    format: importFormat,
    rowCount: z.number().int(),
    /** Of a CSV file, with what each seems to be. */
    columns: z.array(z.string()).optional(),
    guess: importColumns.optional(),
  }),
);

/** `exists`: there, and not compared. `deleted`: its name lies in the recycle bin. `refused`: can't be written as it is. */
export const importStatus = z.enum(['new', 'changed', 'same', 'exists', 'deleted', 'refused']);
export type ImportStatus = z.infer<typeof importStatus>;

/** `write`: set it. `recover`: take the one in the bin back and set it. `purge`: destroy the one in the bin and set it. */
export const importChoice = z.enum(['write', 'skip', 'recover', 'purge']);
export type ImportChoice = z.infer<typeof importChoice>;

export const importRow = z.object({
  /** From 0, in the order of the file. */
  row: z.number().int(),
  /** Line of the file, from 1, where it has lines. */
  line: z.number().int().optional(),
  /** As the file calls it. */
  source: z.string(),
  name: z.string(),
  valueBytes: z.number().int(),
  contentType: z.string().optional(),
  enabled: z.boolean(),
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
  status: importStatus,
  /**
   * Why it is refused: `name`, `name_long`, `duplicate` (another row has this name and says something else, or said the same before),
   * `line` (no entry), `value_missing`, `value_long`, `value_text`, `tags`, `content_type`, `enabled`, `date`, or an error code.
   */
  reason: z.string().optional(),
  /** It looks like a person's own password, which belongs in a password manager. */
  personal: z.boolean(),
  /** Of a name in the bin. */
  purgeOn: instant.optional(),
  purgeProtected: z.boolean().optional(),
  choice: importChoice,
  /** After a run. */
  outcome: z.enum(['written', 'skipped', 'refused']).optional(),
  outcomeCode: z.string().optional(),
});
export type ImportRow = z.infer<typeof importRow>;

const progress = z.object({ done: z.number().int(), total: z.number().int() });

/**
 * Finds out what each row would do. With `compare` every secret that is there is read, and recorded as read; without it, and where the
 * right to read is missing, it is said to exist.
 */
export const ImportPlan = stream(
  'ImportPlan',
  z.strictObject({ import: uuid, naming: importNaming, columns: importColumns.optional(), compare: z.boolean() }),
  progress,
);

export const ImportRowList = call(
  'ImportRowList',
  z.strictObject({
    import: uuid,
    status: z.array(importStatus).max(importStatus.options.length).optional(),
    outcome: z.array(importRow.shape.outcome.unwrap()).max(3).optional(),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(200),
  }),
  z.object({
    items: z.array(importRow),
    total: z.number().int(),
    counts: z.record(importStatus, z.number().int()),
    chosen: z.record(importChoice, z.number().int()),
  }),
);

/**
 * Chooses for rows, or for all of a status. A new name is looked up at once; choices that a row can't have are refused. Of rows that are
 * refused as duplicates of each other, `write` takes one, and leaves the others out.
 */
export const ImportChoose = call(
  'ImportChoose',
  z.strictObject({
    import: uuid,
    which: z.union([z.strictObject({ rows: z.array(z.number().int()).min(1).max(1000) }), z.strictObject({ status: importStatus })]),
    choice: importChoice,
    /** For a single row. */
    rename: secretName.optional(),
  }),
  z.object({ changed: z.number().int() }),
);

export const importProgress = progress.extend({
  written: z.number().int(),
  skipped: z.number().int(),
  refused: z.number().int(),
});

/** Writes what was chosen, one `SecretSet` with its own record each; `dryRun` finds out what would be refused and writes nothing. */
export const ImportRun = stream('ImportRun', z.strictObject({ import: uuid, dryRun: z.boolean() }), importProgress);

/** Forgets the file and its values. */
export const ImportClose = call('ImportClose', z.strictObject({ import: uuid }), z.object({}));
