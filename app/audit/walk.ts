import type { AnchorPoint } from './audit-log.ts';
import { checkRecord } from './check-record.ts';
import type { Verifier } from './check-record.ts';
import { openCheckpoint, statesSame } from './checkpoint.ts';
import type { FaultList } from './fault-list.ts';
import type { CheckpointRow, RecordRow } from './record-store.ts';
import { appendLeaf, emptyFrontier, rootOf, sameBytes } from './tree.ts';

/** Goes over the log once, from its first record to its last, holding no more than one page. */
export interface Walk {
  /** @param checkpoints those that cover these rows' ends */
  page(rows: readonly RecordRow[], checkpoints: readonly CheckpointRow[]): void;
  /** @param total records that there should be */
  end(total: number): { readonly records: number; readonly checkpoints: number };
}

/** A root that the tree must have had at a size. */
interface Stated {
  readonly size: number;
  readonly rootHash: Uint8Array;
}

/** @param head what the signed head states, undefined when there is no head to trust */
export function startWalk(verifier: Verifier, faults: FaultList, head: Stated | undefined, anchor: AnchorPoint | undefined): Walk {
  const { hash, checkpointInterval } = verifier;
  let frontier = emptyFrontier;
  let next = 0;
  /** Up to where signed roots have been met. */
  let proven = 0;
  /** Once a leaf is unknown, or a root was not met, no later root can be: the first place is the one to report. */
  let [isComplete, isAgreeing] = [true, true];
  const count = { records: 0, checkpoints: 0 };

  const addMissing = (until: number): void => {
    isComplete = false;
    faults.add({ sequence: next, kind: 'missing', detail: `${until - next} records are missing, up to ${until - 1}.` });
  };

  const takeRow = (row: RecordRow): void => {
    if (row.sequence > next) addMissing(row.sequence);
    next = row.sequence + 1;
    count.records += 1;
    const fault = checkRecord(verifier, row);
    if (fault) faults.add(fault);
    // The kept hash, not that of an altered text: so the tree still tells where else something is wrong.
    if (isComplete) frontier = appendLeaf(hash, frontier, row.leafHash);
  };

  const meetRoot = (stated: Stated, root: Uint8Array): void => {
    if (sameBytes(stated.rootHash, root)) {
      proven = stated.size;
      return;
    }
    isAgreeing = false;
    const detail = `Records ${proven} to ${stated.size - 1} do not give the root that was signed at ${stated.size}.`;
    faults.add({ sequence: proven, kind: 'checkpoint', detail });
  };

  const meet = (noted: ReadonlyMap<number, Stated>): void => {
    if (!isComplete) return;
    const kept = noted.get(next);
    if (!kept && next % checkpointInterval === 0) {
      faults.add({ sequence: next - 1, kind: 'checkpoint', detail: `The checkpoint at ${next} is missing or cannot be trusted.` });
    }
    const stated = [kept, head?.size === next ? head : undefined].filter((it) => it !== undefined);
    const isAnchored = anchor?.size === next;
    if (stated.length === 0 && !isAnchored) return;
    const root = rootOf(hash, frontier);
    for (const it of stated) if (isAgreeing) meetRoot(it, root);
    if (isAnchored && !sameBytes(anchor.rootHash, root)) {
      faults.add({ sequence: next - 1, kind: 'anchor', detail: `The first ${next} records are not those that the anchor has seen.` });
    }
  };

  return {
    page(rows, checkpoints) {
      count.checkpoints += checkpoints.length;
      const noted = new Map(trusted(verifier, faults, checkpoints).map((it) => [it.size, it]));
      for (const row of rows) {
        if (row.sequence < next) {
          faults.add({ sequence: row.sequence, kind: 'row', detail: 'This record is there more than once.' });
          continue;
        }
        takeRow(row);
        meet(noted);
      }
    },
    end(total) {
      if (next < total) addMissing(total);
      return count;
    },
  };
}

/** The checkpoints that are signed and state what their columns say; the others become faults. */
const trusted = (verifier: Verifier, faults: FaultList, rows: readonly CheckpointRow[]): CheckpointRow[] =>
  rows.filter((row) => {
    const fault = checkNote(verifier, row);
    if (fault) faults.add({ sequence: Math.max(0, row.size - 1), ...fault });
    return fault === undefined;
  });

/** Checks a checkpoint or head by itself. */
export function checkNote({ crypto, key }: Verifier, row: CheckpointRow): { kind: 'signature' | 'checkpoint'; detail: string } | undefined {
  const noted = openCheckpoint(crypto, key, row.note);
  if (!noted) return { kind: 'signature', detail: `The checkpoint at ${row.size} is not signed by this log's key.` };
  if (!statesSame(row, noted)) return { kind: 'checkpoint', detail: `The checkpoint at ${row.size} is shown other than it was signed.` };
  return undefined;
}
