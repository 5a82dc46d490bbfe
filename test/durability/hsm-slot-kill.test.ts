import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, password, signIn, unlock, utf8 } from '../support/a-house.ts';
import { startEngineProcess, type EngineUnderTest } from '../support/engine-process.ts';
import { bindToken, softHsmIn } from '../support/soft-hsm.ts';
import { amount, patienceMs } from './amount.ts';
import { objectsIn } from './soft-hsm-object.ts';

const pin = '135790';
const folders: string[] = [];
const engines: EngineUnderTest[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A house with an open token, which a slot is in already where it is to be removed. */
async function aGround(hasSlot: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-slot-kill-'));
  folders.push(folder);
  const start = { data: join(folder, 'data'), state: join(folder, 'state'), env: softHsmIn(folder) };
  const engine = startEngineProcess(start);
  engines.push(engine);
  await engine.ready;
  const page = engine.openPage();
  await makeInstance(page);
  await signIn(page);
  const { id: token } = await bindToken(page, { vault: 'signing', label: 'Office HSM', pin, keep: true });
  if (hasSlot) await addSlot(page, token);
  await engine.kill();
  return { start, token, objects: () => objectsIn(join(folder, 'tokens')) };
}

const addSlot = (page: Client, token: string) =>
  page.call('SlotAdd', { kind: 'hsm', label: 'Office', token, pin: utf8(pin), password: utf8(password) });

const slotOf = async (page: Client): Promise<string | undefined> =>
  (await page.call('InstanceGet', {})).slots.find(({ kind }) => kind === 'hsm')?.id;

async function removeSlot(page: Client): Promise<void> {
  await page.call('SlotRemove', { slot: (await slotOf(page)) ?? '', reason: 'worn out', password: utf8(password) });
}

/** Opens the house, and waits until its token is open by the PIN that it keeps. */
async function enter(engine: EngineUnderTest): Promise<Client> {
  engines.push(engine);
  await engine.ready;
  const page = engine.openPage();
  await unlock(page);
  await signIn(page);
  await vi.waitFor(
    async () => {
      const { items } = await page.call('HsmModuleList', {});
      expect(items.flatMap(({ tokens }) => tokens.map(({ state }) => state))).toEqual(['open']);
    },
    { timeout: 60_000, interval: 100 },
  );
  return page;
}

/** Kills the engine as it puts the slot file in its place, or as it looks then at what this machine knows of slots. */
function killAt(moment: 'before' | 'after', { data, state }: { data: string; state: string }): string[] {
  const known = readdirSync(join(state, 'strongroom')).find((name) => name.endsWith('.anchor')) ?? '';
  const [call, path] =
    moment === 'before'
      ? ['rename', join(data, 'instance/slots.json.new')]
      : ['openat', join(state, 'strongroom', known.replace('.anchor', '.slots'))];
  return ['strace', '-f', '-qq', '-o', '/dev/null', '-P', path, '-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=1`];
}

describe('an engine that is killed as the slot file is put in its place', () => {
  it.each(amount.slotPoints)(
    'while a slot in a token is %s, %s: there is the slot with its key, or neither',
    { timeout: patienceMs },
    async (what, moment) => {
      const { start, token, objects } = await aGround(what === 'removed');
      const dying = startEngineProcess({ ...start, before: killAt(moment, start) });
      const page = await enter(dying);
      await expect(what === 'added' ? addSlot(page, token) : removeSlot(page)).rejects.toThrow();
      await dying.gone;

      const next = await enter(startEngineProcess(start));
      const slot = await slotOf(next);
      expect(slot !== undefined).toBe((what === 'added') === (moment === 'after'));
      await vi.waitFor(() => expect(objects()).toBe(slot === undefined ? 0 : 1), { timeout: 60_000, interval: 200 });
      if (slot === undefined) return;
      await engines.pop()?.kill();
      const last = startEngineProcess(start);
      engines.push(last);
      await last.ready;
      const window = last.openPage();
      expect(await window.call('InstanceUnlock', { kind: 'hsm', slot, pin: utf8(pin) })).toEqual({ state: 'open' });
    },
  );
});
