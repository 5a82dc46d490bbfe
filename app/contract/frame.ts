import * as z from 'zod';

/** Largest frame in either direction, in bytes before sealing. Larger answers are paged or streamed. */
export const mostFrameBytes = 1024 * 1024;

/** Most requests of one page that may wait for their answer, and most items that a stream may be granted ahead. */
export const mostCallsAtOnce = 64;
export const mostStreamsAtOnce = 16;
export const mostCredit = 1024;

/** Drawn by the page for a request, each greater than every one before it: that an id is unused is seen without remembering any. */
const id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const requestId = z.uuid();

/** What the window may send: ask once, ask for a stream, give up either, grant a stream more items. */
export const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, operation: z.string().max(64), requestId, input: z.unknown() }),
  z.strictObject({
    kind: z.literal('listen'),
    id,
    operation: z.string().max(64),
    requestId,
    input: z.unknown(),
    credit: z.number().int().min(1).max(mostCredit),
  }),
  z.strictObject({ kind: z.literal('credit'), id, credit: z.number().int().min(1).max(mostCredit) }),
  /** Gives up a call. */
  z.strictObject({ kind: z.literal('cancel'), id }),
  /** Gives up a stream. */
  z.strictObject({ kind: z.literal('unlisten'), id }),
]);
export type Request = z.infer<typeof request>;

/**
 * What the engine may answer. A request gets exactly one `result`, `error` or `end`, whatever happens: `end` closes a stream that is
 * through, and anything that was given up before it had an outcome. Cancelling what was answered meanwhile is no mistake.
 */
export const reply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id, output: z.unknown() }),
  z.strictObject({ kind: z.literal('item'), id, item: z.unknown() }),
  z.strictObject({ kind: z.literal('end'), id }),
  z.strictObject({ kind: z.literal('error'), id, error: z.strictObject({ code: z.string(), data: z.unknown() }) }),
]);
export type Reply = z.infer<typeof reply>;
