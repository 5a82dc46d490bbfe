import { checkRecord } from './check-record.ts';
import type { Verifier } from './check-record.ts';
import { openCheckpoint, statesSame } from './checkpoint.ts';
import { removedByRow } from './deletion.ts';
import type { FaultList } from './fault-list.ts';
import { type Range, subtractRanges } from './range.ts';
import type { CheckpointRow, RecordRow } from './record-store.ts';
import { createRootCheck } from './root-check.ts';
import type { Bounds, Stated } from './root-check.ts';

/** Goes over the log once, from its first record to its last, holding no more than one page. */
export interface Walk {
  /** @param checkpoints those of the sizes that the tree has within these rows */
  page(rows: readonly RecordRow[], checkpoints: readonly CheckpointRow[]): void;
  /** @param total records that there should be */
  end(total: number): { readonly records: number; readonly checkpoints: number };
}

export function startWalk(verifier: Verifier, faults: FaultList, bounds: Bounds): Walk {
  const roots = createRootCheck(verifier, faults, bounds);
  const count = { records: 0, checkpoints: 0 };
  const [missing, removed]: [Range[], Range[]] = [[], []];
  let next = 0;

  const addMissing = (until: number): void => {
    roots.stop();
    faults.add({ sequence: next, kind: 'missing', detail: `${until - next} records are missing, up to ${until - 1}.` });
  };

  const takeRow = (row: RecordRow, noted: ReadonlyMap<number, Stated>): void => {
    if (row.sequence < next) {
      faults.add({ sequence: row.sequence, kind: 'row', detail: 'This record is there more than once.' });
      return;
    }
    if (row.sequence > next) addMissing(row.sequence);
    next = row.sequence + 1;
    count.records += 1;
    const fault = checkRecord(verifier, row);
    if (fault) faults.add(fault);
    // What a record says was removed is only believed while its text gives its hash.
    else removed.push(...removedByRow(row));
    if (row.canonical === undefined) addGap(missing, row.sequence);
    // The kept hash, not that of an altered text: so the tree still tells where else something is wrong.
    roots.grow(row.leafHash, noted.get(next));
  };

  return {
    page(rows, checkpoints) {
      count.checkpoints += checkpoints.length;
      const noted = new Map(trusted(verifier, faults, checkpoints).map((it) => [it.size, it]));
      for (const row of rows) takeRow(row, noted);
    },
    end(total) {
      if (next < total) addMissing(total);
      for (const range of subtractRanges(missing, removed)) addUnsaid(faults, range);
      return count;
    },
  };
}

function addGap(gaps: Range[], sequence: number): void {
  const end = gaps.at(-1);
  if (end?.last === sequence - 1) gaps[gaps.length - 1] = { first: end.first, last: sequence };
  else gaps.push({ first: sequence, last: sequence });
}

function addUnsaid(faults: FaultList, { first, last }: Range): void {
  const whose = first === last ? 'The text of this record was' : `The texts of ${last - first + 1} records, up to ${last}, were`;
  faults.add({ sequence: first, kind: 'missing', detail: `${whose} removed, and no record says by whom.` });
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
