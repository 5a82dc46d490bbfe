import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineEndOf, withLineEnd } from '../../../../renderer/screen/secret/line-end.ts';

const someText = fc.array(fc.constantFrom('a', ' ', '\r', '\n', '\r\n')).map((parts) => parts.join(''));

it.each([
  ['', 'LF'],
  ['one', 'LF'],
  ['one\ntwo\n', 'LF'],
  ['one\r\ntwo\r\n', 'CRLF'],
  ['one\rtwo', 'CR'],
  ['one\r\ntwo\n', 'mixed'],
  ['one\n\rtwo', 'mixed'],
] as const)('the lines of %j end as %s', (text, end) => expect(lineEndOf(text)).toBe(end));

it('a text whose lines all end one way comes back from LF as it was', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const end = lineEndOf(text);
      fc.pre(end !== 'mixed');
      expect(withLineEnd(withLineEnd(text, 'LF'), end)).toBe(text);
    }),
  );
});

it('a mixed text comes back with LF alone', () => {
  fc.assert(
    fc.property(someText, (text) => {
      expect(withLineEnd(text, 'mixed')).not.toContain('\r');
    }),
  );
});
