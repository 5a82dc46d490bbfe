import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMatcher } from '../../../app/access/pattern.ts';

/** Character by character, without any of what the matcher is made of. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('/*/') && text.startsWith('/') && fits(pattern.slice(3), text.slice(1))) return true;
  if (pattern.startsWith('*')) return fits(pattern.slice(1), text) || (text !== '' && fits(pattern, text.slice(1)));
  return text !== '' && text.charAt(0).toLowerCase() === pattern.charAt(0).toLowerCase() && fits(pattern.slice(1), text.slice(1));
}

describe('action patterns', () => {
  it.each<[string, string, boolean]>([
    ['*', 'anything/at/all', true],
    ['a/*', 'a/b', true],
    ['a/*', 'a', false],
    ['*/read', 'a/b/read', true],
    ['*/read', 'a/b/read/more', false],
    ['*/read', 'a/thread', false],
    ['a/*/read', 'a/b/read', true],
    ['a/*/read', 'a/b/c/read', true],
    ['a/*/read', 'a/read', true],
    ['a/*/read', 'ab/read', false],
    ['A/B', 'a/b', true],
    ['a*a', 'a', false],
    ['a.b', 'axb', false],
    ['a', 'a\n', false],
  ])('%s fits %s: %s', (pattern, action, expected) => {
    expect(toMatcher([pattern])(action)).toBe(expected);
  });

  it('fit as a plain reading of them does', () => {
    const text = fc.array(fc.constantFrom('a', 'B', '/', '*', '.'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (pattern, action) => {
        expect(toMatcher([pattern])(action)).toBe(fits(pattern, action));
      }),
    );
  });

  it('are alternatives, and none fits nothing', () => {
    expect(toMatcher(['a', 'b/*'])('b/c')).toBe(true);
    expect(toMatcher([])('')).toBe(false);
  });
});
