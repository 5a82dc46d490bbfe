import { expect, it } from 'vitest';
import { toCalendarFile } from '../../../../renderer/screen/calendar/calendar-file.ts';
import { aSecret } from '../../support/sample.ts';

const now = Date.UTC(2026, 10, 22);
const expires = Date.UTC(2027, 1, 14, 8, 30);
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

it('an expiry stands in UTC, with an alarm seven days before', () => {
  const lines = linesOf(toCalendarFile([aSecret('payroll', 'db-password', now, { expires })], now));
  expect(lines).toContain('DTSTART:20270214T083000Z');
  expect(lines).toContain('TRIGGER:-P7D');
  expect(lines).toContain('SUMMARY:db-password expires');
});

it('an expiry that moved keeps its UID, so that the calendar moves it', () => {
  const uid = (time: number) =>
    linesOf(toCalendarFile([aSecret('payroll', 'DB-password', now, { expires: time })], now)).find((line) => line.startsWith('UID:'));
  expect(uid(expires)).toBe('UID:db-password.payroll.secret@strongroom');
  expect(uid(expires + 1)).toBe(uid(expires));
});

it('a hostile name breaks no line and adds no event', () => {
  const name = 'a;b,c\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT';
  const lines = linesOf(toCalendarFile([aSecret('payroll', name, now, { expires })], now));
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});

it('what never expires is left out', () => {
  expect(toCalendarFile([aSecret('payroll', 'forever', now)], now)).not.toContain('VEVENT');
});
