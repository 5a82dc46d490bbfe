import { describe, expect, test, vi } from 'vitest';
import type { ToEngine } from '../../../app/contract/link.ts';
import { openShellLink } from '../../../main/rpc/link.ts';

/** Both ends of a link in one process. */
function aLink() {
  const received: ToEngine[] = [];
  const gone = vi.fn<(why: string) => void>();
  const posted: unknown[] = [];
  let deliver: (message: unknown) => void = () => undefined;
  let leave: () => void = () => undefined;
  const closed = vi.fn<() => void>();
  const link = openShellLink({
    port: {
      post: (message) => posted.push(message),
      receive: (receiver) => {
        deliver = receiver;
      },
      gone: (listener) => {
        leave = listener;
      },
      close: closed,
    },
    receive: (message) => received.push(message),
    gone,
  });
  return { link, received, gone, posted, closed, deliver: (message: unknown) => deliver(message), leave: () => leave() };
}

describe('the link to the shell', () => {
  test('brings what the shell says', () => {
    const { deliver, received } = aLink();
    deliver({ kind: 'page-opened', page: 1 });
    deliver({ kind: 'lock', cause: 'computer-locked' });
    expect(received).toEqual([
      { kind: 'page-opened', page: 1 },
      { kind: 'lock', cause: 'computer-locked' },
    ]);
  });

  test.each([
    [undefined],
    ['lock'],
    [{ kind: 'lock' }],
    [{ kind: 'page', page: '1', text: '' }],
    [{ kind: 'page-opened', page: 1, more: 1 }],
  ])('ends when it brings %j, which no shell says', (message) => {
    const { deliver, received, gone } = aLink();
    deliver(message);
    deliver({ kind: 'page-opened', page: 1 });
    expect(gone.mock.calls).toEqual([['malformed']]);
    expect(received).toEqual([]);
  });

  test('tells once that the shell has ended, and says nothing to nobody afterwards', () => {
    const { leave, gone, link, posted } = aLink();
    leave();
    leave();
    link.post({ kind: 'ready' });
    expect(gone.mock.calls).toEqual([['ended']]);
    expect(posted).toEqual([]);
  });

  test('doesn’t call it an end when the engine itself closes it', () => {
    const { leave, gone, link, closed } = aLink();
    link.close();
    leave();
    expect(closed).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
  });
});
