import * as z from 'zod';
import { scope } from './access.ts';
import { bytes, bytesBetween } from './bytes.ts';
import { instant, mostPassphraseBytes, uuid, viewName } from './common.ts';
import { call, stream } from './shape.ts';
import { reason } from './vault.ts';

/** `attempted` is the first of a pair: what leaves a lasting effect outside is recorded before and after. */
export const result = z.enum(['succeeded', 'refused', 'failed', 'attempted']);
export type Result = z.infer<typeof result>;

/** One line of the log. */
export const logRow = z.object({
  sequence: z.number().int(),
  time: instant,
  operation: z.string(),
  result,
  status: z.number().int(),
  code: z.string(),
  identity: z.string(),
  identityId: z.string(),
  object: z.string(),
  /** Name of the vault that it was about; empty where it was about none. */
  vault: z.string(),
  door: z.enum(['window', 'rest', 'job', 'shell']),
  address: z.string(),
  durationMs: z.number(),
});
export type LogRow = z.infer<typeof logRow>;

/** The whole record, with what proves it. */
export const logRecord = logRow.extend({
  resourceId: z.string(),
  correlationId: z.string(),
  requestId: z.string(),
  sessionId: z.string().optional(),
  /** The grant that allowed it. */
  allowedBy: z.object({ assignment: z.string(), role: z.string(), scope: z.string() }).optional(),
  /** What was missing when it was refused. */
  missing: z.object({ action: z.string(), scope: z.string(), smallestRole: z.string().optional() }).optional(),
  /** Declared fields of the operation, by name; `h:` marks a keyed hash. */
  properties: z.record(z.string(), z.string()),
  leafHash: z.string(),
  /** The record exactly as it was hashed. */
  canonical: z.string(),
});
export type LogRecord = z.infer<typeof logRecord>;

const several = (most: number) => z.array(z.string().max(300)).max(most).optional();

/** All conditions hold together; several values of one condition are alternatives. Both ends of the time are included. */
export const logFilter = z.strictObject({
  result: z.array(result).max(result.options.length).optional(),
  operation: several(64),
  /** Ids of people; an empty one stands for nobody. */
  identity: several(64),
  vault: several(64),
  /** As rows have it, without case. */
  object: several(64),
  address: several(64),
  door: z.array(logRow.shape.door).max(logRow.shape.door.options.length).optional(),
  /** Error codes, or `OK`. */
  code: several(64),
  correlationId: z.string().max(64).optional(),
  /** Part of an object or identity name, without case. */
  text: z.string().max(200).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type LogFilter = z.infer<typeof logFilter>;

/** Records about what lies at this scope or below it are what is read, and the right to read the log is needed there; without it `/`. */
const place = { scope: scope.optional(), filter: logFilter };

export const checkpoint = z.object({
  size: z.number().int(),
  rootHash: z.string(),
  signedOn: instant,
  /** The signed note as it would be printed (C2SP tlog-checkpoint). */
  note: z.string(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/** Neighbouring records whose text one deletion removed; `deletion` is the record that says so. */
const removedSpan = z.object({
  first: z.number().int(),
  last: z.number().int(),
  deletion: z.number().int(),
  by: z.string(),
  on: instant,
  reason: z.string(),
});
export type RemovedSpan = z.infer<typeof removedSpan>;

/** Newest first; `before` is the sequence of the last row seen. Where `atLeast`, counting was given up there. */
export const LogList = call(
  'LogList',
  z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200), ...place }),
  z.object({
    rows: z.array(logRow),
    total: z.object({ count: z.number().int(), atLeast: z.boolean() }),
    /** Without a condition, of the whole tenant: what is missing between `before` and the last row, or the log's beginning; newest first. */
    removed: z.array(removedSpan).optional(),
  }),
);

export const LogGet = call('LogGet', z.strictObject({ sequence: z.number().int().min(0), scope: place.scope }), logRecord);

/** Every record after `after` as it is committed, oldest first. */
export const LogFollow = stream('LogFollow', z.strictObject({ after: z.number().int().min(-1), ...place }), z.array(logRow));

const tally = z.object({ succeeded: z.number().int(), refused: z.number().int(), failed: z.number().int(), attempted: z.number().int() });

/**
 * How many records there are in each of so many equal stretches of time; without `from` or `until` all that fits is covered. `end`: one
 * after the newest record when it was counted, so that who follows the log can count on.
 */
export const LogHistogram = call(
  'LogHistogram',
  z.strictObject({ ...place, bars: z.number().int().min(1).max(200) }),
  z.object({ from: instant, until: instant, stepMs: z.number().int(), bars: z.array(tally), total: tally, end: z.number().int() }),
);

export const logFacet = z.enum(['result', 'operation', 'identity', 'vault', 'object', 'address', 'door', 'code']);
export type LogFacet = z.infer<typeof logFacet>;

/**
 * The commonest values of fields with their counts, each field without its own condition of the filter, so that one can choose a second
 * value. `text`: only values with this in them, for completion.
 */
export const LogFacetList = call(
  'LogFacetList',
  z.strictObject({
    ...place,
    fields: z.array(logFacet).min(1).max(logFacet.options.length),
    text: z.string().max(100).optional(),
    limit: z.number().int().min(1).max(50),
  }),
  z.object({
    facets: z.array(
      z.object({
        field: logFacet,
        /** `label`: what people read for it. */
        values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
        more: z.boolean(),
      }),
    ),
    /** As of LogHistogram. */
    end: z.number().int(),
  }),
);

/** Records as a file, oldest first, in parts: JSON lines of the records as they were hashed, or CSV that no spreadsheet takes for a formula. */
export const LogExport = stream(
  'LogExport',
  z.strictObject({ ...place, format: z.enum(['jsonl', 'csv']) }),
  z.object({ part: bytes, done: z.number().int(), total: z.number().int() }),
);

/** What is removed: everything before an instant, or records one by one. */
const removal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('before'), before: instant }),
  z.strictObject({ kind: z.literal('records'), sequences: z.array(z.number().int().min(0)).min(1).max(1000) }),
]);

/** How many records would go, from when to when, before anything does. Records that say what was removed never go. */
export const LogDeletePreview = call(
  'LogDeletePreview',
  z.strictObject({ removal }),
  z.object({ count: z.number().int(), oldest: instant.optional(), newest: instant.optional() }),
);

/** Removes text and salt of records for good; their hashes stay, and a record says which and why, so that the rest still verifies. */
export const LogDelete = stream(
  'LogDelete',
  z.strictObject({ removal, reason, password: bytesBetween(1, mostPassphraseBytes) }),
  z.object({ done: z.number().int(), total: z.number().int() }),
);

/** How long records are kept, in days; without it for ever. What is older goes by itself, once a day while the house is open. */
export const LogRetentionGet = call('LogRetentionGet', z.strictObject({}), z.object({ days: z.number().int().optional() }));
export const LogRetentionPut = call(
  'LogRetentionPut',
  z.strictObject({ days: z.number().int().min(30).max(36_500).nullable(), reason, password: bytesBetween(1, mostPassphraseBytes) }),
  z.object({ days: z.number().int().optional() }),
);

/** A list of records that a person gave a name to. `columns`: those that are shown, in order. */
const logView = z.object({ id: uuid, name: z.string(), filter: logFilter, columns: z.array(z.string().max(32)).max(20) });
export type LogView = z.infer<typeof logView>;

export const LogViewList = call('LogViewList', z.strictObject({}), z.object({ items: z.array(logView) }));

/** Saves one under a name; one of that name is replaced. */
export const LogViewPut = call(
  'LogViewPut',
  z.strictObject({ name: viewName, filter: logFilter, columns: logView.shape.columns }),
  logView,
);

export const LogViewDelete = call('LogViewDelete', z.strictObject({ id: uuid }), z.object({}));

export const verdict = z.object({
  whole: z.boolean(),
  records: z.number().int(),
  checkpoints: z.number().int(),
  /** Where the log is not whole, first place first: sequence, kind and a sentence's worth of fact. */
  faults: z.array(
    z.object({
      sequence: z.number().int(),
      kind: z.enum(['missing', 'altered', 'checkpoint', 'signature', 'anchor', 'row']),
      detail: z.string(),
    }),
  ),
});
export type Verdict = z.infer<typeof verdict>;

/** Walks tree, checkpoints and anchor; reports progress, and the verdict last. */
export const LogVerify = stream(
  'LogVerify',
  z.strictObject({}),
  z.object({ checked: z.number().int(), total: z.number().int(), verdict: verdict.optional() }),
);

export const LogCheckpointList = call(
  'LogCheckpointList',
  z.strictObject({ limit: z.number().int().min(1).max(100) }),
  z.object({ checkpoints: z.array(checkpoint), total: z.number().int(), publicKey: z.string() }),
);
