import { SlotLook } from '../contract/instance.ts';
import type { Output } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type GateOperation, houseTarget } from '../operation/operation.ts';
import type { HouseDeps } from './house-deps.ts';
import { lookForToken, type SlotSight } from './hsm-slot.ts';
import { printOf, standingOf } from './known-slot.ts';
import type { SlotFile } from './slot-file.ts';

/** What the window shows of a slot's token before it is opened, asked again and again: a record of it would say nothing. */
export const lookSlot: GateOperation<typeof SlotLook> = {
  at: 'gate',
  shape: SlotLook,
  needs: { kind: 'nothing' },
  during: ['sealed'],
  throttle: 'window',
  recorded: false,
  fields: {},
  target: () => houseTarget('unlock slots'),
  run: ({ gate }, { slot }) => gate.lookForSlot(slot),
};

/** @throws VaultError SlotNotFound */
export async function lookForSlot(deps: HouseDeps, file: SlotFile | undefined, id: string): Promise<Output<'SlotLook'>> {
  const slot = file?.slots.find((it) => it.id === id);
  if (!file || slot?.kind !== 'hsm') throw new VaultError('SlotNotFound', {});
  const tools = { ...deps, instanceId: file.instanceId };
  const print = printOf(tools, slot);
  const standing = await standingOf(tools, slot);
  if (standing === 'new' || standing === 'changed') return { state: 'unconfirmed', reason: standing, print };
  return { print, ...toLook(lookForToken(deps, slot)) };
}

const states = { starting: 'starting', ready: 'absent', restarting: 'starting', failed: 'failed', stopped: 'starting' } as const;

function toLook({ module, token }: SlotSight): Omit<Output<'SlotLook'>, 'print'> {
  if (token) return { state: 'there', userPin: token.userPin, hasPinPad: token.hasPinPad };
  return { state: states[module?.state ?? 'starting'], ...(module?.problem && { problem: module.problem }) };
}
