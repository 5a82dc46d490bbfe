import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderFrom } from '../../../renderer/component/use-row-order.ts';
import { offsetOf, scrollTopFor, sightOf } from '../../../renderer/component/use-row-window.ts';

const viewHeight = 832;
const room = (count: number) => ({ count, rowHeight: 32, headHeight: 32 });
/** The greatest scroll of a list: what is higher than 33 million pixels is drawn as that high. */
const mostScroll = (count: number) => Math.min(count * 32, 33_000_000) + 32 - viewHeight;

it('a million rows scroll pixel by pixel', () => {
  expect(offsetOf(room(1_000_000), 3217, viewHeight)).toBe(3217);
  expect(sightOf(room(1_000_000), 3217, viewHeight)).toEqual({ first: 100, end: 132, view: 800, slots: 32, base: 0 });
  expect(sightOf(room(1_000_000), mostScroll(1_000_000), viewHeight).end).toBe(1_000_000);
});

it('the first and the last of ten million rows are reached, though no element is that high', () => {
  expect(sightOf(room(10_000_000), 0, viewHeight).first).toBe(0);
  const end = sightOf(room(10_000_000), mostScroll(10_000_000), viewHeight);
  expect(end.end).toBe(10_000_000);
  const offset = offsetOf(room(10_000_000), mostScroll(10_000_000), viewHeight);
  expect(Math.abs(10_000_000 * 32 - offset - (viewHeight - 32))).toBeLessThan(1);
});

it('wherever one scrolls, what is seen is drawn, by the same number of rows', () => {
  const place = fc.tuple(fc.integer({ min: 1, max: 20_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(place, ([count, part]) => {
      const at = Math.max(0, mostScroll(count)) * part;
      const { first, end, slots, base } = sightOf(room(count), at, viewHeight);
      const offset = offsetOf(room(count), at, viewHeight);
      expect(first * 32).toBeLessThanOrEqual(offset);
      expect(end * 32).toBeGreaterThanOrEqual(Math.min(count * 32, offset + 800));
      expect(end - first).toBe(Math.min(count - first, slots));
      // Single-precision coordinates stay exact.
      expect((end - base) * 32).toBeLessThan(2 ** 16);
    }),
  );
});

it('the elements stay in their order while one scrolls, and each row has one', () => {
  const span = fc.record({ start: fc.nat(100_000), first: fc.nat(100_000), slots: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(span, ({ start, first, slots }) => {
      const order = orderFrom(start, { first, end: first + slots, slots });
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: slots }, (_, at) => first + at));
      expect(order.map((index) => index % slots)).toEqual(Array.from({ length: slots }, (_, at) => (start + at) % slots));
    }),
  );
});

it('any row can be brought into sight, and then is', () => {
  const list = fc
    .integer({ min: 1, max: 20_000_000 })
    .chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1), fc.double({ min: 0, max: 1, noNaN: true })));
  fc.assert(
    fc.property(list, ([count, index, part]) => {
      const from = Math.max(0, mostScroll(count)) * part;
      const to = scrollTopFor(room(count), index, from, viewHeight);
      const { first, end } = sightOf(room(count), to, viewHeight);
      expect(first <= index && index < end).toBe(true);
    }),
  );
});
