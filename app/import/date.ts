const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const seconds = /^\d{1,11}$/;

/**
 * Reads a date as files have it: ISO 8601, in UTC where it names no zone, or seconds since 1970.
 * @returns milliseconds since 1970; undefined when it is none
 */
export function readDate(text: string): number | undefined {
  if (seconds.test(text)) return Number(text) * 1000;
  const [, year, month, day, zone] = iso.exec(text) ?? [];
  if (year === undefined || Number(day) > daysOf(Number(year), Number(month))) return undefined;
  const hasTime = text.length > 10;
  const time = Date.parse(hasTime && zone === undefined ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'));
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
