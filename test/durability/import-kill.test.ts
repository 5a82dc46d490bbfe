import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, makeVault, signIn, utf8 } from '../support/a-house.ts';
import { type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { expectWhole, inTime, listNames, reopen } from './engine-ground.ts';
import { createRandom, drawSeed } from './random.ts';

const vault = 'ledger';
/** Two commits and some. */
const rowCount = 300;
const naming = { prefix: '', separator: '-', lowerCase: false } as const;

const names = Array.from({ length: rowCount }, (_, at) => `row-${at}`);
const valueOf = (name: string, round: number): string => `${name} of round ${round} ${'x'.repeat((round * 31) % 900)}`;
const fileOf = (round: number): Uint8Array => utf8(names.map((name) => `${name}="${valueOf(name, round)}"`).join('\n'));

/** Opens the file of a round and says that all of it shall be written. @returns the import */
async function prepare(page: Client, round: number): Promise<string> {
  const content = fileOf(round);
  const { upload } = await page.call('UploadBegin', { sizeBytes: content.length });
  for (let from = 0; from < content.length; from += 500_000)
    await page.call('UploadSend', { upload, part: content.slice(from, from + 500_000) });
  const opened = await page.call('ImportOpen', { upload, fileName: '.env', vault });
  const id = opened.import;
  for await (const _progress of page.listen('ImportPlan', { import: id, naming, compare: false }));
  await page.call('ImportChoose', { import: id, which: { status: 'exists' }, choice: 'write' });
  return id;
}

/** Runs the import until the engine is killed, or is through before. @returns how many rows were acknowledged: the first ones of the file */
async function runUntilKilled(engine: EngineUnderTest, page: Client, id: string, delayMs: number): Promise<number> {
  let acknowledged = 0;
  const killer = setTimeout(() => engine.child.kill('SIGKILL'), delayMs);
  try {
    for await (const { done, written } of page.listen('ImportRun', { import: id, dryRun: false })) {
      expect(written).toBe(done);
      acknowledged = done;
    }
    engine.child.kill('SIGKILL');
  } catch (error) {
    // The engine is gone; the client knows no other end.
    if (engine.child.signalCode === null && engine.child.exitCode === null && !engine.child.killed) throw error;
  }
  clearTimeout(killer);
  await engine.gone;
  return acknowledged;
}

/** Each secret is that of one round, whole, and of none before the last that was acknowledged; and the log knows of every version. */
async function expectWhollyOldOrNew(page: Client, acknowledged: ReadonlyMap<string, number>, last: number): Promise<void> {
  let versions = 0;
  const present = new Set(await listNames(page));
  for (const name of names) {
    const least = acknowledged.get(name);
    if (!present.has(name)) {
      expect(least).toBeUndefined();
      continue;
    }
    versions += await countVersions(page, name);
    const { value } = await inTime(() => page.call('SecretGet', { vault, name }));
    const text = new TextDecoder().decode(value);
    const round = Number(/ of round (\d+) /.exec(text)?.[1]);
    expect(text).toBe(valueOf(name, round));
    expect([round >= (least ?? 0), round <= last]).toEqual([true, true]);
  }
  const { total } = await inTime(() => page.call('LogList', { limit: 1, filter: { operation: ['SecretSet'], result: ['succeeded'] } }));
  expect(total).toBe(versions);
  await expectWhole(page);
}

async function countVersions(page: Client, name: string): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const listed = await inTime(() => page.call('SecretListVersions', { vault, name, ...from }));
    count += listed.items.length;
    cursor = listed.next;
  } while (cursor !== undefined);
  return count;
}

test(
  `an engine killed in the middle of an import at ${amount.engineKills} moments leaves each secret wholly old or wholly new`,
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-import-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const start = { data: join(folder, 'data'), state: join(folder, 'state') };
    const acknowledged = new Map<string, number>();
    const first = startEngineProcess(start);
    await first.ready;
    const page = first.openPage();
    await makeInstance(page);
    await signIn(page);
    await makeVault(page, vault);
    await first.kill();

    let usualMs = 300;
    let middle = 0;
    for (let round = 0; round < amount.engineKills; round += 1) {
      const next = await reopen(start);
      const id = await prepare(next.page, round);
      const delayMs = random() * usualMs;
      const done = await runUntilKilled(next.engine, next.page, id, delayMs);
      for (const name of names.slice(0, done)) acknowledged.set(name, round);
      if (done > 0 && done < rowCount) middle += 1;
      // So that moments lie within what an import takes on this machine, now.
      usualMs *= done === rowCount ? 0.8 : done === 0 ? 1.25 : 1;
      if (round % 10 === 9) {
        const looker = await reopen(start);
        await expectWhollyOldOrNew(looker.page, acknowledged, round);
        await looker.engine.kill();
      }
    }
    const last = await reopen(start);
    await expectWhollyOldOrNew(last.page, acknowledged, amount.engineKills);
    await last.engine.kill();
    console.info(
      `${amount.engineKills} kills in an import, ${middle} of them between its commits; ${acknowledged.size} secrets, none torn`,
    );
    expect(acknowledged.size).toBeGreaterThan(0);
  },
);
