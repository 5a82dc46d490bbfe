const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exactFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const utcFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

/** `14 Mar 2027`, in the person's zone. */
export const dayText = (time: number) => dayFormat.format(time).replace('Sept', 'Sep');

/** Date and time to the second in UTC: short enough for a table. */
export const utcText = (time: number) => `${utcFormat.format(time).replace('Sept', 'Sep')} UTC`;

/** Date and time to the second with the person's zone, and the same in UTC where that is another. */
export function exactText(time: number): string {
  const own = exactFormat.format(time).replace('Sept', 'Sep');
  const utc = utcText(time);
  return own === utc ? own : `${own} (${utc})`;
}

function spanText(span: number): string {
  if (span < hourMs) return `${Math.floor(span / minuteMs)} min`;
  if (span < dayMs) return `${Math.floor(span / hourMs)} h`;
  const days = Math.floor(span / dayMs);
  return days === 1 ? '1 day' : `${days} days`;
}

/**
 * A time as people say it: relative up to seven days, then the day itself.
 * @param time milliseconds since 1970
 * @param now the same, as of now
 */
export function momentText(time: number, now: number): string {
  const span = Math.abs(time - now);
  if (span < minuteMs) return time > now ? 'in less than a minute' : 'just now';
  if (span >= 7 * dayMs) return dayText(time);
  return time > now ? `in ${spanText(span)}` : `${spanText(span)} ago`;
}

/**
 * The same for what has happened: the page's clock moves once a minute, and what happened since is no future.
 * @param now the page's clock
 */
export const pastText = (time: number, now: number): string => momentText(time, time - now < minuteMs ? Math.max(now, time) : now);
