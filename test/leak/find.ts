import type { Search } from './search.ts';

/** A piece of a sentinel where it was found. */
export interface Find {
  readonly where: string;
  readonly sentinel: string;
  readonly encoding: string;
  readonly times: number;
  /** The mapping or the file where it was found last. */
  readonly place: string;
}

/** Counts what is found at one place. */
export interface Tally {
  add(search: Search, bytes: Uint8Array, place: string): void;
  finds(): Find[];
}

export function createTally(where: string): Tally {
  const found = new Map<string, Find>();
  return {
    add(search, bytes, place) {
      for (const { pattern } of search.find(bytes)) {
        const { sentinel, encoding } = pattern;
        const key = `${sentinel} ${encoding}`;
        found.set(key, { where, sentinel, encoding, place, times: (found.get(key)?.times ?? 0) + 1 });
      }
    },
    finds: () => [...found.values()],
  };
}
