import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../../renderer/api/client.ts';
import { signIn, text, unlock } from '../../support/a-house.ts';
import { type EngineStart, startEngineProcess } from '../../support/engine-process.ts';

/**
 * A house as the program left it that knew the schema of this number, with its anchor: made, given two vaults and a secret of two versions,
 * and closed, in January 2025. It is frozen: a program that doesn't open it is wrong, not it.
 */
function aHouseOf(schema: number): EngineStart {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-older-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = { data: join(folder, 'data'), state: join(folder, 'state') };
  const [instance, anchors] = [join(start.data, 'instance'), join(start.state, 'strongroom')];
  for (const path of [instance, anchors]) mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(start.data, 0o700);
  const frozen = join(import.meta.dirname, `schema-${schema}`);
  for (const name of readdirSync(frozen)) {
    const path = join(name.endsWith('.anchor') ? anchors : instance, name);
    copyFileSync(join(frozen, name), path);
    chmodSync(path, 0o600);
  }
  return start;
}

async function inHouse<T>(start: EngineStart, work: (page: Client) => Promise<T>): Promise<T> {
  const engine = startEngineProcess(start);
  try {
    await engine.ready;
    const page = engine.openPage();
    await unlock(page);
    await signIn(page);
    return await work(page);
  } finally {
    engine.send({ kind: 'lock', cause: 'shell-closed' });
    await engine.gone;
  }
}

async function verdictOf(page: Client) {
  let verdict: { readonly whole: boolean } | undefined;
  for await (const item of page.listen('LogVerify', {})) verdict = item.verdict ?? verdict;
  return verdict;
}

test('a house that was made before there were keys opens as it was, and keeps keys from then on', { timeout: 120_000 }, async () => {
  const start = aHouseOf(7);
  const digest = new Uint8Array(32).fill(7);
  const named = { vault: 'payroll', name: 'signing' } as const;
  const signature = await inHouse(start, async (page) => {
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'open', organisation: 'Northwind' });
    expect(text((await page.call('SecretGet', { vault: 'payroll', name: 'db-password' })).value)).toBe('second');
    expect((await page.call('SecretListVersions', { vault: 'payroll', name: 'db-password' })).items).toHaveLength(2);
    expect(await verdictOf(page)).toMatchObject({ whole: true });
    for (const vault of ['payroll', 'billing'] as const) {
      expect((await page.call('KeyList', { vault })).items).toEqual([]);
      await page.call('KeyCreate', { ...named, vault, type: 'EC', enabled: true, tags: {} });
    }
    await page.call('KeyDelete', { ...named, vault: 'billing' });
    expect(await verdictOf(page)).toMatchObject({ whole: true });
    return (await page.call('KeySign', { ...named, algorithm: 'ES256', digest })).value;
  });
  await inHouse(start, async (page) => {
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'open' });
    expect(await page.call('KeyVerify', { ...named, algorithm: 'ES256', digest, signature })).toMatchObject({ valid: true });
    expect((await page.call('KeyListDeleted', { vault: 'billing' })).items).toHaveLength(1);
    expect(await verdictOf(page)).toMatchObject({ whole: true });
  });
});
