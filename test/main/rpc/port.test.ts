import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openProcessPort } from '../../../main/rpc/port.ts';

const echo = fileURLToPath(new URL('./echo-process.ts', import.meta.url));

test('two processes talk, and the child learns at once that its parent is gone', async () => {
  const child = fork(echo, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const heard = vi.fn<(message: unknown) => void>();
  const port = openProcessPort(child);
  port.receive(heard);

  port.post({ kind: 'ready', text: 'é'.repeat(10) });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ heard: { kind: 'ready', text: 'é'.repeat(10) } }));

  port.close();
  await once(child, 'exit');
  expect(child.exitCode).toBe(17);
  port.post({ kind: 'nobody hears this' });
});

test('a process that was started without a channel has no port', () => {
  const alone = { connected: false, disconnect: () => undefined, on: () => undefined };
  expect(() => openProcessPort(alone)).toThrow('no IPC channel');
});
