import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthOf, moveByKey, moveDayByMonth, startOfDay, startOfWeek, weeksOf } from '../../../../renderer/screen/calendar/month.ts';

const day = (text: string) => new Date(`${text}T00:00:00`).getTime();
const dayOf = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toLocaleDateString('sv'));

it('a month is shown in whole weeks from Monday', () => {
  const weeks = weeksOf({ year: 2027, month: 1 });
  expect(dayOf(weeks[0]?.[0])).toBe('2027-02-01');
  expect(dayOf(weeks.at(-1)?.[6])).toBe('2027-02-28');
});

it('every day of any month is in its weeks once, at its first instant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      const month = monthOf(date.getTime());
      const days = weeksOf(month).flat();
      expect(days.filter((it) => it === startOfDay(date.getTime()))).toHaveLength(1);
      expect(days.every((it) => it === startOfDay(it))).toBe(true);
      expect(days[0]).toBe(startOfWeek(days[0] ?? 0));
    }),
  );
});

it.each([
  ['ArrowLeft', '2027-02-28'],
  ['ArrowDown', '2027-03-08'],
  ['End', '2027-03-07'],
  ['PageUp', '2027-02-01'],
  ['a', undefined],
])('%s moves from 1 March 2027 to %s', (key, to) => {
  expect(dayOf(moveByKey(key, day('2027-03-01')))).toBe(to);
});

it('a day that the next month doesn’t have becomes its last', () => {
  expect(dayOf(moveDayByMonth(day('2027-01-31'), 1))).toBe('2027-02-28');
});
