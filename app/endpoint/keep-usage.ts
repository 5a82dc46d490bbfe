import type { Clock } from '../operation/clock.ts';
import type { Committer } from '../operation/committer.ts';
import { createRest } from '../operation/rest.ts';
import type { Tx } from '../operation/store.ts';
import type { Meter } from './meter.ts';
import type { UsageRow } from './usage-store.ts';

/** How long what was counted lives in memory alone: never one write for each request. */
const everyMs = 5_000;

interface Deps {
  readonly meter: Meter;
  readonly committer: Committer;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
}

/** Writes what the meter counted, every few seconds while there is something, and once more at the end. */
export function keepUsage(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rest = createRest(deps.clock, stopping.signal);
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await rest(everyMs);
      await writeUsage(deps).catch(deps.report);
    }
  };
  const done = work();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** @throws VaultError StoreUnavailable; what was counted is kept then */
async function writeUsage({ meter, committer }: Deps): Promise<void> {
  if (meter.pending().length === 0) return;
  const undo: (() => void)[] = [];
  try {
    await committer.commit({
      async run(tx) {
        // Taken in its turn, so that whoever reads both finds each count once.
        const { rows, giveBack } = meter.take();
        undo.push(giveBack);
        await tx.usage.add(await known(tx, rows));
      },
      entries: () => [],
    });
  } catch (error) {
    for (const giveBack of undo) giveBack();
    throw error;
  }
}

/** Those of vaults that there are: names that nobody has are asked for by strangers. */
async function known(tx: Tx, rows: readonly UsageRow[]): Promise<UsageRow[]> {
  const names = new Set<string>();
  for (const name of new Set(rows.map(({ vault }) => vault))) if (await tx.vaults.find(name.toLowerCase())) names.add(name);
  return rows.filter(({ vault }) => names.has(vault));
}
