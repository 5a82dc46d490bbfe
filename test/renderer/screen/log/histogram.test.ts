import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostBars, spanOf, sumOf, tallyOf, withRows, type Histogram } from '../../../../renderer/screen/log/histogram.ts';
import { clockTexts } from '../../../../renderer/screen/log/histogram-text.ts';
import { readTyped, toggleValue, withTyped } from '../../../../renderer/screen/log/log-condition.ts';

const none = { succeeded: 0, refused: 0, failed: 0, attempted: 0 };
const counted: Histogram = {
  from: 1000,
  until: 1000 + 96 * 10 - 1,
  stepMs: 10,
  bars: Array.from({ length: mostBars }, () => ({ ...none, succeeded: 1 })),
  total: { ...none, succeeded: mostBars },
  end: 0,
};

describe('a histogram that is followed', () => {
  test('counts every record that comes, in never more bars than are drawn', () => {
    const rows = fc.array(
      fc.record({ time: fc.integer({ min: 1000, max: 9_000_000 }), result: fc.constantFrom('refused' as const, 'failed' as const) }),
    );
    fc.assert(
      fc.property(rows, (some) => {
        const next = withRows(counted, some);
        expect(next.bars.length).toBeLessThanOrEqual(mostBars);
        expect(sumOf(tallyOf(next, 0, next.bars.length - 1))).toBe(mostBars + some.length);
        expect(sumOf(next.total)).toBe(mostBars + some.length);
      }),
    );
  });

  test('gives the stretch of bars with both ends included, whichever way it is drawn', () => {
    expect(spanOf(counted, 3, 1)).toEqual({ from: 1010, until: 1039 });
  });
});

test('no two clock times under a short histogram read the same', () => {
  expect(new Set(clockTexts(counted)).size).toBe(5);
});

describe('a condition as it is typed', () => {
  test.each([
    ['vault:payroll', { vault: ['payroll'] }],
    ['object:"payroll / db-password"', { object: ['payroll / db-password'] }],
    ['result:Refused', { result: ['refused'] }],
    ['two words', { text: 'two words' }],
    ['correlation:abc', { correlationId: 'abc' }],
    ['result:nonsense', undefined],
    ['unknown:field', { text: 'unknown:field' }],
    ['', undefined],
  ])('%s', (typed, filter) => {
    expect(withTyped({}, readTyped(typed))).toEqual(filter);
  });

  test('is taken out again as it was put in', () => {
    const once = toggleValue({ text: 'a' }, 'operation', 'SecretGet');
    expect(once).toEqual({ operation: ['SecretGet'], text: 'a' });
    expect(toggleValue(once, 'operation', 'SecretGet')).toEqual({ text: 'a' });
  });
});
