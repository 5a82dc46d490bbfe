import { describe, expect, it } from 'vitest';
import { KeyRotationPolicySet, type RotationPolicy } from '../../../../app/contract/key.ts';
import {
  comingDates,
  policyText,
  rotationProblems,
  rotationsIn,
  toPolicy,
  toRotationDraft,
  type RotationDraft,
} from '../../../../renderer/screen/key/rotation.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2027, 2, 1);
const draft = (change: Partial<RotationDraft> = {}): RotationDraft => ({
  rotate: 'creation',
  rotateDays: '90',
  notifyDays: '',
  expiryDays: '120',
  ...change,
});

it('a policy that is shown and saved unchanged is the same', () => {
  const policies: RotationPolicy[] = [{}, { rotate: { from: 'expiry', days: 30 }, expiryDays: 365, notifyDays: 14 }, { expiryDays: 28 }];
  for (const policy of policies) expect(toPolicy(toRotationDraft(policy))).toEqual(policy);
});

it.each([
  ['nothing at all', draft({ rotate: 'never', rotateDays: '', expiryDays: '' })],
  ['90 days of 120', draft()],
  ['7 days before the end of 28', draft({ rotate: 'expiry', rotateDays: '7', expiryDays: '28' })],
  ['21 of 28', draft({ rotateDays: '21', expiryDays: '28' })],
])('%s is a policy, for the contract too', (_what, good) => {
  expect(rotationProblems(good)).toEqual({});
  expect(KeyRotationPolicySet.input.safeParse({ vault: 'payroll', name: 'signing', policy: toPolicy(good) }).success).toBe(true);
});

it.each([
  ['sooner than 7 days', draft({ rotateDays: '6' }), 'rotateDays'],
  ['no number', draft({ rotateDays: 'soon' }), 'rotateDays'],
  ['no number at all', draft({ rotateDays: '' }), 'rotateDays'],
  ['less than 7 days before the end', draft({ rotateDays: '114', expiryDays: '120' }), 'rotateDays'],
  ['before an expiry that there is none of', draft({ rotate: 'expiry', rotateDays: '30', expiryDays: '' }), 'expiryDays'],
  ['at once, counted back from the end', draft({ rotate: 'expiry', rotateDays: '28', expiryDays: '28' }), 'rotateDays'],
  ['versions of less than 28 days', draft({ rotateDays: '7', expiryDays: '27' }), 'expiryDays'],
  ['a word about the end before the beginning', draft({ notifyDays: '120' }), 'notifyDays'],
  ['a word less than 7 days before', draft({ notifyDays: '6' }), 'notifyDays'],
])('%s is refused in its own field', (_what, bad, field) => {
  expect(Object.keys(rotationProblems(bad))).toEqual([field]);
});

it('the coming dates are those of this version and the next, in their order', () => {
  const policy = toPolicy(draft({ notifyDays: '14' }));
  const days = comingDates(policy, { createdOn: now - 60 * dayMs, expires: now + 60 * dayMs }, now).map(({ on, what }) => [
    (on - now) / dayMs,
    what,
  ]);
  expect(days).toEqual([
    [30, 'The next version is made'],
    [46, 'People are told that it expires'],
    [60, 'This version expires'],
    [120, 'The version after the next is made'],
    [150, 'The next version expires'],
  ]);
});

it('what was due while nobody looked happens now', () => {
  const [first] = comingDates({ rotate: { from: 'creation', days: 30 } }, { createdOn: now - 400 * dayMs }, now);
  expect(first).toEqual({ on: now, what: 'The next version is made' });
});

it('nothing is counted back from an expiry that there is none of', () => {
  expect(comingDates({ rotate: { from: 'expiry', days: 30 }, expiryDays: 365, notifyDays: 30 }, { createdOn: now }, now)).toEqual([]);
});

it('is said in sentences', () => {
  expect(policyText({})).toBe('It isn’t rotated by itself.');
  expect(policyText({ rotate: { from: 'expiry', days: 30 }, expiryDays: 365, notifyDays: 14 })).toBe(
    'A new version is made 30 days before the current one expires. New versions expire after 365 days. People are told 14 days before a version expires.',
  );
});

describe('the days on which a policy makes versions', () => {
  const from = Date.UTC(2026, 10, 1);
  const december = { from: Date.UTC(2026, 11, 1), until: Date.UTC(2027, 0, 1) };
  const days = (policy: RotationPolicy | undefined, next: number, now = from) =>
    rotationsIn({ next, policy }, december, now).map((on) => new Date(on).getUTCDate());
  const next = Date.UTC(2026, 10, 20);
  it.each<[string, RotationPolicy | undefined, number, number[]]>([
    ['after creation', { rotate: { from: 'creation', days: 10 } }, next, [10, 20, 30]],
    ['before expiry', { rotate: { from: 'expiry', days: 7 }, expiryDays: 28 }, next, [11]],
    ['the next alone where the policy is not known', undefined, Date.UTC(2026, 11, 24), [24]],
    ['none where the only one is before', undefined, next, []],
    ['none before the next', { rotate: { from: 'creation', days: 10 } }, Date.UTC(2026, 11, 25), [25]],
  ])('%s', (_what, policy, at, expected) => {
    expect(days(policy, at)).toEqual(expected);
  });

  it('what is overdue is made now, and the rest from then on', () => {
    expect(days({ rotate: { from: 'creation', days: 10 } }, Date.UTC(2026, 9, 1), Date.UTC(2026, 11, 5))).toEqual([5, 15, 25]);
  });
});
