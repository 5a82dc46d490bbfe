import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { amount, patienceMs } from './amount.ts';
import { between, createRandom, drawSeed } from './random.ts';
import { runProgram } from './writer-process.ts';

const program = fileURLToPath(new URL('full-disk-writer.ts', import.meta.url));

test(
  `a full disk (${amount.fullDisks} sizes) refuses deeds whole, and the store goes on by itself once there is room`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    for (let turn = 0; turn < amount.fullDisks; turn += 1) {
      const sizeKiB = between(random, 5_000, 16_000);
      const mount = mkdtempSync(join(tmpdir(), 'strongroom-full-'));
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', program, '--mount', mount, '--sizeKiB', String(sizeKiB)];
      const outcome = await runProgram(['unshare', '-Urm', ...node]);
      rmSync(mount, { recursive: true, force: true });

      expect({ sizeKiB, exitCode: outcome.exitCode, errorText: outcome.errorText }).toEqual({ sizeKiB, exitCode: 0, errorText: '' });
      const freed = outcome.lines.indexOf('FREED');
      expect(outcome.lines.slice(0, freed).filter((line) => line.startsWith('REFUSED'))).toEqual([
        'REFUSED StoreUnavailable full',
        'REFUSED StoreUnavailable full',
      ]);
      const after = outcome.lines.slice(freed + 1, -1);
      expect(after.filter((line) => !line.startsWith('ACK'))).toEqual([]);
      expect(after).toHaveLength(20);
      expect(outcome.lines.at(-1)).toBe(`FOUND ${JSON.stringify({ deeds: outcome.acknowledged + 1, faults: [] })}`);
    }
  },
);
