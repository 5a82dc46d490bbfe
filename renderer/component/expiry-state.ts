import { dayText, momentText } from './moment-text.ts';

const dayMs = 86_400_000;

export type ExpiryState = 'fine' | 'soon' | 'near' | 'expired';

/** How close an end is: within 30 days is soon, within 7 near. */
export function expiryState(expires: number, now: number): ExpiryState {
  if (expires <= now) return 'expired';
  if (expires - now <= 7 * dayMs) return 'near';
  return expires - now <= 30 * dayMs ? 'soon' : 'fine';
}

const daysText = (span: number) => (span < 2 * dayMs ? '1 day' : `${Math.floor(span / dayMs)} days`);

/** `expired 3 days ago`, `in 4 days`, `in 19 days`, `12 Feb 2027`. */
export function expiryText(expires: number, now: number): string {
  const state = expiryState(expires, now);
  switch (state) {
    case 'expired': {
      const text = momentText(expires, now);
      return text.endsWith('ago') || text === 'just now' ? `expired ${text}` : `expired on ${text}`;
    }
    case 'soon':
      return `in ${daysText(expires - now)}`;
    case 'near':
      return expires - now < dayMs ? momentText(expires, now) : `in ${daysText(expires - now)}`;
    case 'fine':
      return dayText(expires);
  }
}
