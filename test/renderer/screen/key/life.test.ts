import { expect, it } from 'vitest';
import { along, lifeOf, lifeText } from '../../../../renderer/screen/key/life.ts';
import { aKey } from '../../support/scripted-key.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2027, 2, 1, 12);
const current = aKey('payroll', 'signing', now, {
  version: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  createdOn: now - 30 * dayMs,
  expires: now + 60 * dayMs,
  rotatesOn: now + 30 * dayMs,
});
const old = aKey('payroll', 'signing', now, { current: false, createdOn: now - 100 * dayMs, expires: now - 10 * dayMs, enabled: false });

it('the line goes from the oldest version to the last date', () => {
  const life = lifeOf([current, old], now);
  expect([along(life, old.createdOn), along(life, now), along(life, now + 60 * dayMs)]).toEqual([0, 100 / 160, 1]);
});

it('a version that holds for decades doesn’t press the rest together', () => {
  const life = lifeOf([{ ...current, expires: now + 20_000 * dayMs }, old], now);
  expect(along(life, now)).toBeGreaterThan(0.15);
  expect(life.rows[0]?.until).toBeUndefined();
});

it('what lies before or after the line is drawn at its ends', () => {
  const life = lifeOf([{ ...current, notBefore: now + 90_000 * dayMs }], now);
  expect(life.rows[0]?.from).toBe(life.last);
  expect([along(life, 0), along(life, 1e15)]).toEqual([0, 1]);
});

it('the picture in words has every date of a version', () => {
  expect(lifeText({ ...current, notBefore: now - dayMs }, now)).toBe(
    'Version a1b2c3…7e8f90, current: made 30 Jan 2027, active since 28 Feb 2027, rotates 31 Mar 2027, expires 30 Apr 2027.',
  );
  expect(lifeText(old, now)).toMatch(/: made 21 Nov 2026, expired 19 Feb 2027, disabled\.$/);
});
