import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPreference, type FromShell } from '../../../app/contract/bridge.ts';
import { createWindowRelay, type WindowRelay } from '../../../main/shell/window-relay.ts';

describe('the relay between window and engine', () => {
  let relay: WindowRelay;
  let heard: [number, FromShell][];
  const engine = { pid: vi.fn(), send: vi.fn(), lock: vi.fn(), retry: vi.fn(), stop: vi.fn() };
  const shell = {
    engine: 'fake',
    show: vi.fn(),
    post: (page: number, text: string) => void heard.push([page, JSON.parse(text)]),
    endPage: vi.fn<() => Promise<void>>(),
    renew: vi.fn<() => Promise<void>>(),
    clearClipboard: vi.fn(),
    focus: vi.fn(),
    close: vi.fn(),
  };
  const clipboard = { clearAfter: vi.fn(), clearNow: vi.fn() };
  const [setPreference, closed, note] = [vi.fn(), vi.fn(), vi.fn()];

  beforeEach(() => {
    vi.resetAllMocks();
    heard = [];
    engine.send.mockReturnValue(true);
    for (const end of [shell.endPage, shell.renew]) end.mockResolvedValue();
    relay = createWindowRelay({
      engineProcess: () => engine,
      shell: () => shell,
      preference: () => defaultPreference,
      setPreference,
      clipboard,
      note,
      closed,
    });
  });

  const say = (page: number, message: object): void => relay.window.pageMessage(page, JSON.stringify(message));
  const open = (page: number): void => {
    relay.window.pageLoaded(page);
    say(page, { kind: 'hello' });
  };
  const welcomes = (): FromShell[] => heard.map(([, message]) => message).filter(({ kind }) => kind === 'welcome');

  it('welcomes a page and tells the engine of it once both are there', () => {
    relay.window.pageLoaded(1);
    relay.engine.ready();
    expect(engine.send).not.toHaveBeenCalled();
    say(1, { kind: 'hello' });
    expect(heard).toEqual([[1, { kind: 'welcome', preference: defaultPreference }]]);
    expect(engine.send.mock.calls).toEqual([[{ kind: 'page-opened', page: 1 }]]);
  });

  it('tells a late engine of a page that waits, and greets once', () => {
    open(1);
    say(1, { kind: 'hello' });
    expect(engine.send).not.toHaveBeenCalled();
    relay.engine.ready();
    expect(engine.send.mock.calls).toEqual([[{ kind: 'page-opened', page: 1 }]]);
    expect(welcomes()).toHaveLength(1);
  });

  it('carries texts both ways, unread, for the page that stands', () => {
    open(1);
    relay.engine.ready();
    say(1, { kind: 'engine', text: 'sealed' });
    expect(engine.send).toHaveBeenLastCalledWith({ kind: 'page', page: 1, text: 'sealed' });
    relay.engine.page(1, 'answer');
    relay.engine.page(2, 'for nobody');
    expect(heard.slice(1)).toEqual([[1, { kind: 'engine', text: 'answer' }]]);
  });

  it('drops what a page says that is not the one that stands', () => {
    relay.engine.ready();
    open(1);
    open(2);
    engine.send.mockClear();
    say(1, { kind: 'engine', text: 'late' });
    expect(engine.send).not.toHaveBeenCalled();
  });

  it('keeps nothing for the engine before it is told of the page', () => {
    open(1);
    say(1, { kind: 'engine', text: 'early' });
    relay.engine.ready();
    expect(engine.send.mock.calls).toEqual([[{ kind: 'page-opened', page: 1 }]]);
  });

  it.each(['locked', 'crashed', 'stopped'] as const)(
    'ends the page’s process when the engine leaves %s, and tells the next page why',
    (departure) => {
      relay.engine.ready();
      open(1);
      relay.engine.departed(departure);
      expect(shell.endPage).toHaveBeenCalledTimes(1);
      relay.window.pageGone(1, 'ended');
      relay.engine.ready();
      open(2);
      expect(welcomes().at(-1)).toMatchObject({ after: departure });
      // The engine that knew the page is gone; the next one never heard of it.
      expect(engine.send.mock.calls.flat().filter(({ kind }) => kind === 'page-closed')).toEqual([]);
      open(3);
      expect(welcomes().at(-1)).not.toHaveProperty('after');
    },
  );

  it('opens a fresh page to the same engine when that locks and goes on', () => {
    relay.engine.ready();
    open(1);
    relay.engine.locked();
    expect(heard.at(-1)).toEqual([1, { kind: 'departed', departure: 'locked' }]);
    expect(shell.endPage).toHaveBeenCalledTimes(1);
    say(1, { kind: 'engine', text: 'still here' });
    relay.window.pageGone(1, 'ended');
    open(2);
    expect(welcomes().at(-1)).toMatchObject({ after: 'locked' });
    const sent = engine.send.mock.calls.flat();
    expect(sent).toEqual([
      { kind: 'page-opened', page: 1 },
      { kind: 'page-closed', page: 1 },
      { kind: 'page-opened', page: 2 },
    ]);
  });

  it('ends all that drew the window when the engine is sealed', () => {
    relay.engine.ready();
    open(1);
    relay.engine.departed('sealed');
    expect(shell.renew).toHaveBeenCalledTimes(1);
    expect(shell.endPage).not.toHaveBeenCalled();
  });

  it('leaves a page alone that no engine knew', () => {
    open(1);
    relay.engine.departed('crashed');
    expect(shell.endPage).not.toHaveBeenCalled();
    relay.engine.ready();
    expect(engine.send.mock.calls).toEqual([[{ kind: 'page-opened', page: 1 }]]);
  });

  it('hears nothing more from a page that is being ended, and ends it once', () => {
    relay.engine.ready();
    open(1);
    relay.engine.departed('locked');
    engine.send.mockClear();
    relay.engine.ready();
    say(1, { kind: 'engine', text: 'still here' });
    say(1, { kind: 'nonsense' });
    expect(engine.send).not.toHaveBeenCalled();
    expect(shell.endPage).toHaveBeenCalledTimes(1);
  });

  it('closes all when a page cannot be ended', async () => {
    relay.engine.ready();
    open(1);
    const problem = new Error('no such process');
    shell.endPage.mockRejectedValue(problem);
    relay.engine.departed('locked');
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(problem));
  });

  it.each([
    '',
    '{',
    '[]',
    '{"kind":"unknown"}',
    '{"kind":"hello","extra":1}',
    '{"kind":"engine","text":7}',
    '{"kind":"copied","clearAfterMs":-1}',
  ])('ends a page that says %s', (text) => {
    relay.engine.ready();
    open(1);
    relay.window.pageMessage(1, text);
    expect(shell.endPage).toHaveBeenCalledTimes(1);
    relay.window.pageGone(1, 'ended');
    expect(engine.send).toHaveBeenLastCalledWith({ kind: 'page-closed', page: 1 });
  });

  it('ends a page that the engine expels, or that floods it', () => {
    relay.engine.ready();
    open(1);
    relay.engine.expelled(1);
    expect(shell.endPage).toHaveBeenCalledTimes(1);
    relay.window.pageGone(1, 'ended');
    open(2);
    engine.send.mockReturnValue(false);
    say(2, { kind: 'engine', text: 'one too many' });
    expect(shell.endPage).toHaveBeenCalledTimes(2);
  });

  it('tells the engine of a page that was left, and the next page of one that crashed', () => {
    relay.engine.ready();
    open(1);
    relay.window.pageGone(1, 'left');
    expect(engine.send).toHaveBeenLastCalledWith({ kind: 'page-closed', page: 1 });
    expect(clipboard.clearNow).not.toHaveBeenCalled();
    open(2);
    relay.window.pageGone(2, 'crashed');
    expect(clipboard.clearNow).toHaveBeenCalledTimes(1);
    open(3);
    expect(welcomes().map((message) => 'after' in message && message.after)).toEqual([false, false, 'crashed']);
  });

  it('shows why no engine comes, and tries again with the next page', () => {
    open(1);
    relay.engine.refused('StoreNewer', 'found 9');
    expect(heard.at(-1)).toEqual([1, { kind: 'departed', departure: 'stopped', refusal: { code: 'StoreNewer', detail: 'found 9' } }]);
    expect(engine.retry).not.toHaveBeenCalled();
    open(2);
    expect(engine.retry).toHaveBeenCalledTimes(1);
  });

  it('shows a page that comes later why no engine comes', () => {
    relay.window.pageLoaded(1);
    relay.engine.refused('StoreNewer', 'found 9');
    say(1, { kind: 'hello' });
    expect(engine.retry).toHaveBeenCalledTimes(1);
  });

  it('hands on preferences, copied values, locking and wishes', () => {
    relay.engine.ready();
    open(1);
    const preference = { appearance: 'dark', railCollapsed: true, detailPercent: 50 } as const;
    say(1, { kind: 'preference', preference });
    expect(setPreference).toHaveBeenCalledWith(preference);
    const mark = { key: 'k'.repeat(43), mac: 'm'.repeat(43) };
    say(1, { kind: 'copied', clearAfterMs: 30_000, mark });
    expect(clipboard.clearAfter).toHaveBeenCalledWith(30_000, mark);
    relay.cleared('other');
    expect(heard.at(-1)).toEqual([1, { kind: 'clipboard', outcome: 'other' }]);
    relay.lock('computer-asleep');
    expect(engine.lock).toHaveBeenCalledWith('computer-asleep');
    relay.command('palette');
    expect(heard.at(-1)).toEqual([1, { kind: 'command', command: 'palette' }]);
  });
});
