import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateStrength } from '../../../../renderer/screen/first-run/strength.ts';

describe('the estimate of a passphrase', () => {
  test.each([
    ['aaaaaaaaaaaaaaaa', 'guessable'],
    ['password1234', 'guessable'],
    ['abcdefghijklmnop', 'guessable'],
    ['qwertyuiop1234', 'guessable'],
    ['Winter2026Winter2026Winter2026', 'guessable'],
    ['correcthorse', 'weak'],
    ['correct horse battery', 'fair'],
    ['correct horse battery staple', 'strong'],
    ['kB7#vq!2Lx)Tz9mR4', 'strong'],
  ] as const)('calls %j %s', (passphrase, level) => {
    expect(estimateStrength(passphrase).level).toBe(level);
  });

  test('any text at all has an estimate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const { bits } = estimateStrength(text);
        expect(Number.isFinite(bits) && bits >= 0).toBe(true);
      }),
    );
  });

  test('says the time in words', () => {
    expect(estimateStrength('aaaaaaaaaaaa').time).toBe('less than a minute');
    expect(estimateStrength('correct horse battery staple').time).toBe('more than a thousand years');
  });
});
