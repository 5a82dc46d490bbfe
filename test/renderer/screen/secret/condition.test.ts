import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conditionsOf, takeConditions } from '../../../../renderer/screen/secret/condition.ts';
import { placeOf, queryOf, secretPlace, sortOf, tidyQuery } from '../../../../renderer/screen/secret/secret-place.ts';
import { parseSpan } from '../../../../renderer/screen/secret/span-text.ts';

const now = new Date('2026-11-22T12:00').getTime();
const dayMs = 86_400_000;
const take = (text: string) => takeConditions(text, {}, now);

it.each([
  ['vault:payroll ', { vault: ['payroll'] }],
  ['tag:owner', { tag: [{ name: 'owner' }] }],
  ['tag:owner=shop', { tag: [{ name: 'owner', value: 'shop' }] }],
  ['tag:"owner=shop team"', { tag: [{ name: 'owner', value: 'shop team' }] }],
  ['type:application/json', { contentType: ['application/json'] }],
  ['state:expired state:expiring', { state: ['expired', 'expiring'] }],
  ['expires:never', { expires: 'never' }],
  ['expires:30d', { expires: { from: now, until: now + 30 * dayMs } }],
  ['changed:>1y', { changed: { until: now - 365 * dayMs } }],
  ['created:2w', { created: { from: now - 14 * dayMs } }],
  ['created:2026-11-01..', { created: { from: new Date('2026-11-01T00:00').getTime() } }],
] as const)('%s is a condition', (text, query) => {
  expect(take(text)).toEqual({ text: '', query });
});

it('what is no condition stays text', () => {
  for (const text of [
    'db',
    'state:broken',
    'vault:x',
    'colour:red',
    'tag:',
    'expires:soon',
    'http://a',
    'created:2026-02-31..2026-01-01',
  ]) {
    expect(take(text)).toEqual({ text, query: {} });
  }
});

it('conditions are taken from between words, which stay', () => {
  expect(take('db state:expired password')).toEqual({ text: 'db password', query: { state: ['expired'] } });
});

it('each chip takes away its own condition and no other', () => {
  const { query } = take('vault:payroll vault:shop-prod tag:owner=shop state:expired expires:never changed:7d');
  const conditions = conditionsOf({ text: 'db', ...query });
  expect(conditions.map(({ field, value }) => `${field} ${value}`)).toEqual([
    'vault payroll',
    'vault shop-prod',
    'tag owner=shop',
    'state expired',
    'expires never',
    'changed since 15 Nov 2026',
  ]);
  for (const { key, without } of conditions) {
    expect(conditionsOf(without).map((it) => it.key)).toEqual(conditions.map((it) => it.key).filter((it) => it !== key));
    expect(without.text).toBe('db');
  }
});

it('a list survives its place', () => {
  const { query } = take('vault:payroll state:expired expires:30d');
  const place = placeOf(query, { by: 'changed', direction: 'down' });
  const back = secretPlace.parse(JSON.parse(JSON.stringify(place)));
  expect(queryOf(back)).toEqual(query);
  expect(sortOf(back)).toEqual({ by: 'changed', direction: 'down' });
});

it('matches come first where there is a text, and can’t where there is none', () => {
  expect(sortOf({ text: 'db' }).by).toBe('match');
  expect(sortOf({ sort: { by: 'match', direction: 'up' } }).by).toBe('name');
  expect(sortOf({ text: 'db', sort: { by: 'name', direction: 'down' } })).toEqual({ by: 'name', direction: 'down' });
});

it('equal lists have equal queries', () => {
  expect(tidyQuery({ text: '  ', vault: [], expires: {}, created: undefined })).toEqual({});
});

it('no text makes a query that the contract refuses', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('vault', 'tag', 'state', 'expires', 'created'), (text, field) => {
      expect(secretPlace.safeParse(placeOf(take(`${field}:${text}`).query)).success).toBe(true);
    }),
  );
});

it('a span is never turned around', () => {
  expect(parseSpan('2026-11-30..2026-11-01', 'past', now)).toBeUndefined();
});
