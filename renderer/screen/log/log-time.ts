const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' });
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric' });

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/**
 * A record's time to the millisecond in the person's zone; the day stands before it unless it is today.
 * @param time milliseconds since 1970
 * @param now the same, as of now
 */
export function logTime(time: number, now: number): string {
  const [then, present] = [new Date(time), new Date(now)];
  const clock = clockFormat.format(then);
  if (sameDay(then, present)) return clock;
  const day = then.getFullYear() === present.getFullYear() ? dayFormat : yearFormat;
  return `${day.format(then).replace('Sept', 'Sep')} ${clock}`;
}

/** `0.4 ms`, `18 ms`, `2.31 s`. */
export function durationText(durationMs: number): string {
  if (durationMs >= 1000) return `${(durationMs / 1000).toFixed(2)} s`;
  return durationMs >= 10 ? `${Math.round(durationMs)} ms` : `${durationMs.toFixed(1)} ms`;
}
