import { copy } from './copy.ts';

/** Rows by key, in the order in which their keys were first put. */
export interface Table<R> {
  has(key: string): boolean;
  find(key: string): R | undefined;
  select(passes: (row: R) => boolean): R[];
  put(key: string, row: R): void;
  removeWhere(passes: (row: R) => boolean): void;
  /** The same rows in a table of its own: what one changes the other does not see. */
  fork(): Table<R>;
}

export function createTable<R>(shared: ReadonlyMap<string, R> = new Map<string, R>()): Table<R> {
  let rows = shared;
  let own: Map<string, R> | undefined;

  const writable = (): Map<string, R> => {
    own ??= new Map(rows);
    rows = own;
    return own;
  };

  return {
    has: (key) => rows.has(key),
    find: (key) => copy(rows.get(key)),
    select: (passes) => copy([...rows.values()].filter(passes)),
    put: (key, row) => {
      writable().set(key, copy(row));
    },
    removeWhere: (passes) => {
      const table = writable();
      for (const [key, row] of rows) if (passes(row)) table.delete(key);
    },
    fork: () => {
      own = undefined;
      return createTable(rows);
    },
  };
}

/** One key of several parts; no two lists of parts give the same one. */
export const keyOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
