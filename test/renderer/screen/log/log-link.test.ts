import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logLink, readLogLink } from '../../../../renderer/screen/log/log-link.ts';
import type { LogPlace } from '../../../../renderer/screen/log/log-place.ts';

const words = fc.string({ unit: 'binary', maxLength: 40 });
const place: fc.Arbitrary<LogPlace> = fc.record(
  {
    record: fc.nat(),
    text: words,
    object: fc.array(words, { minLength: 1, maxLength: 3 }),
    identity: fc.array(fc.constantFrom('', '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11', '12', 'true'), { minLength: 1, maxLength: 2 }),
    result: fc.constant(['refused' as const]),
    from: fc.nat(),
  },
  { requiredKeys: [] },
);

describe('a link to the log', () => {
  test('leads to the place that it was made of, whatever is in it', () => {
    fc.assert(
      fc.property(place, (it) => {
        expect(readLogLink(` ${logLink(it)}\n`)).toEqual(it);
      }),
    );
  });

  test('to a record leaves out a stretch that ends now, which means another one tomorrow', () => {
    expect(logLink({ record: 12, last: '1h' })).toBe('strongroom:/log?record=12');
    expect(readLogLink(logLink({ last: '1h' }))).toEqual({ last: '1h' });
  });

  test('is nothing else: no text, no other place, no field that there is not', () => {
    for (const text of [
      'record 12',
      'strongroom:/logs?record=12',
      'strongroom:/log?record=-1',
      'strongroom:/log?secret=1',
      'https://a/log?record=1',
    ]) {
      expect(readLogLink(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readLogLink(`strongroom:/log?${text}`)).not.toThrow();
      }),
    );
  });
});
