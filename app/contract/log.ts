import * as z from 'zod';
import { instant } from './common.ts';
import { call, stream } from './shape.ts';

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
  object: z.string(),
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
  identityId: z.string().optional(),
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

export const logFilter = z.strictObject({
  result: z.array(result).max(result.options.length).optional(),
  operation: z.array(z.string().max(64)).max(64).optional(),
  /** Part of an object or identity name, without case. */
  text: z.string().max(200).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type LogFilter = z.infer<typeof logFilter>;

export const checkpoint = z.object({
  size: z.number().int(),
  rootHash: z.string(),
  signedOn: instant,
  /** The signed note as it would be printed (C2SP tlog-checkpoint). */
  note: z.string(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/** Newest first; `before` is the sequence of the last row seen. */
export const LogList = call(
  'LogList',
  z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200), filter: logFilter }),
  z.object({ rows: z.array(logRow), total: z.number().int() }),
);

export const LogGet = call('LogGet', z.strictObject({ sequence: z.number().int().min(0) }), logRecord);

/** Every record after `after` as it is committed, oldest first. */
export const LogFollow = stream('LogFollow', z.strictObject({ after: z.number().int().min(-1), filter: logFilter }), z.array(logRow));

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
