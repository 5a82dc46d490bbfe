import * as z from 'zod';
import type { Deletion, DuePage } from '../../../app/vault/vault-store.ts';
import type { Value } from './connection.ts';

/** A byte array that is no `Buffer`: those turn into something else in JSON and in comparisons. */
export const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength));

export const flag = z.literal([0, 1]).transform((value) => value === 1);

/** A column that may be null, as a field that may be undefined. */
export const maybe = <T>(column: z.ZodType<T>) => column.nullable().transform((value) => value ?? undefined);

/** A column of JSON. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

/** Tags as they are kept: one JSON object. */
export const tags = json.pipe(z.record(z.string(), z.string()));

/** One number: `select … as count`. */
export const counted = z.object({ count: z.number() });

/** `?, ?, ?` for a list of values. */
export const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** `name = @name, …` for the columns of a row. */
export const assignments = (columns: Readonly<Record<string, Value>>): string =>
  Object.keys(columns)
    .map((name) => `${name} = @${name}`)
    .join(', ');

/** The columns of what can lie in the recycle bin. */
export const deletionColumns = {
  deletedOn: z.number().nullable(),
  purgeOn: z.number().nullable(),
  deletedBy: z.string().nullable(),
} as const;

/** The columns of a deletion as one field. */
export const toDeletion = (row: {
  readonly deletedOn: number | null;
  readonly purgeOn: number | null;
  readonly deletedBy: string | null;
}): Deletion | undefined =>
  row.deletedOn !== null && row.purgeOn !== null && row.deletedBy !== null
    ? { on: row.deletedOn, purgeOn: row.purgeOn, by: row.deletedBy }
    : undefined;

/** Takes at most as many rows as a parameter says. Were it that parameter alone, SQLite would plan the statement anew at each run. */
export const limited = 'limit ? + 0';

/** Of the recycle bin what is due, along the index of that. @see dueValues */
export const whereDue = `where purge_on is not null and purge_on <= ? and (purge_on, id) > (?, ?) order by purge_on, id ${limited}`;

export const dueValues = (time: number, { after, limit }: DuePage): Value[] => [time, after?.purgeOn ?? -1, after?.id ?? '', limit];

/** A deletion as values of its columns. */
export const deletionValues = (deletion: Deletion | undefined): Record<string, Value> => ({
  deleted_on: deletion?.on ?? null,
  purge_on: deletion?.purgeOn ?? null,
  deleted_by: deletion?.by ?? null,
});
