import type { Keyring } from '../seal/keyring.ts';
import { type ClockJump, readJumps } from '../vault/clock-jump.ts';
import type { Read } from './audit-log.ts';
import type { LogRemover } from './log-remover.ts';
import { readRetention } from './retention.ts';

const dayMs = 86_400_000;

export interface LogKeeperDeps {
  readonly keyring: Pick<Keyring, 'rowMac'>;
  readonly read: Read;
  readonly remover: LogRemover;
  /** The house's clock. */
  readonly clock: { now(): number; ticks(): number };
}

/**
 * Removes, once a day, what is older than records are kept, and finishes removals that never came to their end.
 * @returns what to do whenever it may be time for it; it rests `between` two commits
 */
export function createLogKeeper({ keyring, read, remover, clock }: LogKeeperDeps): (between: () => Promise<void>) => Promise<void> {
  let lookedOn = -Infinity;
  return async (between) => {
    if (clock.ticks() - lookedOn < dayMs) return;
    lookedOn = clock.ticks();
    const [days, jumps] = await read(async (tx) => [await readRetention(tx, keyring), await readJumps(tx)] as const);
    if (days !== undefined) {
      const before = Math.max(0, endOfKept(clock.now() - days * dayMs, jumps));
      const order = { removal: { kind: 'before', before }, reason: `kept for ${days} days`, by: { address: 'engine' } } as const;
      for (let from: number | undefined = 0; from !== undefined;) {
        const step: { next?: number } = await remover.removeSome(order, from);
        from = step.next;
        if (from !== undefined) await between();
      }
    }
    await remover.forget();
  };
}

/** What is before it is old enough by time that is believed: a clock that jumped makes nothing older. */
const endOfKept = (before: number, jumps: readonly ClockJump[]): number =>
  jumps.toSorted((a, b) => b.from - a.from).reduce((end, { from, skippedMs }) => (from >= end - skippedMs ? end - skippedMs : end), before);
