import type { Pattern } from './pattern.ts';

/** Looks for many patterns in one pass over the bytes. */
export interface Search {
  /** Length of the longest pattern: two neighbouring chunks must overlap by one byte less. */
  readonly longest: number;
  /** @returns every pattern that occurs, as often as it does, with its offset */
  find(chunk: Uint8Array): Hit[];
}

export interface Hit {
  readonly pattern: Pattern;
  readonly offset: number;
}

const blockBytes = 3;
const blockKinds = 1 << 18;

/**
 * The algorithm of Wu and Manber with blocks of three bytes: a table says for each block how far the window may move, so that most
 * bytes are never looked at.
 */
export function createSearch(patterns: readonly Pattern[]): Search {
  const window = Math.min(...patterns.map(({ bytes }) => bytes.length));
  const shift = new Uint8Array(blockKinds).fill(window - blockBytes + 1);
  const ending = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    for (let end = blockBytes - 1; end < window; end += 1) {
      const block = blockAt(pattern.bytes, end);
      shift[block] = Math.min(shift[block] ?? 0, window - 1 - end);
      if (end === window - 1) ending.set(block, [...(ending.get(block) ?? []), pattern]);
    }
  }
  return {
    longest: Math.max(...patterns.map(({ bytes }) => bytes.length)),
    find(chunk) {
      const hits: Hit[] = [];
      for (let end = window - 1; end < chunk.length;) {
        const block = blockAt(chunk, end);
        const step = shift[block] ?? 1;
        if (step === 0) hits.push(...hitsAt(chunk, end - window + 1, ending.get(block) ?? []));
        end += step || 1;
      }
      return hits;
    },
  };
}

/** A number for the bytes that end at `end`; few others have the same. */
const blockAt = (bytes: Uint8Array, end: number): number =>
  (((bytes[end - 2] ?? 0) << 10) ^ ((bytes[end - 1] ?? 0) << 5) ^ (bytes[end] ?? 0)) & (blockKinds - 1);

const hitsAt = (chunk: Uint8Array, offset: number, patterns: readonly Pattern[]): Hit[] =>
  patterns.filter(({ bytes }) => occursAt(chunk, bytes, offset)).map((pattern) => ({ pattern, offset }));

function occursAt(chunk: Uint8Array, bytes: Uint8Array, offset: number): boolean {
  if (offset + bytes.length > chunk.length) return false;
  return bytes.every((byte, at) => chunk[offset + at] === byte);
}
