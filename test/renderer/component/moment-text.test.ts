import { expect, it } from 'vitest';
import { expiryState, expiryText } from '../../../renderer/component/expiry-state.ts';
import { exactText, momentText, pastText } from '../../../renderer/component/moment-text.ts';

const now = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  [0, 'just now'],
  [-59_000, 'just now'],
  [-minute, '1 min ago'],
  [-2 * hour, '2 h ago'],
  [-day, '1 day ago'],
  [-6 * day, '6 days ago'],
  [-7 * day, '15 Nov 2026'],
  [30_000, 'in less than a minute'],
  [3 * day, 'in 3 days'],
  [112 * day, '14 Mar 2027'],
])('a time %d ms away reads “%s”', (away, text) => {
  expect(momentText(now + away, now)).toBe(text);
});

it('a time said exactly has its zone, and UTC once', () => {
  const said = exactText(Date.UTC(2027, 2, 14, 9, 5, 7));
  expect(said).toMatch(/^14 Mar 2027, .*14 Mar 2027, 09:05:07 UTC\)$|^14 Mar 2027, 09:05:07 UTC$/);
  expect(said.match(/UTC/g)).toHaveLength(1);
});

it.each([
  [31 * day, 'fine', '23 Dec 2026'],
  [30 * day, 'soon', 'in 30 days'],
  [8 * day, 'soon', 'in 8 days'],
  [7 * day, 'near', 'in 7 days'],
  [4 * day + hour, 'near', 'in 4 days'],
  [0, 'expired', 'expired just now'],
  [-2 * day, 'expired', 'expired 2 days ago'],
  [-40 * day, 'expired', 'expired on 13 Oct 2026'],
])('an end %d ms away is %s: “%s”', (away, state, text) => {
  expect(expiryState(now + away, now)).toBe(state);
  expect(expiryText(now + away, now)).toBe(text);
});

it('what happened since the clock last moved is no future', () => {
  expect(pastText(30_000, 0)).toBe('just now');
  expect(pastText(-30_000, 0)).toBe('just now');
  expect(pastText(0, 5 * 60_000)).toBe('5 min ago');
});
