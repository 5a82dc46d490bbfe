import { expect, it } from 'vitest';
import { toCalendarFile } from '../../../../renderer/screen/calendar/calendar-file.ts';
import { keyDates, nextRotation, secretDates } from '../../../../renderer/screen/calendar/dated.ts';
import { aSecret } from '../../support/sample.ts';
import { aKey } from '../../support/scripted-key.ts';

const now = Date.UTC(2026, 10, 22);
const expires = Date.UTC(2027, 1, 14, 8, 30);
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

it('an expiry stands in UTC, with an alarm seven days before', () => {
  const lines = linesOf(toCalendarFile(secretDates([aSecret('payroll', 'db-password', now, { expires })]), now));
  expect(lines).toContain('DTSTART:20270214T083000Z');
  expect(lines).toContain('TRIGGER:-P7D');
  expect(lines).toContain('SUMMARY:db-password expires');
});

it('an expiry that moved keeps its UID, so that the calendar moves it', () => {
  const uid = (time: number) =>
    linesOf(toCalendarFile(secretDates([aSecret('payroll', 'DB-password', now, { expires: time })]), now)).find((line) =>
      line.startsWith('UID:'),
    );
  expect(uid(expires)).toBe('UID:db-password.payroll.secret@strongroom');
  expect(uid(expires + 1)).toBe(uid(expires));
});

it('a hostile name breaks no line and adds no event', () => {
  const name = 'a;b,c\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT';
  const lines = linesOf(toCalendarFile(secretDates([aSecret('payroll', name, now, { expires })]), now));
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});

it('what never expires is left out', () => {
  expect(toCalendarFile(secretDates([aSecret('payroll', 'forever', now)]), now)).not.toContain('VEVENT');
});

const rotating = {
  ...aKey('payroll', 'signing', now, { rotatesOn: expires }),
  policy: { rotate: { from: 'creation', days: 30 } },
} as const;
const fileOf = (key: Parameters<typeof nextRotation>[0], at = now) => {
  const next = nextRotation(key, at);
  return linesOf(toCalendarFile(next ? [next] : [], at));
};

it('a rotation stands once with its round, without an alarm: the house does it by itself', () => {
  const lines = fileOf(rotating);
  expect(lines).toContain('DTSTART:20270214T083000Z');
  expect(lines).toContain('RRULE:FREQ=DAILY;INTERVAL=30');
  expect(lines).toContain('SUMMARY:The key signing is rotated');
  expect(lines).not.toContain('BEGIN:VALARM');
});

it('a rotation whose policy one may not know stands alone', () => {
  const { policy: _policy, ...bare } = rotating;
  expect(fileOf(bare).join('\n')).not.toContain('RRULE');
});

it('a key, its rotation and a secret of one name have UIDs of their own, which stay when a date moves', () => {
  const uidOf = (lines: readonly string[]) => lines.find((line) => line.startsWith('UID:'));
  const moved = { ...rotating, rotatesOn: expires + 1 };
  expect(uidOf(fileOf(rotating))).toBe('UID:signing.payroll.key-rotation@strongroom');
  expect(uidOf(fileOf(moved))).toBe(uidOf(fileOf(rotating)));
  const expiring = linesOf(toCalendarFile(keyDates([aKey('payroll', 'signing', now, { expires })]), now));
  expect(uidOf(expiring)).toBe('UID:signing.payroll.key@strongroom');
  expect(expiring).toContain('TRIGGER:-P7D');
});
