import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addTallies, readTally, tallyLine } from '../../main/setup/tally.js';
import { runChild } from '../../main/setup/child.js';
import { aFolder } from './a-folder.ts';

describe('tests are counted', () => {
  const file = (report: unknown): string => join(aFolder({ 'report.json': JSON.stringify(report) }), 'report.json');

  it('from what Vitest writes', () => {
    const report = file({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(readTally('vitest', report, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('from what Playwright writes; one that passed at the second try has failed', () => {
    const report = file({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } });
    expect(readTally('playwright', report, 1)).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  it('as one failure when a runner fails without saying which test did', () => {
    expect(readTally('vitest', file({ numPassedTests: 7 }), 1)).toMatchObject({ passed: 7, failed: 1 });
    expect(readTally('playwright', join(aFolder(), 'never-written.json'), 124)).toMatchObject({ passed: 0, failed: 1 });
    expect(readTally('playwright', join(aFolder({ half: '{"stats":' }), 'half'), 137)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('together, on one line', () => {
    const some = { passed: 3, failed: 1, skipped: 0 };
    expect(tallyLine(addTallies([some, some]))).toBe('6 passed, 2 failed');
    expect(tallyLine({ ...some, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});

describe('a program that is run', () => {
  const node = (script: string, option = {}): Promise<number> => runChild(process.execPath, ['-e', script], { stdio: 'ignore', ...option });

  it('hands on its exit code', async () => {
    expect(await node('process.exit(7)')).toBe(7);
  });

  it('hands on the signal that ended it', async () => {
    expect(await node("process.kill(process.pid, 'SIGTERM')")).toBe(143);
  });

  it('is ended with all that it started, past its deadline', async () => {
    expect(
      await node("require('node:child_process').spawnSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])", { deadlineMs: 300 }),
    ).toBe(124);
  });

  it('is told apart when it cannot be started', async () => {
    expect(await runChild(join(aFolder(), 'nothing'), [])).toBe(127);
  });
});
