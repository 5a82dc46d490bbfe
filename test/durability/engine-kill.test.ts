import { expect, test } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import type { EngineUnderTest } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { expectNothingLost, type Ledger, newLedger, write } from './engine-ground.ts';
import { type JobGround, onGrounds, openGround } from './job-ground.ts';
import { between, createRandom, drawSeed, type Random } from './random.ts';

/** Eight hands write at once until the engine is gone; it is killed after so many acknowledgements. */
async function writeUntilKilled(
  engine: EngineUnderTest,
  page: Client,
  ledger: Ledger,
  plan: { prefix: string; after: number; delayMs: number },
) {
  const killAt = ledger.acknowledged.size + plan.after;
  let killer: NodeJS.Timeout | undefined;
  const hand = async (number: number) => {
    for (let count = 0; ; count += 1) {
      await write(page, ledger, `${plan.prefix}-${number}-${count}`);
      // Several may be acknowledged by one commit.
      if (ledger.acknowledged.size >= killAt) killer ??= setTimeout(() => engine.child.kill('SIGKILL'), plan.delayMs);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, number) => hand(number)));
  await engine.gone;
  expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'rejected'));
}

/** Kills one engine after the other on a ground. @returns how many writes were acknowledged */
async function killOn(ground: JobGround, random: Random, kills: number): Promise<number> {
  const ledger = newLedger();
  for (let kill = 0; kill < kills; kill += 1) {
    const next = await openGround(ground);
    // Looked at every tenth time: reading everything back costs more than killing.
    if (kill % 10 === 9) await expectNothingLost(next.page, ledger);
    await writeUntilKilled(next.engine, next.page, ledger, { prefix: `k${kill}`, after: between(random, 1, 40), delayMs: random() * 5 });
  }
  const last = await openGround(ground);
  await expectNothingLost(last.page, ledger);
  await last.engine.kill();
  return ledger.acknowledged.size;
}

test(
  `an engine killed under load at ${amount.engineKills} moments loses nothing that it acknowledged`,
  { timeout: patienceMs },
  async () => {
    const seed = drawSeed();
    let acknowledged = 0;
    await onGrounds(amount.engineKills, async (ground, { done, share }) => {
      acknowledged += await killOn(ground, createRandom(seed + done), share);
    });
    console.info(`${amount.engineKills} kills of the engine, ${acknowledged} acknowledged writes, none lost`);
    expect(acknowledged).toBeGreaterThan(amount.engineKills);
  },
);
