import * as z from 'zod';
import type { HouseEvent } from '../audit/event.ts';
import type { Tx } from '../operation/store.ts';
import type { Deletion } from './vault-store.ts';

/**
 * Time that nobody saw pass (the house was closed, the computer slept, the clock was set) counts up to so much towards destroying what was
 * deleted: the least that a vault can promise. What goes beyond may be a clock that jumped.
 */
const mostUnseenMs = 7 * 86_400_000;

/** After `from` the clock went on by more than was seen to pass, and than is believed. */
const clockJump = z.strictObject({ from: z.number().int(), skippedMs: z.number().int().positive() });
export type ClockJump = z.infer<typeof clockJump>;

const jumpsSetting = 'clockJumps';
/** Older ones are added up: each holds at least a week, and nothing lies in the recycle bin for long. */
const mostJumps = 64;

/** The jump between two looks at the house's clock, if there was one. @param seenMs how much of the time between was seen to pass */
export function findJump(from: number, now: number, seenMs: number): ClockJump | undefined {
  const skippedMs = Math.floor(now - from - seenMs - mostUnseenMs);
  return skippedMs > 0 ? { from, skippedMs } : undefined;
}

/** Whether the day of what was deleted has come by time that is believed: the jumps since its deletion do not count. */
export const isOver = (deletion: Deletion, jumps: readonly ClockJump[], now: number): boolean =>
  deletion.purgeOn + jumps.filter(({ from }) => from >= deletion.on).reduce((sum, { skippedMs }) => sum + skippedMs, 0) <= now;

export const readJumps = async (tx: Tx): Promise<ClockJump[]> =>
  z.array(clockJump).parse(JSON.parse((await tx.settings.find(jumpsSetting)) ?? '[]'));

/** Remembers a jump: what was deleted before it is destroyed by so much later. */
export async function addJump(tx: Tx, jump: ClockJump): Promise<void> {
  const jumps = [...(await readJumps(tx)), jump];
  await tx.settings.put(jumpsSetting, JSON.stringify(jumps.length > mostJumps ? mergeOldest(jumps) : jumps));
}

/** The two oldest as one that reaches as far as both: what was deleted between them is destroyed later, never sooner. */
function mergeOldest([first, second, ...rest]: readonly ClockJump[]): ClockJump[] {
  if (!first || !second) return [];
  return [{ from: Math.max(first.from, second.from), skippedMs: first.skippedMs + second.skippedMs }, ...rest];
}

/** More time is said to have passed than is believed: what lies in the recycle bin stays longer by the rest. */
export const jumpEvent = ({ from, skippedMs }: ClockJump): HouseEvent => ({
  operation: 'PurgePostpone',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  object: 'clock',
  properties: { from: new Date(from).toISOString(), skippedMs: String(skippedMs) },
});
