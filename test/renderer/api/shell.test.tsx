import { act, renderHook } from '@testing-library/react';
import { useCallback, type ReactNode } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { defaultPreference, type FromShell, type ToShell } from '../../../app/contract/bridge.ts';
import { openShellPort } from '../../../renderer/api/bridge.ts';
import { ClientContext, useClient } from '../../../renderer/api/client-context.tsx';
import { ShellContext, useShell, useShellCommand, useShellState } from '../../../renderer/api/shell-context.tsx';
import { createShell } from '../../../renderer/api/shell.ts';
import { aWindow } from '../../support/a-window.ts';

function aShell() {
  const posted: ToShell[] = [];
  const made = createShell((message) => posted.push(message));
  const wrapper = ({ children }: { children: ReactNode }) => <ShellContext value={made.shell}>{children}</ShellContext>;
  return { ...made, posted, wrapper };
}

describe('the shell around the page', () => {
  test('says how the window looked and why the last page ended', () => {
    const { receive, wrapper } = aShell();
    const { result } = renderHook(useShellState, { wrapper });
    expect(result.current).toMatchObject({ welcomed: false, preference: defaultPreference });

    act(() => receive({ kind: 'welcome', preference: { ...defaultPreference, appearance: 'dark' }, after: 'locked' }));

    expect(result.current).toMatchObject({ welcomed: true, preference: { appearance: 'dark' }, after: 'locked' });
  });

  test('keeps a changed preference, which shows at once', () => {
    const { shell, posted, wrapper } = aShell();
    const { result } = renderHook(useShellState, { wrapper });

    act(() => shell.setPreference({ railCollapsed: true }));

    expect(result.current.preference).toEqual({ ...defaultPreference, railCollapsed: true });
    expect(posted).toEqual([{ kind: 'preference', preference: { ...defaultPreference, railCollapsed: true } }]);
  });

  test('is told when a value is on the clipboard, so that it can empty it, and tells what became of it', () => {
    const { shell, receive, posted } = aShell();
    const mark = { key: 'k'.repeat(43), mac: 'm'.repeat(43) };
    const heard = vi.fn<(outcome: string) => void>();
    const stop = shell.onClipboard(heard);
    shell.copied(20_000, mark);
    expect(posted).toEqual([{ kind: 'copied', clearAfterMs: 20_000, mark }]);
    receive({ kind: 'clipboard', outcome: 'other' });
    stop();
    receive({ kind: 'clipboard', outcome: 'emptied' });
    expect(heard.mock.calls).toEqual([['other']]);
  });

  test('passes on what menu and keys ask for, for as long as somebody listens', () => {
    const { receive, wrapper } = aShell();
    const asked = vi.fn<(command: string) => void>();
    const { unmount } = renderHook(() => useShellCommand(useCallback((command) => asked(command), [])), { wrapper });

    receive({ kind: 'command', command: 'palette' });
    unmount();
    receive({ kind: 'command', command: 'lock' });

    expect(asked.mock.calls).toEqual([['palette']]);
  });

  test('says that the engine left, and why no other follows', () => {
    const { depart, wrapper } = aShell();
    const { result } = renderHook(useShellState, { wrapper });

    act(() => depart('stopped', { code: 'StoreInUse', detail: '' }));

    expect(result.current).toMatchObject({ departure: 'stopped', refusal: { code: 'StoreInUse' } });
  });
});

describe('the bridge', () => {
  const received = (text: string) => {
    const messages: FromShell[] = [];
    const refused = vi.fn<() => void>();
    openShellPort({ post: () => undefined, receive: (receiver) => receiver(text) }).receive((message) => messages.push(message), refused);
    return { messages, refusals: refused.mock.calls.length };
  };

  test('brings messages of the shell', () => {
    expect(received('{"kind":"departed","departure":"sealed"}')).toEqual({
      messages: [{ kind: 'departed', departure: 'sealed' }],
      refusals: 0,
    });
  });

  test.each(['', '{', 'null', '{"kind":"eval"}', '{"kind":"departed","departure":"bored"}'])('refuses %j', (text) => {
    expect(received(text)).toEqual({ messages: [], refusals: 1 });
  });
});

test('a page asks the engine through its context, and a piece outside of one is a bug', async () => {
  const window = aWindow({ SessionDelete: () => ({}) });
  const wrapper = ({ children }: { children: ReactNode }) => <ClientContext value={window.client}>{children}</ClientContext>;
  const { result } = renderHook(useClient, { wrapper });

  await expect(result.current.call('SessionDelete', {})).resolves.toEqual({});

  expect(() => renderHook(useClient)).toThrow('useClient outside ClientContext');
  expect(() => renderHook(useShell)).toThrow('useShell outside ShellContext');
});
