import { dayText } from '../../component/moment-text.ts';

/** From the first instant, until before the second; milliseconds since 1970. */
export interface Span {
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

const dayMs = 86_400_000;
const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

const lengthPattern = /^(?<longer>>?)(?<count>\d{1,4})(?<unit>[dwmy])$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The first instant of a day `2026-11-22`, in the person's zone. */
function startOf(day: string): number | undefined {
  if (!dayPattern.test(day)) return undefined;
  const time = new Date(`${day}T00:00`).getTime();
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

function nextDay(time: number): number {
  const date = new Date(time);
  date.setDate(date.getDate() + 1);
  return date.getTime();
}

function daySpan(text: string): Span | undefined {
  const [first = '', last = first] = text.split('..');
  const from = startOf(first);
  const until = startOf(last);
  if (text.startsWith('..')) return until === undefined ? undefined : { until: nextDay(until) };
  if (text.endsWith('..')) return from === undefined ? undefined : { from };
  return from === undefined || until === undefined || until < from ? undefined : { from, until: nextDay(until) };
}

/**
 * A stretch of time as one types it: `30d`, `2w`, `1y`, `>1y`, a day `2026-11-22`, days `2026-11-01..2026-11-30`, `2026-11-01..`.
 * @param side `past`: `30d` is the last 30 days, `>30d` longer ago; `future`: the next 30 days, `>30d` later
 * @returns undefined where the text is none
 */
export function parseSpan(text: string, side: 'past' | 'future', now: number): Span | undefined {
  const { longer, count, unit } = lengthPattern.exec(text)?.groups ?? {};
  if (count === undefined || unit === undefined) return daySpan(text);
  const length = Number(count) * (unitDays[unit] ?? 1) * dayMs;
  if (side === 'past') return longer === '>' ? { until: Math.max(0, now - length) } : { from: Math.max(0, now - length) };
  return longer === '>' ? { from: now + length } : { from: now, until: now + length };
}

/** `since 1 Nov 2026`, `before 1 Nov 2026`, `1 Nov 2026`, `1 Nov 2026 – 30 Nov 2026`. */
export function spanText({ from, until }: Span): string {
  const last = until === undefined ? undefined : dayText(until - 1);
  if (from === undefined) return until === undefined ? 'any time' : `before ${dayText(until)}`;
  if (last === undefined) return `since ${dayText(from)}`;
  return last === dayText(from) ? last : `${dayText(from)} – ${last}`;
}
