import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { uuid } from './common.ts';
import { call } from './shape.ts';

/** A file that a person hands over is at most this long. */
export const mostUploadBytes = 64 * 1024 * 1024;
/** One part stays well below a frame. */
export const mostPartBytes = 512 * 1024;

/** Announces a file. It is kept in the engine's memory alone until it is used, the session ends, or ten minutes passed. */
export const UploadBegin = call(
  'UploadBegin',
  z.strictObject({ sizeBytes: z.number().int().min(0).max(mostUploadBytes) }),
  z.object({ upload: uuid }),
);

/** Hands over the next part. */
export const UploadSend = call('UploadSend', z.strictObject({ upload: uuid, part: bytesBetween(1, mostPartBytes) }), z.object({}));
