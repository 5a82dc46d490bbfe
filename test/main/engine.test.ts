import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, signIn, text, unlock, utf8 } from '../support/a-house.ts';
import { type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';

let folder: string;
const engines: EngineUnderTest[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-engine-'));
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EngineUnderTest> {
  const engine = startEngineProcess({ data: join(folder, 'data'), state: join(folder, 'state') });
  engines.push(engine);
  await engine.ready;
  return engine;
}

async function keepSecret(page: Client): Promise<void> {
  const { resourceGroup } = await page.call('SessionGet', {});
  await page.call('VaultPut', { name: 'payroll', resourceGroup, tier: 'standard', retentionDays: 30, purgeProtection: false, tags: {} });
  await page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret ☕'), enabled: true, tags: {} });
}

describe('a backup', () => {
  it('is made while the house is open, and opens elsewhere after a recorded decision', { timeout: 60_000 }, async () => {
    const engine = await start();
    const page = engine.openPage();
    await makeInstance(page);
    await signIn(page);
    await keepSecret(page);
    const copy = await page.call('InstanceBackup', {});
    await page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('newer'), enabled: true, tags: {} });
    await page.call('InstanceLock', { reason: 'person' });
    await engine.gone;

    rmSync(join(folder, 'data/instance'), { recursive: true });
    cpSync(copy.folder, join(folder, 'data/instance'), { recursive: true });
    const again = (await start()).openPage();
    await unlock(again);
    expect((await again.call('InstanceGet', {})).state).toBe('quarantined');
    await signIn(again);
    await again.call('InstanceRestoreAccept', { reason: 'The disk failed; this is the backup.' });
    const { value } = await again.call('SecretGet', { vault: 'payroll', name: 'db-password' });
    expect(text(value)).toBe('s3cret ☕');
    const { rows } = await again.call('LogList', { limit: 200, filter: { operation: ['InstanceBackup'] } });
    expect(rows.map((row) => row.result)).toEqual(['failed', 'attempted']);
  });
});

describe('the engine as a process', () => {
  it('keeps a secret over being killed', { timeout: 30_000 }, async () => {
    const first = await start();
    const page = first.openPage();
    await makeInstance(page);
    await signIn(page);
    await keepSecret(page);
    await first.kill();

    const second = await start();
    const again = second.openPage();
    expect((await again.call('InstanceGet', {})).state).toBe('sealed');
    await unlock(again);
    await signIn(again);
    const { value } = await again.call('SecretGet', { vault: 'payroll', name: 'db-password' });
    expect(text(value)).toBe('s3cret ☕');
    expect(readFileSync(join(folder, 'data/instance/strongroom.db')).includes('payroll')).toBe(false);
  });

  it('leaves when it is locked, and says so first', { timeout: 30_000 }, async () => {
    const engine = await start();
    const page = engine.openPage();
    await makeInstance(page);
    await signIn(page);
    await page.call('InstanceLock', { reason: 'person' });
    await expect(engine.departed).resolves.toBe('locked');
    await engine.gone;
  });

  it('leaves when the computer locks, though nobody is signed in', { timeout: 30_000 }, async () => {
    const engine = await start();
    engine.send({ kind: 'lock', cause: 'computer-locked' });
    await expect(engine.departed).resolves.toBe('locked');
    await engine.gone;
  });

  it('ends with its shell', { timeout: 30_000 }, async () => {
    const engine = await start();
    engine.child.disconnect();
    await engine.gone;
  });

  it('refuses a second one on the same data once the first is open', { timeout: 30_000 }, async () => {
    const first = await start();
    await makeInstance(first.openPage());
    const second = await start();
    await expect(unlock(second.openPage())).rejects.toMatchObject({ code: 'StoreInUse' });
  });
});
