import type { Anchor, AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../operation/clock.ts';
import type { Committer } from '../operation/committer.ts';
import { encodeAnchor } from './anchor-file.ts';
import type { AnchorPlace } from './instance-folder.ts';
import type { Keyring } from './keyring.ts';
import { manifestSequence } from './manifest.ts';

/** Longest time, in milliseconds, that a commit is ahead of the anchor. */
const mostLagMs = 1_000;

/** Carries the log's size and root to the places outside the database. */
export interface AnchorKeeper {
  current(): Anchor | undefined;
  /** Something was committed: the anchor follows within a second. */
  touch(): void;
  /** From now on what the store holds is right, though the anchor remembered more. */
  rebase(): void;
  /** Writes what is outstanding, to every place. */
  close(): Promise<void>;
}

interface Deps {
  readonly audit: AuditLog;
  readonly committer: Committer;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly places: readonly AnchorPlace[];
  readonly slotSequence: () => number;
  readonly report: (error: unknown) => void;
}

/** @param found the anchor as it was read at the start @param held whether the store is older: then nothing is written until `rebase` */
export function createAnchorKeeper(deps: Deps, found: Anchor | undefined, held: boolean): AnchorKeeper {
  const written = new Map<string, number>();
  let anchor = found;
  let waiting: (() => void) | undefined;
  let writing = Promise.resolve();
  let quarantined = held;

  const isDue = (place: AnchorPlace): boolean => deps.clock.ticks() - (written.get(place.name) ?? -Infinity) >= place.restMs;

  async function write(places: readonly AnchorPlace[]): Promise<void> {
    const point = await deps.committer.commit({
      run: async (tx) => ({ ...(await deps.audit.anchorPoint(tx)), manifestSequence: await manifestSequence(tx.manifests) }),
      entries: () => [],
    });
    const next = { ...point, slotSequence: deps.slotSequence() };
    const content = encodeAnchor(deps, next);
    anchor = next;
    for (const place of places) {
      await place.file.replace(content).catch(deps.report);
      written.set(place.name, deps.clock.ticks());
    }
  }

  function writeNext(places: () => readonly AnchorPlace[]): Promise<void> {
    waiting?.();
    waiting = undefined;
    writing = writing.then(() => (quarantined ? undefined : write(places()))).catch(deps.report);
    return writing;
  }

  return {
    current: () => anchor,
    touch() {
      waiting ??= deps.clock.after(mostLagMs, () => void writeNext(() => deps.places.filter(isDue)));
    },
    rebase() {
      quarantined = false;
      void writeNext(() => deps.places);
    },
    close: () => writeNext(() => deps.places),
  };
}
