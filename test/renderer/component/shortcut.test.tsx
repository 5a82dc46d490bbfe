import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { nameKey, useShortcut, type ShortcutMap } from '../../../renderer/component/shortcut.ts';

afterEach(cleanup);

function Listening({ map, letters = true, deciding = false }: { map: ShortcutMap; letters?: boolean; deciding?: boolean }) {
  useShortcut(map, letters);
  return (
    <>
      <input aria-label="text" />
      <button>button</button>
      {deciding && <dialog open aria-modal="true" />}
    </>
  );
}

const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, bubbles: true, ...more });

it('one letter, and one after the other, do what the map says', () => {
  const [make, go] = [vi.fn(), vi.fn()];
  render(<Listening map={{ n: make, 'g v': go }} />);
  press('n');
  press('v');
  expect(make).toHaveBeenCalledOnce();
  expect(go).not.toHaveBeenCalled();
  press('g');
  press('v');
  expect(go).toHaveBeenCalledOnce();
});

it('two keys come before what the second does alone, whoever listens longer', () => {
  const [make, go] = [vi.fn(), vi.fn()];
  const First = ({ map }: { map: ShortcutMap }) => {
    useShortcut(map, true, true);
    return null;
  };
  const both = (later: boolean) => (
    <>
      <Listening map={{ n: make }} />
      {later && <First map={{ 'g n': go }} />}
    </>
  );
  const view = render(both(false));
  view.rerender(both(true));
  press('g');
  press('n');
  expect([go.mock.calls.length, make.mock.calls.length]).toEqual([1, 0]);
  press('n');
  expect([go.mock.calls.length, make.mock.calls.length]).toEqual([1, 1]);
});

it('letters rest while something is typed, keys with Ctrl do not', () => {
  const [make, lock] = [vi.fn(), vi.fn()];
  render(<Listening map={{ n: make, 'ctrl+l': lock }} />);
  const field = screen.getByRole('textbox');
  press('n', {}, field);
  press('l', { ctrlKey: true }, field);
  expect(make).not.toHaveBeenCalled();
  expect(lock).toHaveBeenCalledOnce();
});

it('letters rest while a dialog waits', () => {
  const make = vi.fn();
  render(<Listening map={{ n: make }} deciding />);
  press('n');
  expect(make).not.toHaveBeenCalled();
});

it('letters can be turned off', () => {
  const [make, lock] = [vi.fn(), vi.fn()];
  render(<Listening map={{ n: make, 'ctrl+l': lock }} letters={false} />);
  press('n');
  press('l', { ctrlKey: true });
  expect(make).not.toHaveBeenCalled();
  expect(lock).toHaveBeenCalledOnce();
});

it('Alt is the system’s, and Cmd counts as Ctrl', () => {
  const bare = { ctrlKey: false, metaKey: false, altKey: false };
  expect(nameKey({ ...bare, key: 'n', altKey: true })).toBeUndefined();
  expect(nameKey({ ...bare, key: 'L', metaKey: true })).toBe('ctrl+l');
  expect(nameKey({ ...bare, key: 'Shift' })).toBeUndefined();
});
