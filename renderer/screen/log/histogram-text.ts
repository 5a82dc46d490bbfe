import { countText } from '../../component/count-text.ts';
import { dayText } from '../../component/moment-text.ts';
import { spanOf, sumOf, type Histogram, type Tally } from './histogram.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const tenths = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 1 });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `1,204 records, 3 refused, 1 failed`. */
export function tallyWords(tally: Tally): string {
  const parts = (['refused', 'failed', 'attempted'] as const).filter((result) => tally[result] > 0);
  return [countText(sumOf(tally), 'record'), ...parts.map((result) => `${tally[result].toLocaleString('en')} ${result}`)].join(', ');
}

const clockFor = (stepMs: number) => (stepMs < minuteMs ? seconds : minutes);

/** `22 Nov 2026 10:20 to 10:21`, in the person's zone. */
export function spanWords(histogram: Histogram, first: number, last: number): string {
  const { from, until } = spanOf(histogram, first, last);
  const clock = clockFor(histogram.stepMs);
  const end = until + 1;
  const sameDay = dayText(from) === dayText(until);
  return `${dayText(from)} ${clock.format(from)} to ${sameDay ? '' : `${dayText(end)} `}${clock.format(end)}`;
}

const ticks = 5;

/** What stands under the bars, at equal distances: clock times, or days where all of it is longer. */
export function clockTexts({ from, stepMs, bars }: Histogram): readonly string[] {
  const whole = stepMs * bars.length;
  const apart = whole / (ticks - 1);
  // Nearer than a second to each other two would read the same.
  const format = whole > 4 * dayMs ? days : apart < 2 * secondMs ? tenths : clockFor(apart);
  const texts = Array.from({ length: ticks }, (_, at) => {
    const time = from + apart * at;
    const text = format.format(time).replace('Sept', 'Sep');
    return format !== days && (at === 0 || dayText(time) !== dayText(time - apart)) && whole > dayMs / 2
      ? `${days.format(time).replace('Sept', 'Sep')} ${text}`
      : text;
  });
  return texts;
}
