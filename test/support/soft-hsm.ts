import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HsmFollow, type HsmModule, type HsmToken } from '../../app/contract/hsm.ts';
import type { Input } from '../../app/contract/operation.ts';
import { type Desk, utf8 } from './a-house.ts';

export const softHsm = '/usr/lib/softhsm/libsofthsm2.so';

/** Where SoftHSM keeps its tokens: a folder of the test's own. @returns environment that it finds it by */
export function softHsmIn(folder: string): { readonly SOFTHSM2_CONF: string } {
  const tokens = join(folder, 'tokens');
  const file = join(folder, 'softhsm2.conf');
  mkdirSync(tokens);
  writeFileSync(file, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n`);
  return { SOFTHSM2_CONF: file };
}

/** Whoever can follow HSMs: a window, or the client of an engine. */
export interface HsmDesk extends Desk {
  listen(name: 'HsmFollow', input: Input<'HsmFollow'>): AsyncIterable<unknown>;
}

export interface TokenPlan {
  /** Of a vault or pool, which is made for it; premium where nothing is said. */
  readonly vault: string;
  readonly tier?: 'premium' | 'managed-hsm';
  readonly label: string;
  readonly pin: string;
  /** Whether the house keeps the PIN. */
  readonly keep: boolean;
  /** SoftHSM where nothing is said. */
  readonly library?: string;
}

/** Adds a library, makes and opens a token, and a vault whose HSM keys are made in it. */
export async function bindToken(
  desk: HsmDesk,
  { vault, tier = 'premium', label, pin, keep, library = softHsm }: TokenPlan,
): Promise<HsmToken> {
  const { id } = await desk.call('HsmModuleAdd', { name: 'SoftHSM', path: library, parameters: '' });
  const { slots } = await moduleWhen(desk, id, ({ state }) => state === 'ready');
  const slot = slots.find(({ token }) => token === 'blank')?.slot ?? 0;
  const { id: token } = await desk.call('HsmTokenInit', { module: id, slot, label, officerPin: utf8('87654321'), userPin: utf8(pin) });
  const opened = await desk.call('HsmTokenOpen', { token, pin: utf8(pin), keep });
  const { resourceGroup } = await desk.call('SessionGet', {});
  await desk.call('VaultPut', { name: vault, resourceGroup, tier, retentionDays: 90, purgeProtection: false, tags: {} });
  await desk.call('HsmBindingPut', { vault, token });
  return opened;
}

/** A module as soon as it is seen so. */
export async function moduleWhen(desk: HsmDesk, id: string, is: (module: HsmModule) => boolean): Promise<HsmModule> {
  for await (const told of desk.listen('HsmFollow', {})) {
    const found = HsmFollow.output.parse(told).items.find((it) => it.id === id);
    if (found && is(found)) return found;
  }
  throw new Error('nothing is told of modules any more');
}
