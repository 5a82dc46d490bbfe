import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { amount, patienceMs } from './amount.ts';
import { checkStore } from './check.ts';
import { between, createRandom, drawSeed, type Random } from './random.ts';
import { runProgram, writerCommand, type RunOptions } from './writer-process.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-kill-'));
  folders.push(folder);
  return folder;
}

/** Kills at a random moment: one time in four while it opens or makes the store, else some microseconds after some acknowledgement. */
function killing(random: Random): RunOptions {
  const kill = (child: ChildProcess, delayMs: number) => setTimeout(() => child.kill('SIGKILL'), delayMs);
  if (random() < 0.25) return { onStart: (child) => kill(child, random() * 400) };
  const acknowledgements = between(random, 0, 60);
  let seen = 0;
  return {
    onLine: (line, child) => {
      if (line !== 'READY' && !line.startsWith('ACK ')) return;
      if (seen === acknowledgements) kill(child, random() * 3);
      seen += 1;
    },
  };
}

test(
  `a writer killed at any of ${amount.kills} moments loses nothing that it acknowledged, and opens again at once`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    let folder = aFolder();
    let acknowledged = -1;
    let total = 0;
    for (let kill = 0; kill < amount.kills; kill += 1) {
      if (kill % 10 === 0) {
        folder = aFolder();
        acknowledged = -1;
      }
      // A small session, so that closing and opening are hit as well.
      const outcome = await runProgram(writerCommand({ directory: join(folder, 'data'), session: 40 }), killing(random));
      expect(outcome).toMatchObject({ signal: 'SIGKILL', errorText: '' });
      expect(outcome.lines.filter((line) => line.startsWith('REFUSED'))).toEqual([]);
      total += outcome.lines.filter((line) => line.startsWith('ACK')).length;
      acknowledged = Math.max(acknowledged, outcome.acknowledged);
      const finding = acknowledged < 0 ? { faults: [] } : await checkStore(join(folder, 'data'), acknowledged);
      expect(finding.faults).toEqual([]);
    }
    console.info(`${amount.kills} kills, ${total} acknowledged writes, none lost`);
    expect(total).toBeGreaterThan(amount.kills);
  },
);
