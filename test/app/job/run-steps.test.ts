import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import { runSteps } from '../../../app/job/run-steps.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const never = new AbortController().signal;

/** Steps that end when the test lets them. */
function heldSteps() {
  const held = new Map<number, () => void>();
  return {
    held,
    run: (step: number) => new Promise<number>((resolve) => held.set(step, () => resolve(step))),
    async started(count: number) {
      while (held.size < count) await Promise.resolve();
    },
  };
}

async function collect<T>(reports: AsyncIterable<readonly T[]>): Promise<T[][]> {
  const collected: T[][] = [];
  for await (const report of reports) collected.push([...report]);
  return collected;
}

describe('steps of a job', () => {
  it('are reported in their order, whichever ends first, and no more than 200 together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 900 }), fc.infiniteStream(fc.integer({ min: 0, max: 5 })), async (count, turns) => {
        const clock = createSettableClock();
        const run = async (step: number) => {
          for (let left = turns.next().value; left > 0; left -= 1) await Promise.resolve();
          return step * 2;
        };
        const reports = await collect(runSteps({ clock, signal: never }, upTo(count), run));
        expect(reports.flat()).toEqual(upTo(count).map((step) => ({ step, output: step * 2 })));
        expect(Math.max(0, ...reports.map((report) => report.length))).toBeLessThanOrEqual(200);
      }),
      { numRuns: 30 },
    );
  });

  it('are no more than 128 on their way at once', async () => {
    let running = 0;
    let most = 0;
    const run = async () => {
      most = Math.max(most, (running += 1));
      await tick();
      running -= 1;
    };
    await collect(runSteps({ clock: createSettableClock(), signal: never }, upTo(1_000), run));
    expect(most).toBe(128);
  });

  it('that are slow are reported when 100 ms have passed', async () => {
    const clock = createSettableClock();
    const { held, run, started } = heldSteps();
    const reports = runSteps({ clock, signal: never }, upTo(3), run);
    const first = reports.next();
    await started(3);
    held.get(0)?.();
    held.get(2)?.();
    await Promise.resolve();
    clock.pass(100);
    expect((await first).value).toEqual([{ step: 0, output: 0 }]);
    held.get(1)?.();
    expect((await reports.next()).value).toEqual([
      { step: 1, output: 1 },
      { step: 2, output: 2 },
    ]);
    expect((await reports.next()).done).toBe(true);
  });

  it('are refused one by one: the others go on', async () => {
    const refusal = new VaultError('SecretNotFound', { name: 'x' });
    const run = async (step: number) => {
      if (step % 2 === 1) throw refusal;
      return step;
    };
    const reports = await collect(runSteps({ clock: createSettableClock(), signal: never }, upTo(4), run));
    expect(reports.flat()).toEqual([
      { step: 0, output: 0 },
      { step: 1, refused: refusal },
      { step: 2, output: 2 },
      { step: 3, refused: refusal },
    ]);
  });

  it('end when nothing can be changed any more', async () => {
    const full = new VaultError('StoreUnavailable', { reason: 'full' });
    let begun = 0;
    const run = async () => {
      begun += 1;
      throw full;
    };
    await expect(collect(runSteps({ clock: createSettableClock(), signal: never }, upTo(10_000), run))).rejects.toBe(full);
    expect(begun).toBeLessThanOrEqual(128);
  });

  it('end with what their source fails with, after what is on its way', async () => {
    const lost = new Error('the source is lost');
    const ended: number[] = [];
    async function* source() {
      yield 1;
      throw lost;
    }
    const run = async (step: number) => {
      for (let left = 50; left > 0; left -= 1) await Promise.resolve();
      ended.push(step);
    };
    await expect(collect(runSteps({ clock: createSettableClock(), signal: never }, source(), run))).rejects.toBe(lost);
    expect(ended).toEqual([1]);
  });
});

describe('a job that is given up', () => {
  it('starts nothing more, and tells of what was on its way', async () => {
    const giveUp = new AbortController();
    const { held, run, started } = heldSteps();
    const reports = runSteps({ clock: createSettableClock(), signal: giveUp.signal }, upTo(500), run);
    const first = reports.next();
    await started(128);
    giveUp.abort();
    for (const end of held.values()) end();
    expect((await first).value).toHaveLength(128);
    await expect(reports.next()).rejects.toBeInstanceOf(CancelledError);
    expect(held.size).toBe(128);
  });

  it('after the last step has ended is done', async () => {
    const giveUp = new AbortController();
    const run = async (step: number) => {
      if (step === 2) giveUp.abort();
    };
    const reports = await collect(runSteps({ clock: createSettableClock(), signal: giveUp.signal }, upTo(3), run));
    expect(reports.flat()).toHaveLength(3);
  });

  it('by a reader that goes away waits for what is on its way', async () => {
    let begun = 0;
    let ended = 0;
    const run = async () => {
      begun += 1;
      for (let left = 30; left > 0; left -= 1) await Promise.resolve();
      ended += 1;
    };
    for await (const report of runSteps({ clock: createSettableClock(), signal: never }, upTo(100_000), run)) {
      if (report.length > 0) break;
    }
    expect(ended).toBe(begun);
    expect(begun).toBeLessThan(100_000);
  });

  it('because its session ended says so', async () => {
    const run = async (step: number) => {
      if (step >= 3) throw new CancelledError();
    };
    const reports = runSteps({ clock: createSettableClock(), signal: never }, upTo(1_000), run);
    expect((await reports.next()).value).toHaveLength(3);
    await expect(reports.next()).rejects.toBeInstanceOf(CancelledError);
  });
});
