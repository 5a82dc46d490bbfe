import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRanges, subtractRanges, toRanges, writeRanges } from '../../../app/audit/range.ts';

const numbers = fc.uniqueArray(fc.nat(60), { maxLength: 40 }).map((list) => list.sort((a, b) => a - b));
const spread = (ranges: readonly { first: number; last: number }[]): number[] =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));

test('ranges name exactly the numbers that they were made of, also as text', () => {
  fc.assert(
    fc.property(numbers, (list) => {
      const ranges = toRanges(list);
      expect(spread(ranges)).toEqual(list);
      if (list.length > 0) expect(readRanges(writeRanges(ranges))).toEqual(ranges);
    }),
  );
});

test.each(['', ' ', '1-', '-1', '3-2', '1 1', '2 1', '01', '1-1', '1  2', '1,2', 'a', '0-1 2-3x', '9'.repeat(17), '1e3', '+1'])(
  'a text that is no list of rising ranges is none: %j',
  (text) => {
    expect(readRanges(text)).toBeUndefined();
  },
);

test('no text whatever is taken for ranges that are written otherwise', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 -]{0,20}$/), (text) => {
      const ranges = readRanges(text);
      if (ranges) expect(writeRanges(ranges)).toBe(text);
    }),
  );
});

test('what is left of ranges is what was not taken, though what was taken overlaps', () => {
  const some = fc.array(fc.tuple(fc.nat(60), fc.nat(9)).map(([first, more]) => ({ first, last: first + more })));
  fc.assert(
    fc.property(numbers, some, (list, taken) => {
      const gone = new Set(spread(taken));
      expect(spread(subtractRanges(toRanges(list), taken))).toEqual(list.filter((number) => !gone.has(number)));
    }),
  );
});
