import { badParameter, Refused } from '../refused.ts';

const form = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/i;

const daysOf = { year: 365, month: 30, week: 7 } as const;

/**
 * Days of an ISO 8601 duration in years, months, weeks and days; a year has 365, a month 30.
 * @param member what it stands in, for who is refused
 * @throws Refused when it is none, or has hours
 */
export function readDuration(text: string, member: string): number {
  const match = form.exec(text);
  const [years = 0, months = 0, weeks = 0, days = 0] = (match ?? []).slice(1).map((digits) => Number(digits ?? 0));
  const sum = years * daysOf.year + months * daysOf.month + weeks * daysOf.week + days;
  if (!match || sum === 0) throw new Refused(badParameter(`Property ${member} has invalid value`));
  return sum;
}

/** Whole years as years, everything else as days. */
export const writeDuration = (days: number): string => (days % daysOf.year === 0 ? `P${days / daysOf.year}Y` : `P${days}D`);
