import * as z from 'zod';

/** A byte array that is no `Buffer`: those turn into something else in JSON and in comparisons. */
export const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength));

export const flag = z.literal([0, 1]).transform((value) => value === 1);

/** A column that may be null, as a field that may be undefined. */
export const maybe = <T>(column: z.ZodType<T>) => column.nullable().transform((value) => value ?? undefined);

/** Tags as they are kept: one JSON object. */
export const tags = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()));

/** One number: `select … as count`. */
export const counted = z.object({ count: z.number() });

/** `?, ?, ?` for a list of values. */
export const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
