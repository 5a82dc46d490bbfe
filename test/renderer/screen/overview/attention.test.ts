import { expect, it } from 'vitest';
import type { Slot } from '../../../../app/contract/instance.ts';
import type { LogRow } from '../../../../app/contract/log.ts';
import type { Output } from '../../../../app/contract/operation.ts';
import { aboutKeys } from '../../../../renderer/screen/overview/about-key.ts';
import { aboutSecrets, findAttention } from '../../../../renderer/screen/overview/attention.ts';
import { aLogRow, aSlot } from '../../support/sample.ts';
import { aCredential, anApplication } from '../../support/scripted-application.ts';

const now = Date.UTC(2026, 10, 22, 12);
const passphrase = aSlot('passphrase', now);
const shares = aSlot('shares', now);
const keychain = aSlot('keychain', now);
const titles = (slots: Slot[] | undefined, rows: LogRow[] | undefined, at: number) =>
  findAttention({ secrets: undefined, slots, rows }, at).map((it) => it.title);

type Counted = Output<'SecretAttention'>;
const counted = (change: Partial<Counted> = {}): Counted => ({
  total: 9,
  expired: 0,
  expiring: 0,
  unchanged: 0,
  disabled: 0,
  purgedSoon: 0,
  disabledButRead: [],
  byWeek: Array.from({ length: 13 }, () => 0),
  vaults: [],
  ...change,
});

it('two slots, one of them shares, and a quiet log need no attention', () => {
  expect(titles([passphrase, shares], [aLogRow(1, now)], now)).toEqual([]);
});

it('a house with one way in comes first', () => {
  const refused = aLogRow(1, now, { result: 'refused', time: now - 1000 });
  expect(titles([passphrase], [refused], now)).toEqual(['Only one unlock slot', '1 operation refused since yesterday']);
});

it('a house without shares is told what a forgotten passphrase would mean', () => {
  expect(titles([passphrase, keychain], [], now)).toEqual(['No recovery shares']);
});

it('what failed comes before what was refused, and neither from before yesterday counts', () => {
  const rows = (['refused', 'failed', 'failed'] as const).map((result, at) => aLogRow(at, now, { result, time: now - 1000 }));
  const old = aLogRow(9, now, { result: 'failed', time: now - 90_000_000 });
  expect(titles([passphrase, shares], [...rows, old], now)).toEqual([
    '2 operations failed since yesterday',
    '1 operation refused since yesterday',
  ]);
});

it('nothing is claimed about what one may not see', () => {
  expect(titles(undefined, undefined, now)).toEqual([]);
});

it('secrets come worst first, each number with the way to its list', () => {
  const found = aboutSecrets(counted({ expired: 1, expiring: 4, unchanged: 1200, purgedSoon: 2 }), undefined, now);
  expect(found.map(({ title, way }) => [title, way.to])).toEqual([
    ['1 secret expired', '/secrets'],
    ['4 secrets expiring within 30 days', '/secrets'],
    ['2 deleted secrets gone within 7 days', '/recycle-bin'],
    ['1,200 secrets unchanged for a year', '/secrets'],
  ]);
  expect(found[3]?.way).toMatchObject({ search: { changed: { until: now - 365 * 86_400_000 } } });
});

it('the numbers of one vault lead to its own lists', () => {
  const [expired] = aboutSecrets(counted({ expired: 2 }), 'payroll', now);
  expect(expired?.way).toMatchObject({ to: '/secrets', search: { vault: ['payroll'], state: ['expired'] } });
});

it('applications whose credential ends soon are named, the next to end first, each with the way to it; the rest is counted', () => {
  const of = (name: string, days: number) =>
    anApplication(name, now, { credentials: [aCredential(now, { until: now + days * 86_400_000 })] });
  const items = [of('a', 29), of('b', 0.5), of('c', 7), of('d', 1.2), of('over', -1)];
  const found = findAttention({ secrets: undefined, slots: undefined, rows: undefined, ending: { items, total: 9 } }, now);
  expect(found.map(({ title }) => title)).toEqual([
    'A credential of b ends today or tomorrow',
    'A credential of d ends in 1 day',
    'A credential of c ends in 7 days',
    '5 more applications with a credential that ends within 30 days',
  ]);
  expect(found.map(({ way }) => way)).toEqual([
    ...[items[1], items[3], items[2]].map((it) => ({ to: '/applications/$application', params: { application: it?.id } })),
    { to: '/applications' },
  ]);
  const one = findAttention({ secrets: undefined, slots: undefined, rows: undefined, ending: { items: [of('a', 29)], total: 1 } }, now);
  expect(one.map(({ title }) => title)).toEqual(['A credential of a ends in 29 days']);
});

it('disabled secrets that are still read are named, the rest of them counted', () => {
  const disabledButRead = ['a', 'b', 'c', 'd', 'e'].map((name, at) => ({ vault: 'payroll', name, count: 9 - at, lastOn: now }));
  const found = aboutSecrets(counted({ disabledButRead }), undefined, now);
  expect(found.map(({ title }) => title)).toEqual([
    'a in payroll is disabled, but read',
    'b in payroll is disabled, but read',
    'c in payroll is disabled, but read',
    '2 more disabled secrets are still read',
  ]);
  expect(found[0]?.way).toEqual({ to: '/secrets/$vault/$name', params: { vault: 'payroll', name: 'a' } });
});

type CountedKeys = Output<'KeyAttention'>;
const countedKeys = (change: Partial<CountedKeys> = {}): CountedKeys => ({
  total: 9,
  expired: 0,
  expiring: 0,
  unrotated: 0,
  overdue: 0,
  overdueKeys: [],
  purgedSoon: 0,
  tokens: [],
  byWeek: Array.from({ length: 13 }, () => 0),
  vaults: [],
  ...change,
});
const keysOf = (change: Partial<CountedKeys>) =>
  findAttention({ secrets: undefined, keys: countedKeys(change), slots: undefined, rows: undefined }, now);

it('keys that need nothing are not spoken of', () => {
  expect(keysOf({})).toEqual([]);
});

it('keys stand beside secrets, worst first, each number with the way to its list', () => {
  const token = crypto.randomUUID();
  const tokens = [{ token, label: 'Office HSM', state: 'locked', keys: 3 }] as const;
  const found = keysOf({ expired: 2, expiring: 1, unrotated: 4, purgedSoon: 1, tokens: [...tokens] });
  expect(found.map(({ title, way }) => [title, way])).toEqual([
    ['2 keys expired', { to: '/keys', search: { state: 'expired' } }],
    ['1 key expiring within 30 days', { to: '/keys', search: { state: 'expiring' } }],
    ['1 deleted key gone within 7 days', { to: '/recycle-bin' }],
    ['3 keys in Office HSM can’t be used', { to: '/keys', search: { token } }],
    [
      '4 keys older than a year that nothing rotates',
      { to: '/keys', search: { state: 'enabled', rotates: false, created: { until: now - 365 * 86_400_000 } } },
    ],
  ]);
  const [one] = aboutKeys(countedKeys({ expired: 1 }), 'payroll', now);
  expect(one?.way).toEqual({ to: '/keys', search: { vault: 'payroll', state: 'expired' } });
});

it('keys that could not be rotated are named with the reason, the rest is counted', () => {
  const overdueKeys = (['a', 'b', 'c', 'd', 'e'] as const).map((name, at) => ({
    vault: 'payroll',
    name,
    rotatesOn: now - 1,
    ...(at > 0 && { trouble: 'token-locked' as const, triedOn: now }),
  }));
  const found = keysOf({ overdue: 5, overdueKeys });
  expect(found.map(({ title }) => title)).toEqual([
    'b in payroll wasn’t rotated on its day',
    'c in payroll wasn’t rotated on its day',
    'd in payroll wasn’t rotated on its day',
    '2 more keys past the day of their rotation',
  ]);
  expect(found[0]).toMatchObject({ why: expect.stringContaining('token is locked') as unknown, way: { params: { name: 'b' } } });
  expect(found[3]?.way).toEqual({ to: '/keys', search: { rotatesOn: { until: now + 1 } } });
});
