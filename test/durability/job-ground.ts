import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, makeVault, signIn } from '../support/a-house.ts';
import { type EngineStart, type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';

/** The one vault of every ground. */
export const vault = 'ledger';

/** A house with an empty vault, on which one engine after the other is killed. */
export interface JobGround {
  readonly start: EngineStart;
  /** Shares that open it, at once: a passphrase takes its time on purpose. */
  readonly shares: readonly Uint8Array[];
}

interface Opened {
  readonly engine: EngineUnderTest;
  readonly page: Client;
}

/** After so many kills a new house is made: the longer the log and the list of versions, the longer it takes to look through them. */
const killsOfAGround = 50;

/** On the two cores that there are at least. */
const groundsAtOnce = 2;

/** Shares kills out to grounds. @param work its kills on one ground: how many came before on others, and how many are its own */
export async function onGrounds(
  kills: number,
  work: (ground: JobGround, part: { readonly done: number; readonly share: number }) => Promise<void>,
): Promise<void> {
  const folder = groundFolder();
  async function workFrom(first: number): Promise<void> {
    for (let done = first * killsOfAGround; done < kills; done += groundsAtOnce * killsOfAGround) {
      await work(await makeGround(folder, done), { done, share: Math.min(killsOfAGround, kills - done) });
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: groundsAtOnce }, (_, first) => workFrom(first)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** A place for grounds, as long as the test runs. */
function groundFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-job-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param folder of all grounds of a test, which share what Node compiled of the engine's sources */
async function makeGround(folder: string, number: number): Promise<JobGround> {
  const own = join(folder, String(number));
  const start = { data: join(own, 'data'), state: join(own, 'state'), env: { NODE_COMPILE_CACHE: join(folder, 'compiled') } };
  const engine = startEngineProcess(start);
  await engine.ready;
  const page = engine.openPage();
  const shares = await makeInstance(page);
  await signIn(page);
  await makeVault(page, vault);
  // It leaves by itself when its shell is gone; only then does Node keep what it compiled.
  engine.child.disconnect();
  await engine.gone;
  expect(engine.child.exitCode).toBe(0);
  return { start, shares: shares.slice(0, 2) };
}

/** A fresh engine on what is there, opened and signed in. */
export async function openGround(ground: JobGround): Promise<Opened> {
  const opened = await unlockGround(ground);
  await signIn(opened.page);
  return opened;
}

/** A fresh engine on what is there, opened: applications are served again, and nobody is signed in. */
export async function unlockGround({ start, shares }: JobGround): Promise<Opened> {
  const engine = startEngineProcess(start);
  await engine.ready;
  const page = engine.openPage();
  const { slots } = await page.call('InstanceGet', {});
  const slot = slots.find(({ kind }) => kind === 'shares')?.id ?? '';
  await page.call('InstanceUnlock', { kind: 'shares', slot, shares: shares.map((share) => share.slice()) });
  return { engine, page };
}
