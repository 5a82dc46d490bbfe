import * as z from 'zod';

/** Raw bytes: values, passphrases, shares. They cross the channel beside the JSON, never inside it, so that they can be zeroed. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected');

/**
 * Bytes of limited length.
 * @param min least length in bytes
 * @param max greatest length in bytes
 */
export const bytesBetween = (min: number, max: number) =>
  bytes.superRefine((value, context) => {
    if (value.length < min) {
      context.addIssue({ code: 'too_small', origin: 'bytes', minimum: min, inclusive: true, input: value });
    }
    if (value.length > max) {
      context.addIssue({ code: 'too_big', origin: 'bytes', maximum: max, inclusive: true, input: value });
    }
  });
