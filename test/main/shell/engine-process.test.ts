import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineCommand, engineEnvironment } from '../../../main/shell/engine-command.ts';
import { type EngineProcess, superviseEngine } from '../../../main/shell/engine-process.ts';
import { openLogFile } from '../../../main/shell/log-file.ts';
import { commandLine, isAlive } from './support/process-tree.ts';

const scripted = join(import.meta.dirname, 'support/scripted-engine.js');
const patience = { timeout: 15_000, interval: 20 };

describe('the engine under its supervisor', () => {
  let data: string;
  let engine: EngineProcess;
  const report = { ready: vi.fn(), page: vi.fn(), expelled: vi.fn(), locked: vi.fn(), departed: vi.fn(), refused: vi.fn() };

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'strongroom-engine-'));
    vi.resetAllMocks();
  });

  afterEach(() => engine.stop());

  const start = (entry: string, args: string[] = []): void => {
    engine = superviseEngine(
      {
        command: engineCommand({ node: process.execPath, entry, args: ['--data', data, ...args] }),
        environment: engineEnvironment({ ...process.env, NODE_OPTIONS: '--no-warnings', LD_PRELOAD: '', SSLKEYLOGFILE: '/x', LC_ALL: 'C' }),
        log: openLogFile(join(data, 'engine.log')),
        graceMs: 500,
      },
      report,
    );
  };
  const untilReady = (times: number): Promise<void> => vi.waitFor(() => expect(report.ready).toHaveBeenCalledTimes(times), patience);
  const wish = (text: string): boolean => engine.send({ kind: 'page', page: 7, text });
  const journal = (): { kind: string; env?: string[]; args?: string[] }[] =>
    readFileSync(join(data, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('relays between pages and the engine', async () => {
    start(scripted);
    await untilReady(1);
    wish('hello');
    await vi.waitFor(() => expect(report.page).toHaveBeenCalledWith(7, 'echo hello'), patience);
    wish('expel');
    await vi.waitFor(() => expect(report.expelled).toHaveBeenCalledWith(7), patience);
  });

  it('knows only what it may of the environment, and keeps its words in the log', async () => {
    start(scripted);
    await untilReady(1);
    const [{ env, args } = {}] = journal();
    expect(env).toContain('LC_ALL');
    expect(env).toContain('HOME');
    expect(env?.filter((name) => /NODE_OPTIONS|LD_PRELOAD|SSLKEYLOGFILE|npm_|VITEST/.test(name))).toEqual([]);
    expect(args).toEqual(['--data', data]);
    await vi.waitFor(() => expect(readFileSync(join(data, 'engine.log'), 'utf8')).toContain('scripted engine is up'), patience);
  });

  it.runIf(process.platform === 'linux')('leaves no core dump and opens no debugger', async () => {
    start(scripted);
    await untilReady(1);
    const pid = engine.pid() ?? 0;
    expect(readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/Max core file size\s+[01]\s+[01]\s/);
    expect(commandLine(pid)).toContain('--disable-sigusr1');
    process.kill(pid, 'SIGUSR1');
    wish('still here');
    await vi.waitFor(() => expect(report.page).toHaveBeenCalledWith(7, 'echo still here'), patience);
    expect(readFileSync(join(data, 'engine.log'), 'utf8')).not.toContain('Debugger');
  });

  it.each([
    ['lock', 'locked'],
    ['seal', 'sealed'],
    ['crash', 'crashed'],
  ])('is followed by a fresh one after %s', async (word, departure) => {
    start(scripted);
    await untilReady(1);
    const first = engine.pid() ?? 0;
    wish(word);
    await untilReady(2);
    expect(report.departed.mock.calls).toEqual([[departure]]);
    expect(isAlive(first)).toBe(false);
    expect(engine.pid()).not.toBe(first);
  });

  it('is killed when it says that it leaves and stays', async () => {
    start(scripted);
    await untilReady(1);
    const first = engine.pid() ?? 0;
    wish('linger');
    await untilReady(2);
    expect(report.departed.mock.calls).toEqual([['locked']]);
    expect(isAlive(first)).toBe(false);
  });

  it('is killed when it does not lock on demand, which then counts as locked', async () => {
    start(scripted);
    await untilReady(1);
    wish('deafen');
    engine.lock('computer-locked');
    await untilReady(2);
    expect(report.departed.mock.calls).toEqual([['locked']]);
  });

  it('goes on as the same one when it locks and serves on, and still ends with the shell', async () => {
    start(scripted, ['--serve']);
    await untilReady(1);
    const first = engine.pid();
    engine.lock('computer-locked');
    await vi.waitFor(() => expect(report.locked).toHaveBeenCalledTimes(1), patience);
    // Past the time after which one that says nothing is killed.
    wish('later');
    await vi.waitFor(() => expect(report.page).toHaveBeenCalledWith(7, 'much later'), patience);
    expect(engine.pid()).toBe(first);
    expect(report.departed).not.toHaveBeenCalled();
    await engine.stop();
    expect(isAlive(first ?? 0)).toBe(false);
    expect(journal().at(-1)).toMatchObject({ kind: 'lock', cause: 'shell-closed' });
  });

  it('is ended when it says what is no message', async () => {
    start(scripted);
    await untilReady(1);
    wish('babble');
    await untilReady(2);
    expect(report.departed.mock.calls).toEqual([['crashed']]);
  });

  it('takes no more than it reads', async () => {
    start(scripted);
    await untilReady(1);
    wish('deafen');
    const text = 'x'.repeat(1_500_000);
    const taken = Array.from({ length: 40 }, () => wish(text));
    expect(taken).toContain(true);
    expect(taken.at(-1)).toBe(false);
  });

  it('is not started for ever when it cannot start, and again on demand', async () => {
    start(join(data, 'no-such-engine.js'));
    await vi.waitFor(() => expect(report.refused).toHaveBeenCalledTimes(1), patience);
    expect(report.refused.mock.calls[0]?.[1]).toContain(join(data, 'engine.log'));
    expect(report.ready).not.toHaveBeenCalled();
    expect(engine.pid()).toBeUndefined();
    engine.retry();
    expect(engine.pid()).toBeDefined();
  });

  it('is ended and not started again when it refuses, until on demand', async () => {
    start(scripted, ['--refuse']);
    await vi.waitFor(() => expect(report.refused.mock.calls).toEqual([['StoreInUse', '{}']]), patience);
    await vi.waitFor(() => expect(engine.pid()).toBeUndefined(), patience);
    expect(report.departed).not.toHaveBeenCalled();
    engine.retry();
    await vi.waitFor(() => expect(report.refused).toHaveBeenCalledTimes(2), patience);
  });

  it('is told when the shell closes, and is gone when that is done', async () => {
    start(scripted);
    await untilReady(1);
    const pid = engine.pid() ?? 0;
    await engine.stop();
    expect(isAlive(pid)).toBe(false);
    expect(journal().at(-1)).toMatchObject({ kind: 'lock', cause: 'shell-closed' });
    expect(report.departed).not.toHaveBeenCalled();
  });
});
