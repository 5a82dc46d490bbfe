import { expect, test } from 'vitest';
import type { CopyRow } from '../../app/contract/key-copy.ts';
import type { Output } from '../../app/contract/operation.ts';
import type { Client } from '../../renderer/api/client.ts';
import { makeVault } from '../support/a-house.ts';
import { amount, patienceMs } from './amount.ts';
import { expectWhole } from './engine-ground.ts';
import { type JobGround, onGrounds, openGround, vault } from './job-ground.ts';
import { runUntilKilled } from './job-kill.ts';
import type { Moment } from './moment.ts';
import { between, createRandom, drawSeed, type Random } from './random.ts';

/** RSA keys take long enough to be drawn for an engine to be killed among them. */
const names = Array.from({ length: 24 }, (_, at) => `key-${at}`);
const policy = { rotate: { from: 'creation', days: 30 }, expiryDays: 90 } as const;

async function fill(ground: JobGround): Promise<void> {
  const { engine, page } = await openGround(ground);
  const make = (name: string) => page.call('KeyCreate', { vault, name, type: 'RSA', enabled: true, tags: { of: name }, policy });
  await Promise.all(names.map(make));
  await engine.kill();
}

/** What stands of a copy, and what a run of it is asked by. */
async function plan(page: Client, target: string) {
  const rows: CopyRow[] = [];
  let last: Output<'KeyCopyPlan'> | undefined;
  const ask = { source: vault, target, protection: 'same', dates: 'same', policies: true } as const;
  for await (const item of page.listen('KeyCopyPlan', ask)) {
    last = item;
    rows.push(...item.rows);
  }
  const namesOf = (status: CopyRow['status']) => rows.filter((row) => row.status === status).map(({ name }) => name);
  return { job: last?.job ?? '', made: namesOf('there'), missing: namesOf('new') };
}

async function* run(page: Client, job: string, target: string): AsyncIterable<readonly string[]> {
  for await (const { rows, refused } of page.listen('KeyCopyRun', { job, source: vault, target, taken: 'skip', except: [] })) {
    expect(refused).toBe(0);
    yield rows.map(({ name }) => name);
  }
}

const drawMoment = (random: Random, round: number): Moment =>
  round % 2 === 0 ? { after: 'acknowledged', count: between(random, 1, names.length / 2) } : { after: 'time', ms: random() * 1500 };

/** @returns how many keys there were after the kill, and how many of them the engine had told of */
async function killOnce(ground: JobGround, target: string, moment: Moment) {
  const first = await openGround(ground);
  await makeVault(first.page, target);
  const { job } = await plan(first.page, target);
  const acknowledged = await runUntilKilled(first.engine, { run: () => run(first.page, job, target) }, moment);

  const { engine, page } = await openGround(ground);
  const now = await plan(page, target);
  // Each is there with its policy and everything else, or not at all.
  expect([...now.made, ...now.missing].toSorted()).toEqual(names.toSorted());
  expect(acknowledged.filter((name) => !now.made.includes(name))).toEqual([]);
  const filter = { operation: ['KeyCreate'], vault: [target], result: ['succeeded' as const] };
  const { rows } = await page.call('LogList', { limit: 200, filter });
  expect(rows.map(({ object }) => object.replace(`${target} / `, '')).toSorted()).toEqual(now.made.toSorted());
  for await (const told of run(page, now.job, target)) expect(told.filter((name) => now.made.includes(name))).toEqual([]);
  expect((await plan(page, target)).made.toSorted()).toEqual(names.toSorted());
  await expectWhole(page);
  await engine.kill();
  return { made: now.made.length, acknowledged: acknowledged.length };
}

test(
  `an engine killed at ${amount.keyCopyKills} moments while keys are made anew leaves whole keys, and the rest is made afterwards`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    let halfWay = 0;
    let told = 0;
    await onGrounds(amount.keyCopyKills, async (ground, { share }) => {
      await fill(ground);
      for (let round = 0; round < share; round += 1) {
        const { made, acknowledged } = await killOnce(ground, `copy-${round}`, drawMoment(random, round));
        if (made > 0 && made < names.length) halfWay += 1;
        told += acknowledged;
      }
    });
    console.info(`${amount.keyCopyKills} kills while keys were made anew, ${halfWay} of them half-way; ${told} acknowledged, none lost`);
    expect(halfWay).toBeGreaterThan(0);
    expect(told).toBeGreaterThan(0);
  },
);
