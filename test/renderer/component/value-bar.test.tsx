import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { ValueBar } from '../../../renderer/component/value-bar.tsx';
import { HouseTheme } from '../../../renderer/theme/house-theme.tsx';

const sentinel = 'correct horse battery staple';

function show(load: (signal: AbortSignal) => Promise<Uint8Array>, unavailable?: string) {
  return render(
    <HouseTheme appearance="light">
      <ValueBar label="Value of db-password" facts="28 bytes" load={load} unavailable={unavailable} />
      <button>elsewhere</button>
    </HouseTheme>,
  );
}

const page = () => document.documentElement.outerHTML;
const reveal = () => screen.getByRole('button', { name: 'Reveal' });

/** As a keyboard does it: no pointer before the click. */
const clickByKey = (element: Element) => fireEvent.click(element, { detail: 0 });

afterEach(cleanup);

describe('a value', () => {
  let value: Uint8Array;
  const load = vi.fn(() => Promise.resolve(value));
  beforeEach(() => {
    value = new TextEncoder().encode(sentinel);
    load.mockClear();
  });

  const reveals = async () => {
    clickByKey(reveal());
    expect(await screen.findByText(sentinel)).toBeTruthy();
  };
  const isGone = () => {
    expect(page()).not.toContain(sentinel);
    expect(value.every((byte) => byte === 0)).toBe(true);
  };

  it('is not asked for before someone acts', () => {
    show(load);
    expect(load).not.toHaveBeenCalled();
    expect(screen.getByText('hidden')).toBeTruthy();
  });

  it('shows after a click, and hides and is zeroed by a second one', async () => {
    show(load);
    await reveals();
    clickByKey(screen.getByRole('button', { name: 'Hide' }));
    isGone();
  });

  it('hides when the window loses focus', async () => {
    show(load);
    await reveals();
    act(() => void window.dispatchEvent(new Event('blur')));
    isGone();
  });

  it('hides when the page is covered', async () => {
    show(load);
    await reveals();
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    hidden.mockRestore();
    isGone();
  });

  it('hides when the focus goes elsewhere', async () => {
    const person = userEvent.setup();
    show(load);
    reveal().focus();
    await reveals();
    await person.click(screen.getByRole('button', { name: 'elsewhere' }));
    isGone();
  });

  it('is zeroed when its page goes', async () => {
    const { unmount } = show(load);
    await reveals();
    unmount();
    isGone();
  });

  it('shows by a short press of a pointer, and stays', async () => {
    const person = userEvent.setup();
    show(load);
    await person.click(reveal());
    expect(await screen.findByText(sentinel)).toBeTruthy();
    expect(load).toHaveBeenCalledOnce();
  });
});

describe('time', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  it('hides a value after ten seconds, or ten more when asked', async () => {
    show(() => Promise.resolve(new TextEncoder().encode(sentinel)));
    clickByKey(reveal());
    await screen.findByText(sentinel);
    act(() => void vi.advanceTimersByTime(6_000));
    fireEvent.click(screen.getByRole('button', { name: '10 s more' }));
    act(() => void vi.advanceTimersByTime(6_000));
    expect(screen.queryByText(sentinel)).toBeTruthy();
    act(() => void vi.advanceTimersByTime(5_000));
    expect(page()).not.toContain(sentinel);
  });

  it('hides a value that was held as soon as it is let go', async () => {
    show(() => Promise.resolve(new TextEncoder().encode(sentinel)));
    fireEvent.pointerDown(reveal(), { button: 0 });
    await screen.findByText(sentinel);
    act(() => void vi.advanceTimersByTime(700));
    fireEvent.pointerUp(screen.getByRole('button', { name: 'Hide' }));
    fireEvent.click(screen.getByRole('button', { name: 'Reveal' }), { detail: 1 });
    expect(page()).not.toContain(sentinel);
    expect(reveal()).toBeTruthy();
  });
});

it('a value that arrives after it was given up is zeroed unseen', async () => {
  const late = new TextEncoder().encode(sentinel);
  let answer: (value: Uint8Array) => void = () => undefined;
  const { unmount } = show(() => new Promise((resolve) => (answer = resolve)));
  clickByKey(reveal());
  unmount();
  answer(late);
  await waitFor(() => expect(late.every((byte) => byte === 0)).toBe(true));
});

it('what went wrong is said, and what to do', async () => {
  show(() => Promise.reject(new VaultError('AuditUnavailable', {})));
  clickByKey(reveal());
  expect((await screen.findByRole('alert')).textContent).toMatch(/record couldn’t be written/);
});

it('a value that can’t be read says why, and asks nothing', () => {
  const load = vi.fn(() => Promise.resolve(new Uint8Array()));
  show(load, 'This version is disabled.');
  const button = reveal();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  button.focus();
  expect(document.activeElement).toBe(button);
  clickByKey(button);
  fireEvent.pointerDown(button, { button: 0 });
  expect(load).not.toHaveBeenCalled();
});

it('what is pressed while a value shows stays under the pointer until the press is over', async () => {
  const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(120);
  show(() => Promise.resolve(new TextEncoder().encode(sentinel)));
  const person = userEvent.setup();
  reveal().focus();
  clickByKey(reveal());
  await screen.findByText(sentinel);
  const kept = () => document.querySelector('[data-kept]');
  await person.pointer({ keys: '[MouseLeft>]', target: screen.getByRole('button', { name: 'elsewhere' }) });
  expect(page()).not.toContain(sentinel);
  expect(kept()).toBeTruthy();
  await person.pointer({ keys: '[/MouseLeft]' });
  await waitFor(() => expect(kept()).toBeNull());
  height.mockRestore();
});
