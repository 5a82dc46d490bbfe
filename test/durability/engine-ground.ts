import { setTimeout as until } from 'node:timers/promises';
import { expect } from 'vitest';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { Client } from '../../renderer/api/client.ts';
import { signIn, unlock, utf8 } from '../support/a-house.ts';
import { type EngineStart, type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';

/** What the test holds the engine to: name and value of every write that was acknowledged, and of those that were only asked for. */
export interface Ledger {
  readonly acknowledged: Map<string, string>;
  readonly asked: Map<string, string>;
}

export const newLedger = (): Ledger => ({ acknowledged: new Map(), asked: new Map() });

/** Writes one secret and notes it. @throws what the client throws when the engine is gone */
export async function write(page: Client, ledger: Ledger, name: string): Promise<void> {
  const value = `value of ${name} ${'x'.repeat(name.length * 97)}`;
  ledger.asked.set(name, value);
  await page.call('SecretSet', { vault: 'ledger', name, value: utf8(value), enabled: true, tags: {} });
  ledger.acknowledged.set(name, value);
}

/** A fresh engine on what is there, opened and signed in. */
export async function reopen(start: EngineStart): Promise<{ engine: EngineUnderTest; page: Client }> {
  const engine = startEngineProcess(start);
  await engine.ready;
  const page = engine.openPage();
  await unlock(page);
  await signIn(page);
  return { engine, page };
}

/** Compares what the house holds with the ledger, its log with what it holds, and the log with itself. */
export async function expectNothingLost(page: Client, ledger: Ledger): Promise<void> {
  const present = await listNames(page);
  expect([...ledger.acknowledged.keys()].filter((name) => !present.includes(name))).toEqual([]);
  // What was never answered is there whole, or not at all.
  for (const name of present) {
    const read = await inTime(() => page.call('SecretGet', { vault: 'ledger', name }));
    expect(new TextDecoder().decode(read.value)).toBe(ledger.asked.get(name));
  }
  expect(await countRecords(page)).toBe(present.length);
  await expectWhole(page);
}

/** Asks again as soon as the house allows it: a long ledger is read faster than any person reads. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isVaultError(error, 'Throttled')) throw error;
      await until(error.data.retryOn - Date.now());
    }
  }
}

async function listNames(page: Client): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const listed = await inTime(() => page.call('SecretList', { vault: 'ledger', ...from }));
    names.push(...listed.items.map((item) => item.name));
    cursor = listed.next;
  } while (cursor !== undefined);
  return names;
}

async function countRecords(page: Client): Promise<number> {
  const { total } = await page.call('LogList', { limit: 1, filter: { operation: ['SecretSet'], result: ['succeeded'] } });
  return total.count;
}

/** The log verifies against tree, checkpoints and anchor. */
export async function expectWhole(page: Client): Promise<void> {
  for await (const { verdict } of page.listen('LogVerify', {})) {
    if (verdict) expect(verdict).toMatchObject({ whole: true, faults: [] });
  }
}
