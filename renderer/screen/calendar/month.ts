/** A month of the calendar, in the person's zone. */
export interface Month {
  readonly year: number;
  /** From 0. */
  readonly month: number;
}

export const monthOf = (time: number): Month => {
  const date = new Date(time);
  return { year: date.getFullYear(), month: date.getMonth() };
};

/** The first instant of a day. Days are not all 24 hours long, so they are counted by the calendar. */
export const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** The first instant of the day that lies `by` days from `day`. */
export function moveDay(day: number, by: number): number {
  const date = new Date(day);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + by).getTime();
}

/** The same day of another month, or its last where it is shorter. */
export function moveDayByMonth(day: number, by: number): number {
  const date = new Date(day);
  const last = new Date(date.getFullYear(), date.getMonth() + by + 1, 0).getDate();
  return new Date(date.getFullYear(), date.getMonth() + by, Math.min(last, date.getDate())).getTime();
}

/** The Monday on or before a day. */
export const startOfWeek = (day: number): number => moveDay(day, -((new Date(day).getDay() + 6) % 7));

/** The weeks that a month touches, Monday first, each day by its first instant. */
export function weeksOf({ year, month }: Month): readonly (readonly number[])[] {
  const first = startOfWeek(new Date(year, month, 1).getTime());
  const last = new Date(year, month + 1, 0).getTime();
  const weeks: number[][] = [];
  for (let day = first; day <= last; day = moveDay(day, 7)) weeks.push(Array.from({ length: 7 }, (_, at) => moveDay(day, at)));
  return weeks;
}

/**
 * Where a key moves in the calendar.
 * @returns the day to go to, or undefined when the key doesn't move
 */
export function moveByKey(key: string, day: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return moveDay(day, -1);
    case 'ArrowRight':
      return moveDay(day, 1);
    case 'ArrowUp':
      return moveDay(day, -7);
    case 'ArrowDown':
      return moveDay(day, 7);
    case 'Home':
      return startOfWeek(day);
    case 'End':
      return moveDay(startOfWeek(day), 6);
    case 'PageUp':
      return moveDayByMonth(day, -1);
    case 'PageDown':
      return moveDayByMonth(day, 1);
    default:
      return undefined;
  }
}
