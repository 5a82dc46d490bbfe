import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { ForeignText } from '../../../renderer/component/foreign-text.tsx';
import { piecesOf, visibleText } from '../../../renderer/component/visible-text.ts';
import { HouseTheme } from '../../../renderer/theme/house-theme.tsx';

afterEach(cleanup);

const shown = (text: string) =>
  render(
    <HouseTheme appearance="light">
      <ForeignText>{text}</ForeignText>
    </HouseTheme>,
  ).container;

it('markup in a name is text', () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const room = shown(hostile);
  expect(room.textContent).toContain(hostile);
  expect(room.querySelector('img, script')).toBeNull();
});

it.each([
  ['a right-to-left override', 'gpj.\u202Eexe', 'gpj.[U+202E]exe'],
  ['isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['terminal escapes', '\u001B[31mred\u0007', '[ESC][31mred[BEL]'],
  ['line ends and tabs', 'a\r\n\tb\u2028c', 'a[CR][LF][TAB]b[U+2028]c'],
  ['zero-width characters', 'pay\u200Broll\uFEFF', 'pay[U+200B]roll[U+FEFF]'],
  ['a joiner where nothing joins', 'pay\u200Droll', 'pay[U+200D]roll'],
  ['half of a pair', 'a\uD800b', 'a[U+D800]b'],
])('%s can be seen', (_what, text, visible) => {
  expect(visibleText(text)).toBe(visible);
  expect(shown(text).textContent).not.toContain(/[\u202E\u2066\p{Cc}\u200B\u2028]/u.exec(text)?.[0] ?? 'nothing');
});

it('emoji of several parts, letters of any script and combining marks stay as they are', () => {
  for (const text of ['👨‍👩‍👧', '❤️‍🔥', 'ключ', 'مفتاح', 'é', '秘密']) expect(visibleText(text)).toBe(text);
});

it('its direction stays its own', () => {
  expect(shown('مفتاح').querySelector('bdi')?.textContent).toBe('مفتاح');
});

it('no piece of any text is lost, and nothing hidden is left in what is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(
        piecesOf(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
      expect(visibleText(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
});
