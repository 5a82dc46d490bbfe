import * as z from 'zod';

/** Largest frame in either direction, in bytes before sealing. Larger answers are paged or streamed. */
export const mostFrameBytes = 1024 * 1024;

const id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const requestId = z.uuid();

/** What the window may send: ask once, ask for a stream, give up either, grant a stream more items. */
export const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, operation: z.string().max(64), requestId, input: z.unknown() }),
  z.strictObject({ kind: z.literal('listen'), id, operation: z.string().max(64), requestId, input: z.unknown(), credit: z.number().int().min(1).max(1024) }),
  z.strictObject({ kind: z.literal('credit'), id, credit: z.number().int().min(1).max(1024) }),
  /** Gives up a call. */
  z.strictObject({ kind: z.literal('cancel'), id }),
  /** Gives up a stream. */
  z.strictObject({ kind: z.literal('unlisten'), id }),
]);
export type Request = z.infer<typeof request>;

/** What the engine may answer. A request gets exactly one `result`, `error` or `end`. */
export const reply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id, output: z.unknown() }),
  z.strictObject({ kind: z.literal('item'), id, item: z.unknown() }),
  z.strictObject({ kind: z.literal('end'), id }),
  z.strictObject({ kind: z.literal('error'), id, error: z.strictObject({ code: z.string(), data: z.unknown() }) }),
]);
export type Reply = z.infer<typeof reply>;
