import { describe, expect, it, vi } from 'vitest';
import { fits } from '../../../main/shell/clipboard-mark.ts';
import { createClipboardTimer } from '../../../main/shell/clipboard-timer.ts';
import { aMark } from './support/a-mark.ts';

describe('a value on the clipboard', () => {
  it('is known again by its mark, whatever a clipboard makes of its line ends and NULs', () => {
    expect(fits(aMark('two\nlines'), 'two\r\nlines')).toBe(true);
    expect(fits(aMark('two\nlines'), 'two\rlines')).toBe(true);
    expect(fits(aMark('cut'), 'cut\0 here')).toBe(true);
    expect(fits(aMark('two\nlines'), 'two lines')).toBe(false);
    expect(fits(aMark('a value'), '')).toBe(false);
  });

  const [a, b] = [aMark('a'), aMark('b')];
  const aTimer = (clear: () => Promise<boolean>) => {
    const deps = { clear: vi.fn(clear), cleared: vi.fn(), note: vi.fn() };
    return { ...deps, timer: createClipboardTimer(deps) };
  };

  it('is taken off once, when the window closes before its time', async () => {
    const { timer, clear, cleared } = aTimer(async () => true);
    timer.clearAfter(300_000, a);
    await timer.close();
    await timer.close();
    expect(clear.mock.calls).toEqual([[a]]);
    expect(cleared.mock.calls).toEqual([['emptied']]);
  });

  it('is of the last copy, whose time counts', async () => {
    const { timer, clear, cleared } = aTimer(async () => false);
    timer.clearAfter(300_000, a);
    timer.clearAfter(0, b);
    await vi.waitFor(() => expect(cleared).toHaveBeenCalledWith('other'));
    await timer.close();
    expect(clear.mock.calls).toEqual([[b]]);
  });

  it('that is being taken off is waited for on exit', async () => {
    const reached = Promise.withResolvers<boolean>();
    const { timer, cleared } = aTimer(() => reached.promise);
    timer.clearAfter(300_000, a);
    timer.clearNow();
    const closed = timer.close();
    reached.resolve(true);
    await closed;
    expect(cleared).toHaveBeenCalledWith('emptied');
  });

  it('that cannot be reached is told of, and noted', async () => {
    const { timer, cleared, note } = aTimer(() => Promise.reject(new Error('refused')));
    timer.clearAfter(300_000, a);
    await timer.close();
    expect(cleared).toHaveBeenCalledWith('failed');
    expect(note).toHaveBeenCalledWith('the clipboard was not emptied: Error: refused');
  });
});
