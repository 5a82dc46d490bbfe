import type { WrappedKeyRow } from './keyring-store.ts';

type Place = Pick<WrappedKeyRow, 'layer' | 'owner' | 'generation'>;

/** Unwrapped keys of the house, in memory until `close()`. */
export interface KeyCache {
  peek(place: Place): Uint8Array | undefined;
  /** The key of exactly this row: one that was unwrapped from other bytes (a transaction that never happened) is not used. */
  take(row: WrappedKeyRow): Uint8Array | undefined;
  /** Keeps a key; it belongs to the cache from now on. */
  keep(row: WrappedKeyRow, key: Uint8Array): Uint8Array;
  /** Zeroes an owner's keys of a layer up to and with a generation: nobody keeps one across an await. */
  drop(place: Place): void;
  /** Zeroes every key, also those that were replaced: until now someone may have been using them. */
  close(): void;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

export function createKeyCache(): KeyCache {
  const newest = new Map<string, { readonly wrapped: Uint8Array; readonly key: Uint8Array }>();
  const all: { readonly place: Place; readonly key: Uint8Array }[] = [];
  const name = ({ layer, owner, generation }: Place): string => `${layer}/${generation}/${owner}`;

  return {
    peek: (place) => newest.get(name(place))?.key,
    take(row) {
      const held = newest.get(name(row));
      return held !== undefined && same(held.wrapped, row.wrapped) ? held.key : undefined;
    },
    keep(row, key) {
      newest.set(name(row), { wrapped: row.wrapped.slice(), key });
      all.push({ place: row, key });
      return key;
    },
    drop({ layer, owner, generation }) {
      const isDropped = (place: Place): boolean => place.layer === layer && place.owner === owner && place.generation <= generation;
      for (const { place, key } of all) {
        if (!isDropped(place)) continue;
        key.fill(0);
        newest.delete(name(place));
      }
      const left = all.filter(({ place }) => !isDropped(place));
      all.splice(0, all.length, ...left);
    },
    close() {
      for (const { key } of all) key.fill(0);
      all.length = 0;
      newest.clear();
    },
  };
}
