import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { SecretHit } from '../../app/contract/search.ts';
import type { Client } from '../../renderer/api/client.ts';
import type { EngineUnderTest } from '../support/engine-process.ts';
import { expectWhole, inTime } from './engine-ground.ts';
import { type JobGround, onGrounds, openGround, vault } from './job-ground.ts';
import { createMoments, type Moment, type Moments } from './moment.ts';
import { createRandom, type Random } from './random.ts';
import { countRecords, listChanged, look, search, type Sight } from './sight.ts';

/** A job that is ready to run, and what it makes of a secret. */
export interface Job {
  /** What each of its steps does, one to a secret. */
  readonly operation: 'SecretSet' | 'SecretUpdate' | 'SecretDelete' | 'SecretRecover' | 'SecretPurge';
  /** How many secrets it would change. */
  readonly due: number;
  /** @yields names of those that were acknowledged as changed */
  run(): AsyncIterable<readonly string[]>;
  /** Whether a secret is now what the job makes of it; undefined where there is none of this name. */
  isDone(old: SecretHit | undefined, now: SecretHit | undefined): boolean;
}

/** What is done on one ground. */
export interface Trial {
  /** Names of all secrets that there may ever be. */
  readonly names: readonly string[];
  /** Makes the next job ready, and whatever it needs. */
  prepare(page: Client, before: Sight, round: number): Promise<Job>;
  /** Takes note that the job of a round changed a secret. */
  changed(name: string, round: number): void;
  /** The value that a secret must have. */
  valueOf(name: string): string;
  /** What else must hold. */
  check?(page: Client, now: Sight): Promise<void>;
}

export interface KillCount {
  /** Kills that left a job partly done. */
  between: number;
  /** Changes that were acknowledged, none of them lost. */
  acknowledged: number;
}

/** A job in which the engine was killed. */
interface Killed {
  readonly job: Job;
  readonly round: number;
  readonly before: Sight;
  readonly records: number;
  readonly moment: Moment;
  readonly acknowledged: readonly string[];
}

/** Looking at every value and at the whole log takes longer than killing. */
const thoroughEvery = 10;

/** Kills engines in the middle of jobs, and holds what is there afterwards to what was there before and to the log. */
export async function killInJobs(kills: number, seed: number, newTrial: (random: Random) => Trial): Promise<KillCount> {
  const count = { between: 0, acknowledged: 0 };
  await onGrounds(kills, async (ground, { done, share }) => {
    const random = createRandom(seed + done);
    await killOn(ground, { trial: newTrial(random), moments: createMoments(random), count }, share);
  });
  return count;
}

interface Desk {
  readonly trial: Trial;
  readonly moments: Moments;
  readonly count: KillCount;
}

async function killOn(ground: JobGround, desk: Desk, kills: number): Promise<void> {
  const { trial, moments } = desk;
  let last: Killed | undefined;
  for (let round = 0; ; round += 1) {
    const { engine, page } = await openGround(ground);
    const now = await look(page);
    if (last) await expectWhollyOldOrNew(page, last, now, desk);
    if (round % thoroughEvery === thoroughEvery - 1 || round === kills) await expectSound(page, trial, now);
    if (round === kills) return engine.kill();
    const job = await trial.prepare(page, now, round);
    const before = await look(page);
    const records = await countRecords(page, job.operation);
    const moment = moments.draw(job.operation, job.due);
    const acknowledged = await runUntilKilled(engine, job, moment);
    last = { job, round, before, records, moment, acknowledged };
  }
}

/** Runs a job until the engine is killed, or to its end where that comes before; the engine is killed then. @returns what was acknowledged */
export async function runUntilKilled({ child, gone }: EngineUnderTest, job: Pick<Job, 'run'>, moment: Moment): Promise<string[]> {
  const acknowledged: string[] = [];
  const kill = () => child.kill('SIGKILL');
  const killer = moment.after === 'time' ? setTimeout(kill, moment.ms) : undefined;
  try {
    for await (const names of job.run()) {
      acknowledged.push(...names);
      if (moment.after === 'acknowledged' && acknowledged.length >= moment.count) kill();
    }
    kill();
  } catch (error) {
    if (!child.killed) throw error;
  } finally {
    clearTimeout(killer);
  }
  await gone;
  // Not by its own doing, just before.
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

/** Each secret is exactly as before or exactly as the job makes it; the log tells of those, and of no others. */
async function expectWhollyOldOrNew(page: Client, killed: Killed, now: Sight, { trial, moments, count }: Desk): Promise<void> {
  const { job, before, acknowledged, moment, round } = killed;
  const changed = trial.names.filter((name) => !isDeepStrictEqual(before.get(name), now.get(name)));
  expect(changed.filter((name) => !job.isDone(before.get(name), now.get(name)))).toEqual([]);
  expect([...now.keys()].filter((name) => !trial.names.includes(name))).toEqual([]);
  expect(acknowledged.filter((name) => !changed.includes(name))).toEqual([]);
  expect(await countRecords(page, job.operation)).toBe(killed.records + changed.length);
  expect((await listChanged(page, job.operation, changed.length)).toSorted()).toEqual(changed.toSorted());

  for (const name of changed) trial.changed(name, round);
  moments.learn(job.operation, moment, changed.length / job.due);
  if (changed.length > 0 && changed.length < job.due) count.between += 1;
  count.acknowledged += acknowledged.length;
}

/** Every value opens and is the right one, the index finds what the rows say, and the log is whole. */
async function expectSound(page: Client, trial: Trial, now: Sight): Promise<void> {
  for (const { name } of [...now.values()].filter(({ deletedOn }) => deletedOn === undefined)) {
    const { value } = await inTime(() => page.call('SecretGet', { vault, name }));
    expect(new TextDecoder().decode(value)).toBe(trial.valueOf(name));
  }
  expect(await search(page)).toEqual(now);
  await trial.check?.(page, now);
  await expectWhole(page);
}
