import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildShell } from './support/build-shell.ts';
import { browserProgram, type Console, patience, startConsole, untilHere } from './support/console.ts';
import { type Display, startDisplay } from './support/display.ts';
import { commandLine, isAlive, listeners, processTree } from './support/process-tree.ts';

describe.skipIf(!browserProgram)('a console on the system browser, as a person starts it', { timeout: 90_000 }, () => {
  let folder: string;
  let display: Display;
  let data: string;
  const running: Console[] = [];

  const start = (args: string[] = []): Console => {
    const one = startConsole(folder, { data, display: display.name, args });
    running.push(one);
    return one;
  };

  beforeAll(async () => {
    [folder, display] = await Promise.all([buildShell(), startDisplay()]);
  }, 90_000);

  afterAll(() => {
    display.close();
    rmSync(folder, { recursive: true });
  });

  afterEach(() => {
    for (const one of running.splice(0)) one.destroy();
  });

  const fresh = (): void => {
    data = mkdtempSync(join(tmpdir(), 'strongroom-data-'));
  };

  it('opens no port, and nobody else can reach its pipe', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const tree = processTree(console.pid);
    expect(tree.length).toBeGreaterThan(4);
    expect(listeners(console.pid)).toEqual([]);
    expect(existsSync(join(data, 'profile', 'DevToolsActivePort'))).toBe(false);
    const browser = tree.find((pid) => commandLine(pid).includes('--remote-debugging-pipe')) ?? 0;
    expect(readlinkSync(`/proc/${browser}/fd/3`)).toMatch(/^socket:/);
    expect(statSync(join(data, 'profile')).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, 'console.sock')).mode & 0o777).toBe(0o600);
  });

  it('closes what another program opens in its profile, and no port opens with it', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    for (const extra of [
      ['--app=https://console.invalid/'],
      ['https://example.invalid/'],
      ['--remote-debugging-port=9333', 'about:blank'],
    ]) {
      const foreign = spawn(browserProgram ?? '', [`--user-data-dir=${join(data, 'profile')}`, '--no-sandbox', ...extra], {
        env: { ...process.env, DISPLAY: display.name },
        stdio: 'ignore',
      });
      await new Promise((resolve) => foreign.once('exit', resolve));
    }
    await vi.waitFor(() => expect(console.log('shell').match(/closed a foreign page/g)).toHaveLength(3), patience);
    expect(listeners(console.pid)).toEqual([]);
    // The page that was there before is still the only one that speaks.
    expect(console.journal().filter(({ kind }) => kind === 'page-opened')).toHaveLength(1);
  });

  it('brings the first window to the front when it is started again on the same data', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain(`already open on ${data}`);
    expect(isAlive(console.pid)).toBe(true);
  });

  it('takes no wish but that from a second start', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const answer = await new Promise<string>((resolve) => {
      const guest = connect(join(data, 'console.sock'), () => guest.end('--data /tmp/elsewhere'));
      let said = '';
      guest.on('data', (chunk) => (said += chunk.toString('utf8')));
      guest.on('close', () => resolve(said));
    });
    expect(answer).toBe('');
    expect(isAlive(console.pid)).toBe(true);
  });

  it('takes the browser and the engine along when the host is killed, and starts again', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const tree = processTree(console.pid);
    process.kill(console.pid, 'SIGKILL');
    await vi.waitFor(() => expect(tree.filter((pid) => isAlive(pid))).toEqual([]), patience);
    const next = start();
    await vi.waitFor(() => expect(next.output()).toContain('ready chromium'), patience);
  });

  it('ends with an error and the browser’s words when the browser dies', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const browser = processTree(console.pid).find((pid) => commandLine(pid).includes('--remote-debugging-pipe')) ?? 0;
    process.kill(browser, 'SIGKILL');
    expect(await console.ended).toBe(1);
    expect(console.output()).toContain('strongroom: the browser is gone');
  });

  it('ends with an error when the browser does not start', async () => {
    fresh();
    const console = startConsole(folder, { data, display: ':9999' });
    running.push(console);
    expect(await console.ended).toBe(1);
    expect(console.output()).toContain('strongroom: the browser did not start');
  });

  it('leaves neither profile nor processes behind when it is told to end', async () => {
    fresh();
    const console = start();
    await untilHere(console);
    const tree = processTree(console.pid);
    process.kill(console.pid, 'SIGTERM');
    expect(await console.ended).toBe(0);
    expect(tree.filter((pid) => isAlive(pid))).toEqual([]);
    expect(readdirSync(data).sort()).toEqual(['journal.jsonl', 'log', 'preference.json']);
    expect(console.journal().at(-1)).toMatchObject({ kind: 'lock', cause: 'shell-closed' });
  });

  it('refuses arguments that it does not know', () => {
    const run = spawnSync(process.execPath, [join(folder, 'dist/main/chromium.js'), '--remote-debugging-port=9222'], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('remote-debugging-port');
  });
});
