import type { AnchorPoint } from './audit-log.ts';
import type { Verifier } from './check-record.ts';
import type { FaultList } from './fault-list.ts';
import { appendLeaf, emptyFrontier, rootOf, sameBytes } from './tree.ts';

/** A root that the tree must have had at a size. */
export interface Stated {
  readonly size: number;
  readonly rootHash: Uint8Array;
}

/** What the tree must agree with besides its kept checkpoints. */
export interface Bounds {
  /** What the signed head states; undefined when there is no head to trust. */
  readonly head: Stated | undefined;
  readonly anchor: AnchorPoint | undefined;
}

/** Grows the tree leaf by leaf and compares its roots with those that were signed or anchored. */
export interface RootCheck {
  /** @param kept the trusted checkpoint at the size that the tree then has */
  grow(leafHash: Uint8Array, kept: Stated | undefined): void;
  /** A leaf is unknown: no later root can be computed. */
  stop(): void;
}

export function createRootCheck({ hash, checkpointInterval }: Verifier, faults: FaultList, { head, anchor }: Bounds): RootCheck {
  let frontier = emptyFrontier;
  let isStopped = false;
  /** Up to where signed roots were met. */
  let proven = 0;
  /** Once a root was not met no later one can be: the first place is the one to report. */
  let isAgreeing = true;

  const meet = (stated: Stated, root: Uint8Array): void => {
    if (sameBytes(stated.rootHash, root)) {
      proven = stated.size;
      return;
    }
    isAgreeing = false;
    const detail = `Records ${proven} to ${stated.size - 1} do not give the root that was signed at ${stated.size}.`;
    faults.add({ sequence: proven, kind: 'checkpoint', detail });
  };

  const meetAnchor = (rootHash: Uint8Array, root: Uint8Array): void => {
    if (sameBytes(rootHash, root)) return;
    const detail = `The first ${frontier.size} records are not those that the anchor has seen.`;
    faults.add({ sequence: frontier.size - 1, kind: 'anchor', detail });
  };

  const compare = (kept: Stated | undefined): void => {
    const { size } = frontier;
    const due = [kept, head].filter((it) => it?.size === size);
    const isAnchored = anchor?.size === size;
    if (due.length === 0 && !isAnchored) return;
    const root = rootOf(hash, frontier);
    for (const stated of due) if (stated && isAgreeing) meet(stated, root);
    if (isAnchored) meetAnchor(anchor.rootHash, root);
  };

  return {
    grow(leafHash, kept) {
      if (isStopped) return;
      frontier = appendLeaf(hash, frontier, leafHash);
      if (!kept && frontier.size % checkpointInterval === 0) {
        const detail = `The checkpoint at ${frontier.size} is missing or cannot be trusted.`;
        faults.add({ sequence: frontier.size - 1, kind: 'checkpoint', detail });
      }
      compare(kept);
    },
    stop() {
      isStopped = true;
    },
  };
}
