import { expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { signIn } from '../support/a-house.ts';
import type { EngineUnderTest } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { type JobGround, onGrounds, openGround, unlockGround } from './job-ground.ts';
import { between, createRandom, drawSeed, type Random } from './random.ts';
import { equip, expectOnce, type RestDesk, type RestLedger, send } from './rest-ground.ts';

const newLedger = (): RestLedger => ({ asked: new Map(), acknowledged: new Map() });

/** Eight applications write at once until the engine is gone; it is killed after so many acknowledgements. */
async function writeUntilKilled(engine: EngineUnderTest, desk: RestDesk, ledger: RestLedger, plan: { prefix: string; random: Random }) {
  const killAt = ledger.acknowledged.size + between(plan.random, 1, 40);
  const delayMs = plan.random() * 5;
  let killer: NodeJS.Timeout | undefined;
  const hand = async (number: number) => {
    for (let count = 0; ; count += 1) {
      const name = `${plan.prefix}-${number}-${count}`;
      await send(desk, ledger, { name, value: `value of ${name} ${'x'.repeat(name.length * 97)}`, requestId: randomUUID() });
      if (ledger.acknowledged.size >= killAt) killer ??= setTimeout(() => engine.child.kill('SIGKILL'), delayMs);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, number) => hand(number)));
  await engine.gone;
  // Only the end of the engine may have stopped them.
  expect(ends.map((end) => (end.status === 'rejected' && isConnectionLost(end.reason) ? 'lost' : end))).toEqual(
    Array.from({ length: 8 }, () => 'lost'),
  );
}

const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code));

/** Sends again what was never answered, and some of what was, as clients do that can't know. @returns how many of the former there were */
async function sendAgain(desk: RestDesk, ledger: RestLedger): Promise<number> {
  const open = [...ledger.asked.values()].filter(({ name }) => !ledger.acknowledged.has(name));
  const answered = [...ledger.acknowledged.keys()].slice(-5).flatMap((name) => ledger.asked.get(name) ?? []);
  await Promise.all([...open, ...open, ...answered].map((write) => send(desk, ledger, write)));
  return open.length;
}

interface Counted {
  readonly acknowledged: number;
  readonly repeated: number;
}

/** Kills one engine after the other on a ground. */
async function killOn(ground: JobGround, random: Random, kills: number): Promise<Counted> {
  const ledger = newLedger();
  let next = await openGround(ground);
  const desk = await equip(next.page);
  let repeated = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await writeUntilKilled(next.engine, desk, ledger, { prefix: `k${kill}`, random });
    // Passwords are slow on purpose, and applications need nobody who is signed in.
    next = await unlockGround(ground);
    expect(await next.page.call('InstanceGet', {})).toMatchObject({ serving: { state: 'on' } });
    repeated += await sendAgain(desk, ledger);
  }
  await signIn(next.page);
  await expectOnce(next.page, desk, ledger);
  desk.rest.close();
  await next.engine.kill();
  return { acknowledged: ledger.acknowledged.size, repeated };
}

test(
  `an engine killed at ${amount.restKills} moments while applications write loses nothing, and does nothing twice that is asked again`,
  { timeout: patienceMs },
  async () => {
    const seed = drawSeed();
    const counted = { acknowledged: 0, repeated: 0 };
    await onGrounds(amount.restKills, async (ground, { done, share }) => {
      const { acknowledged, repeated } = await killOn(ground, createRandom(seed + done), share);
      counted.acknowledged += acknowledged;
      counted.repeated += repeated;
    });
    const { acknowledged, repeated } = counted;
    console.info(`${amount.restKills} kills through REST: ${acknowledged} writes, ${repeated} of them asked again without an answer`);
    expect(acknowledged).toBeGreaterThan(amount.restKills);
    expect(repeated).toBeGreaterThan(0);
  },
);
