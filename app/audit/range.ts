/** Sequences from the first to the last, both included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** Neighbours as ranges. @param sequences rising */
export function toRanges(sequences: readonly number[]): Range[] {
  const ranges: Range[] = [];
  for (const sequence of sequences) {
    const end = ranges.at(-1);
    if (end?.last === sequence - 1) ranges[ranges.length - 1] = { first: end.first, last: sequence };
    else ranges.push({ first: sequence, last: sequence });
  }
  return ranges;
}

/** As a record has them: `0-4095 5000`. */
export const writeRanges = (ranges: readonly Range[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');

const rangePattern = /^(?<first>0|[1-9]\d{0,15})(?:-(?<last>[1-9]\d{0,15}))?$/;

/** @returns undefined when it is not what `writeRanges` writes of rising ranges */
export function readRanges(text: string): Range[] | undefined {
  const ranges: Range[] = [];
  for (const part of text.split(' ')) {
    const groups = rangePattern.exec(part)?.groups;
    if (!groups) return undefined;
    const first = Number(groups['first']);
    const last = groups['last'] === undefined ? first : Number(groups['last']);
    if (first <= (ranges.at(-1)?.last ?? -1) || last < first) return undefined;
    ranges.push({ first, last });
  }
  return writeRanges(ranges) === text ? ranges : undefined;
}

/** What lies in the one and not in the other. @param from rising, without overlap */
export function subtractRanges(from: readonly Range[], taken: readonly Range[]): Range[] {
  const sorted = taken.toSorted((a, b) => a.first - b.first);
  const left: Range[] = [];
  let at = 0;
  for (const range of from) {
    let { first } = range;
    // Ranges that were taken may overlap: those that end before this one begins are passed for good only while nothing longer came.
    while (at < sorted.length && (sorted[at]?.last ?? 0) < first) at += 1;
    for (let next = at; next < sorted.length && first <= range.last; next += 1) {
      const gone = sorted[next];
      if (!gone || gone.first > range.last) break;
      if (gone.first > first) left.push({ first, last: gone.first - 1 });
      first = Math.max(first, gone.last + 1);
    }
    if (first <= range.last) left.push({ first, last: range.last });
  }
  return left;
}
