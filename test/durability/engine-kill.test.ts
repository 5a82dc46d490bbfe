import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, makeVault, signIn } from '../support/a-house.ts';
import type { EngineUnderTest } from '../support/engine-process.ts';
import { startEngineProcess } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { expectNothingLost, type Ledger, newLedger, reopen, write } from './engine-ground.ts';
import { between, createRandom, drawSeed } from './random.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-engine-kill-'));
  folders.push(folder);
  return folder;
}

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

test(
  `an engine killed under load at ${amount.engineKills} moments loses nothing that it acknowledged`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const folder = aFolder();
    const start = { data: join(folder, 'data'), state: join(folder, 'state') };
    const ledger = newLedger();
    const first = startEngineProcess(start);
    await first.ready;
    const page = first.openPage();
    await makeInstance(page);
    await signIn(page);
    await makeVault(page, 'ledger');
    await first.kill();

    for (let kill = 0; kill < amount.engineKills; kill += 1) {
      const next = await reopen(start);
      // Looked at every tenth time: reading everything back costs more than killing.
      if (kill % 10 === 9) await expectNothingLost(next.page, ledger);
      await writeUntilKilled(next.engine, next.page, ledger, { prefix: `k${kill}`, after: between(random, 1, 40), delayMs: random() * 5 });
    }
    const last = await reopen(start);
    await expectNothingLost(last.page, ledger);
    await last.engine.kill();
    console.info(`${amount.engineKills} kills of the engine, ${ledger.acknowledged.size} acknowledged writes, none lost`);
    expect(ledger.acknowledged.size).toBeGreaterThan(amount.engineKills);
  },
);
