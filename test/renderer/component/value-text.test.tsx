import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ValueText } from '../../../renderer/component/value-text.tsx';
import { HouseTheme } from '../../../renderer/theme/house-theme.tsx';

afterEach(cleanup);

const show = (text: string) =>
  render(
    <HouseTheme appearance="light">
      <ValueText value={new TextEncoder().encode(text)} label="Value" />
    </HouseTheme>,
  );

it('a value that is shown is the value character by character, with a sign at each that can’t be seen', () => {
  const text = 'one\r\n\ttwo \u202Egnp.exe\u001B[31m <b>bold</b>';
  show(text);
  const shown = screen.getByRole('region', { name: 'Value' });
  expect(shown.textContent).toBe(text);
  expect([...shown.children].map((child) => child.getAttribute('data-sign'))).toEqual(['CR', 'U+202E', 'ESC']);
});

it('nothing of a value stays in the element that showed it', () => {
  const { unmount } = show('one\u202Etwo');
  const shown = screen.getByRole('region', { name: 'Value' });
  unmount();
  expect(shown.textContent).toBe('');
});

it('a byte order mark at the start of a value is part of it', () => {
  show('\uFEFFone');
  const shown = screen.getByRole('region', { name: 'Value' });
  expect(shown.textContent).toBe('\uFEFFone');
  expect(shown.firstElementChild?.getAttribute('data-sign')).toBe('U+FEFF');
});
