import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { _electron, expect } from '@playwright/test';
import { findElectron } from '../../main/setup/electron-binary.js';
import type { Console, Place } from './console.ts';

const root = join(import.meta.dirname, '../..');

/** Electron's binary, where it was had. */
export const electronPath = (): string | undefined => findElectron(root, { platform: process.platform, env: process.env });

/** Starts the window in Electron. */
export async function openElectronConsole({ data, state }: Place): Promise<Console> {
  const lines: string[] = [];
  const executablePath = electronPath();
  if (executablePath === undefined) throw new Error('Electron is not here');
  const app = await _electron.launch({
    executablePath,
    args: [join(root, 'dist/main/electron.js'), '--node', process.execPath, '--data', data],
    env: { ...process.env, XDG_STATE_HOME: state },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const shell = app.process();
  for (const stream of [shell.stdout, shell.stderr]) stream?.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n')));
  const gone = once(shell, 'exit');
  const live = () => app.windows().findLast((page) => !page.isClosed());
  return {
    data,
    shell,
    lines,
    async attach() {
      await expect.poll(() => live() !== undefined).toBe(true);
      return live() ?? (await app.firstWindow());
    },
    renewed: async () => void (await app.waitForEvent('window')),
    async close() {
      await app.close();
      await gone;
      return shell.exitCode;
    },
    async kill() {
      shell.kill('SIGKILL');
      if (shell.exitCode === null && shell.signalCode === null) await gone;
    },
  };
}
