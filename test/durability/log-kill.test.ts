import { expect, test } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { password, utf8 } from '../support/a-house.ts';
import type { EngineUnderTest } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { expectWhole, inTime } from './engine-ground.ts';
import { type JobGround, onGrounds, openGround } from './job-ground.ts';
import { createMoments, type Moment } from './moment.ts';
import { createRandom, drawSeed } from './random.ts';
import { stageImport } from './stage-import.ts';

/** Every second of so many of the newest records: they lie apart, so that they go in several commits. */
const asked = 400;
const rows = 400;

/** A removal in which the engine was killed. */
interface Killed {
  readonly sequences: readonly number[];
  readonly acknowledged: number;
  readonly moment: Moment;
}

/** Fills the log, and chooses what shall go. */
async function prepare(page: Client, round: number): Promise<number[]> {
  const entries = Array.from({ length: rows }, (_, at) => [`row-${at}`, `${round} ${at}`] as const);
  for (let time = 0; time < 2; time += 1) {
    const id = await stageImport(page, entries);
    for await (const { refused } of page.listen('ImportRun', { import: id, dryRun: false })) expect(refused).toBe(0);
  }
  const newest = (await inTime(() => page.call('LogList', { limit: 1, filter: {} }))).rows[0]?.sequence ?? 0;
  const sequences = Array.from({ length: asked }, (_, at) => newest - 2 * at).filter((sequence) => sequence >= 0);
  const removal = { kind: 'records', sequences } as const;
  const { count } = await inTime(() => page.call('LogDeletePreview', { removal }));
  expect(count).toBeGreaterThan(150);
  return sequences;
}

async function removeUntilKilled({ child, gone }: EngineUnderTest, page: Client, sequences: number[], moment: Moment): Promise<Killed> {
  let acknowledged = 0;
  let killer: NodeJS.Timeout | undefined;
  const kill = () => child.kill('SIGKILL');
  const removal = { kind: 'records', sequences } as const;
  try {
    for await (const { done } of page.listen('LogDelete', { removal, reason: 'kill', password: utf8(password) })) {
      // The time begins when the password was found right: that takes far longer than all else.
      if (done === 0 && moment.after === 'time') killer = setTimeout(kill, moment.ms);
      acknowledged = done;
      if (moment.after === 'acknowledged' && done >= moment.count) kill();
    }
    kill();
  } catch (error) {
    if (!child.killed) throw error;
  } finally {
    clearTimeout(killer);
  }
  await gone;
  expect(child.signalCode).toBe('SIGKILL');
  return { sequences, acknowledged, moment };
}

/** Of what was to go, how much went. */
async function countGone(page: Client, sequences: readonly number[]): Promise<number> {
  const first = Math.min(...sequences);
  const left = new Set<number>();
  for (let before = Math.max(...sequences) + 1; before > first;) {
    const { rows: listed } = await inTime(() => page.call('LogList', { limit: 200, before, filter: {} }));
    for (const { sequence } of listed) left.add(sequence);
    before = listed.at(-1)?.sequence ?? 0;
    if (listed.length === 0) break;
  }
  return sequences.filter((sequence) => !left.has(sequence)).length;
}

test(
  `an engine killed in the middle of removing records at ${amount.logKills} moments leaves each whole or named as removed`,
  { timeout: patienceMs },
  async () => {
    const count = { between: 0, acknowledged: 0 };
    const seed = drawSeed();
    await onGrounds(amount.logKills, async (ground: JobGround, { done, share }) => {
      const moments = createMoments(createRandom(seed + done));
      let last: Killed | undefined;
      for (let round = 0; round <= share; round += 1) {
        const { engine, page } = await openGround(ground);
        if (last) {
          const gone = await countGone(page, last.sequences);
          expect(gone).toBeGreaterThanOrEqual(last.acknowledged);
          moments.learn('LogDelete', last.moment, gone / last.sequences.length);
          if (gone > 0 && gone < last.sequences.length) count.between += 1;
          count.acknowledged += last.acknowledged;
          // Whatever has no text is named by a record that is whole.
          await expectWhole(page);
        }
        if (round === share) return engine.kill();
        const sequences = await prepare(page, round);
        last = await removeUntilKilled(engine, page, sequences, moments.draw('LogDelete', sequences.length));
      }
    });
    console.info(
      `${amount.logKills} kills in a removal, ${count.between} of them half-way; ${count.acknowledged} acknowledged, none came back`,
    );
    expect(count.between).toBeGreaterThan(0);
  },
);
