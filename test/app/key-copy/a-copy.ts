import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addGrant } from '../../../app/access/add-grant.ts';
import { roles } from '../../../app/access/role.ts';
import type { BulkProgress } from '../../../app/contract/bulk.ts';
import type { CopyRow } from '../../../app/contract/key-copy.ts';
import { contract, type Input, type Output } from '../../../app/contract/operation.ts';
import { aHouse, type Engine, type Ground, password, signIn, type Window } from '../../support/a-house.ts';
import { aPerson, roomsOf } from '../../support/a-person.ts';
import { aKey } from '../key/a-key.ts';
import { openToken } from '../key/a-machine.ts';

export const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });
export const day = 86_400_000;
export const [source, target] = ['dev', 'prod'] as const;
export const policy = { rotate: { from: 'creation', days: 30 }, expiryDays: 90 } as const;

type Ask = Partial<Input<'KeyCopyPlan'>>;

/** A house with a vault for development and one for production. */
export async function aPair(tier: 'standard' | 'premium' = 'standard') {
  const house = await aHouse();
  await addVault(house.window, source, 'standard');
  await addVault(house.window, target, tier);
  return house;
}

async function addVault(window: Window, name: string, tier: 'standard' | 'premium'): Promise<void> {
  const { resourceGroup } = await window.call('SessionGet', {});
  await window.call('VaultPut', { name, resourceGroup, tier, retentionDays: 90, purgeProtection: false, tags: {} });
}

export const make = (window: Window, name: string, change: object = {}, vault: string = source) =>
  window.call('KeyCreate', aKey({ vault, name, ...change }));

/** Binds the vault for production to a token that is open. */
export async function bind(window: Window, ground: Ground) {
  const opened = await openToken({ window, ground });
  await window.call('HsmBindingPut', { vault: target, token: opened.id });
  return opened;
}

/** A whole plan, its rows by name. */
export async function plan(window: Window, ask: Ask = {}) {
  const input = { source, target, protection: 'same', dates: 'same', policies: true, ...ask };
  const rows = new Map<string, CopyRow>();
  let last: Output<'KeyCopyPlan'> | undefined;
  for await (const item of window.listen('KeyCopyPlan', input)) {
    last = contract.KeyCopyPlan.output.parse(item);
    for (const row of last.rows) rows.set(row.name, row);
  }
  if (!last) throw new Error('a plan tells of itself');
  return { ...last, rows, statuses: Object.fromEntries([...rows].map(([name, { status, obstacle }]) => [name, obstacle ?? status])) };
}

/** Runs a plan to its end. */
export async function run(window: Window, job: string, ask: Partial<Input<'KeyCopyRun'>> = {}) {
  const input = { job, source, target, taken: 'skip', except: [], ...ask } as const;
  return ended(window.listen('KeyCopyRun', input));
}

export const undo = (window: Window, job: string) => ended(window.listen('KeyCopyUndo', { job, source, target }));

/** How work on keys ended. */
async function ended(work: AsyncIterable<unknown>) {
  let last: BulkProgress | undefined;
  const refused: Record<string, string> = {};
  for await (const item of work) {
    last = contract.KeyCopyRun.output.parse(item);
    for (const { name, code } of last.rows) if (code !== undefined) refused[name] = code;
  }
  if (!last) throw new Error('a run tells of itself');
  return { changed: last.changed, total: last.total, refused };
}

export const copy = async (window: Window, ask: Ask = {}, choice: Partial<Input<'KeyCopyRun'>> = {}) =>
  run(window, (await plan(window, ask)).job, choice);

export const namesIn = async (window: Window, vault: string = target) =>
  (await window.call('KeyList', { vault })).items.map(({ name }) => name);

/** Somebody with a role on the one vault, and one on the other. */
export async function windowOf(engine: Engine, owner: Window, inSource: string, inTarget: string): Promise<Window> {
  const scopeOf = async (vault: string) => (await owner.call('VaultGet', { vault })).resourceId;
  const { id } = await aPerson(engine, 'bob', { role: inSource, scope: await scopeOf(source) });
  const { store, keyring } = roomsOf(engine);
  const roleId = roles.find(({ name }) => name === inTarget)?.id ?? '';
  const grant = { id: randomUUID(), principalId: id, roleId, scope: await scopeOf(target), from: 0, grantedBy: id, reason: 'test' };
  if (inTarget !== '') await store.transaction((tx) => addGrant(tx, keyring, grant));
  const window = engine.window();
  await signIn(window, password, 'bob');
  return window;
}
