import { expect, it } from 'vitest';
import { hostsPlan } from '../../../../renderer/screen/endpoint/hosts.ts';
import { dayMs, lastDays, sumBy, sumByDay, usageDays } from '../../../../renderer/screen/endpoint/usage.ts';

const now = Date.UTC(2027, 2, 3, 5);
const span = lastDays(now);
const use = { day: Date.UTC(2027, 2, 3), vault: 'payroll', operation: 'SecretGet', answered: 3, refused: 1 };

it('thirty days end with today', () => {
  expect(span.until - span.from).toBe(usageDays * dayMs);
  expect(span.until).toBe(Date.UTC(2027, 2, 4));
});

it('days without use are there with nothing, today is the last', () => {
  const days = sumByDay([use, { ...use, vault: 'shop', answered: 4 }], span.from);
  expect(days).toHaveLength(usageDays);
  expect(days.at(-1)).toMatchObject({ day: use.day, answered: 7, refused: 2 });
  expect(days.at(-2)).toMatchObject({ answered: 0, refused: 0 });
});

it('the most used stands first', () => {
  const sums = sumBy([use, { ...use, operation: 'SecretList', answered: 9, refused: 0 }], ({ operation }) => operation);
  expect(sums.map(({ name }) => name)).toEqual(['SecretList', 'SecretGet']);
});

it('lines that stand stay when others are added, and what stood before is known', () => {
  const hosts = {
    file: '/etc/hosts',
    missing: ['127.0.0.1 shop.vault.localhost'],
    written: ['127.0.0.1 login.localhost', '127.0.0.1\tPayroll.vault.localhost # Strongroom'],
    writable: 'yes' as const,
    command: '',
  };
  expect(hostsPlan(hosts, 'vault.localhost', ['payroll', 'shop', 'platform'])).toEqual({ after: ['payroll', 'shop'], before: ['payroll'] });
});
