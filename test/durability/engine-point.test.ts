import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { makeInstance, makeVault, signIn, unlock } from '../support/a-house.ts';
import { startEngineProcess, type EngineUnderTest } from '../support/engine-process.ts';
import { amount, patienceMs } from './amount.ts';
import { expectNothingLost, expectWhole, newLedger, reopen, write } from './engine-ground.ts';

const folders: string[] = [];
const engines: EngineUnderTest[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aStart() {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-engine-point-'));
  folders.push(folder);
  return { data: join(folder, 'data'), state: join(folder, 'state') };
}

/** Kills the engine as it makes the nth call of this kind, before the call is done: the named points are those where the disk changes. */
const killAt = (call: string, nth: number): string[] => [
  'strace',
  '-f',
  '--seccomp-bpf',
  '-qq',
  '-o',
  '/dev/null',
  '-e',
  `trace=${call}`,
  '-e',
  `inject=${call}:signal=SIGKILL:when=${nth}`,
];

function startKilled(start: { data: string; state: string }, call: string, nth: number): EngineUnderTest {
  const engine = startEngineProcess({ ...start, before: killAt(call, nth) });
  engines.push(engine);
  return engine;
}

const points = amount.enginePoints;

describe('killed while the instance is made', () => {
  it.each(points)('at %s number %i: there is none, or a whole one', { timeout: patienceMs }, async (call, nth) => {
    const start = aStart();
    const engine = startKilled(start, call, nth);
    let acknowledged = false;
    try {
      await engine.ready;
      await makeInstance(engine.openPage());
      acknowledged = true;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    await engine.kill();
    const next = startEngineProcess(start);
    engines.push(next);
    await next.ready;
    const page = next.openPage();
    const { state } = await page.call('InstanceGet', {});
    if (acknowledged) expect(state).toBe('sealed');
    if (state === 'empty') await makeInstance(page);
    else await unlock(page);
    await signIn(page);
    await makeVault(page, 'ledger');
    await expectWhole(page);
  });
});

describe('killed while it unlocks, writes and locks', () => {
  it.each(points)('at %s number %i: nothing acknowledged is lost', { timeout: patienceMs }, async (call, nth) => {
    const start = aStart();
    const ledger = newLedger();
    const maker = startEngineProcess(start);
    engines.push(maker);
    await maker.ready;
    const page = maker.openPage();
    await makeInstance(page);
    await signIn(page);
    await makeVault(page, 'ledger');
    await write(page, ledger, 'before');
    await maker.kill();

    const engine = startKilled(start, call, nth);
    try {
      await engine.ready;
      const writer = engine.openPage();
      await unlock(writer);
      await signIn(writer);
      for (let count = 0; count < 4; count += 1) await write(writer, ledger, `during-${count}`);
      await writer.call('InstanceLock', { reason: 'person' });
    } catch (error) {
      expect(isVaultError(error, 'InternalError')).toBe(false);
    }
    await engine.kill();
    const next = await reopen(start);
    engines.push(next.engine);
    await expectNothingLost(next.page, ledger);
  });
});
