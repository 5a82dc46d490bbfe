import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { amount, patienceMs } from './amount.ts';
import { checkStore } from './check.ts';
import { createRandom, drawSeed, type Random } from './random.ts';
import { runProgram, writerCommand, type WriterOutcome } from './writer-process.ts';

const { EIO, ENOSPC } = constants.errno;

const shimFolder = mkdtempSync(join(tmpdir(), 'strongroom-shim-'));
const shim = join(shimFolder, 'fault-shim.so');
beforeAll(() => {
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, fileURLToPath(new URL('fault-shim.c', import.meta.url)), '-ldl']);
});
afterAll(() => rmSync(shimFolder, { recursive: true, force: true }));

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Fault {
  /** Which call fails, from 1; 0 for none. */
  readonly call: number;
  readonly error: number;
  readonly sticky: boolean;
  readonly syncOnly: boolean;
  /** The one file whose calls count; else all do. */
  readonly fileName?: string;
}

/** What the writer does; the folder is a new one unless it is named. */
interface Plan extends Fault {
  readonly deeds?: number;
  readonly directory?: string;
}

const refusal = 'REFUSED StoreUnavailable io';

interface FaultyRun {
  readonly directory: string;
  readonly outcome: WriterOutcome;
  /** How many calls could have failed. */
  readonly calls: number;
}

async function runWith(fault: Plan): Promise<FaultyRun> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-fault-'));
  folders.push(folder);
  const directory = fault.directory ?? join(folder, 'data');
  const count = join(folder, 'count');
  const outcome = await runProgram(
    writerCommand({ directory, deeds: fault.deeds ?? 60, session: fault.fileName === undefined ? 45 : 1000 }),
    {
      environment: {
        LD_PRELOAD: shim,
        FAULT_DIRECTORY: directory,
        FAULT_COUNT: count,
        FAULT_CALL: String(fault.call),
        FAULT_ERRNO: String(fault.error),
        ...(fault.sticky ? { FAULT_STICKY: '1' } : {}),
        ...(fault.fileName === undefined ? {} : { FAULT_FILE: join(directory, fault.fileName) }),
        ...(fault.syncOnly ? { FAULT_SYNC_ONLY: '1' } : {}),
      },
    },
  );
  return { directory, outcome, calls: Number(readFileSync(count, 'utf8')) };
}

/** Every refusal is one that the house knows, and the program came to its own end. */
function expectOrderly(outcome: WriterOutcome, fault: Fault): void {
  const strange = outcome.lines.filter(
    (line) => line.startsWith('REFUSED') && !/^REFUSED (StoreUnavailable (io|full)|StoreDamaged) ?$/.test(line),
  );
  expect({
    fault,
    strange,
    exitCode: outcome.exitCode,
    signal: outcome.signal,
    last: outcome.lines.at(-1),
    errorText: outcome.errorText,
  }).toEqual({
    fault,
    strange: [],
    exitCode: 0,
    signal: null,
    last: 'DONE',
    errorText: '',
  });
}

async function expectNothingLost({ directory, outcome }: FaultyRun, fault: Fault): Promise<void> {
  const finding = await checkStore(directory, outcome.acknowledged);
  // Before the first acknowledgement a store that was never finished may be found: it is discarded and made anew.
  const faults = outcome.acknowledged < 0 ? [] : finding.faults;
  expect({ fault, faults }).toEqual({ fault, faults: [] });
}

/** After an I/O failure nothing is acknowledged until the store was opened anew. */
function expectRefusalUntilReopened(lines: readonly string[]): void {
  let failed = false;
  for (const line of lines) {
    if (line === refusal) failed = true;
    if (line === 'READY') failed = false;
    if (failed) expect(line).not.toMatch(/^ACK/);
  }
}

const positions = (calls: number, random: Random): number[] =>
  Array.from({ length: Math.min(amount.faultPositions, calls) }, (_, at, step = calls / Math.min(amount.faultPositions, calls)) =>
    Math.min(calls, 1 + Math.floor((at + random()) * step)),
  );

const none: Fault = { call: 0, error: 0, sticky: false, syncOnly: false };

test(
  `a call that fails once, at ${amount.faultPositions} positions, loses nothing acknowledged and is answered by a known error`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const { calls } = await runWith(none);
    for (const call of positions(calls, random)) {
      const fault: Fault = { call, error: random() < 0.5 ? EIO : ENOSPC, sticky: false, syncOnly: false };
      const run = await runWith(fault);
      expectOrderly(run.outcome, fault);
      expectRefusalUntilReopened(run.outcome.lines);
      await expectNothingLost(run, fault);
      // Afterwards the work was done to its end.
      expect({ fault, acknowledged: run.outcome.acknowledged >= 59 }).toEqual({ fault, acknowledged: true });
    }
  },
);

test(
  `a disk that fails for good, at ${amount.faultPositions} positions, loses nothing acknowledged and hangs nothing`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const { calls } = await runWith(none);
    for (const call of positions(calls, random)) {
      const fault: Fault = { call, error: random() < 0.5 ? EIO : ENOSPC, sticky: true, syncOnly: false };
      const run = await runWith(fault);
      expectOrderly(run.outcome, fault);
      expectRefusalUntilReopened(run.outcome.lines);
      await expectNothingLost(run, fault);
    }
  },
);

test(
  `a sync that fails once, at ${amount.faultPositions} positions, ends all work until the store is opened anew`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const { calls } = await runWith({ ...none, syncOnly: true });
    let refusing = 0;
    for (const call of positions(calls, random)) {
      const fault: Fault = { call, error: EIO, sticky: false, syncOnly: true };
      const run = await runWith(fault);
      expectOrderly(run.outcome, fault);
      expectRefusalUntilReopened(run.outcome.lines);
      await expectNothingLost(run, fault);
      // The writer asks three times of a store that failed: each time it was refused.
      if (run.outcome.lines.filter((line) => line === refusal).length >= 3) refusing += 1;
    }
    expect(refusing).toBeGreaterThan(0);
  },
);

test('a sync that fails under a checkpoint, which SQLite would keep to itself, ends all work too', { timeout: patienceMs }, async () => {
  const fault: Fault = { call: 1, error: EIO, sticky: false, syncOnly: true, fileName: 'strongroom.db' };
  const made = await runWith({ ...none, deeds: 1 });
  const run = await runWith({ ...fault, deeds: 150, directory: made.directory });
  expectOrderly(run.outcome, fault);
  await expectNothingLost(run, fault);
  const { lines } = run.outcome;
  const first = lines.indexOf(refusal);
  // The deed that the checkpoint followed was durable and was answered.
  expect(lines[first - 1]).toMatch(/^ACK/);
  expect(lines.slice(first, first + 4)).toEqual([refusal, refusal, refusal, 'READY']);
  expect(run.outcome.acknowledged).toBe(150);
});
