import { CancelledError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Anchor, Progress, Read } from './audit-log.ts';
import type { Verifier } from './check-record.ts';
import { createFaultList } from './fault-list.ts';
import type { FaultList } from './fault-list.ts';
import type { CheckpointRow, LogHead, RecordRow } from './record-store.ts';
import { isFrontier, rootOf, sameBytes } from './tree.ts';
import { checkNote, startWalk } from './walk.ts';

const pageRows = 1000;

export interface VerifyRequest {
  readonly read: Read;
  readonly anchor: Anchor | undefined;
  readonly signal: AbortSignal;
}

/**
 * Verifies the log as it was when this began: every text, every signed root, the head and the anchor. Holds one page at a time.
 * @throws CancelledError
 */
export async function* verifyLog(verifier: Verifier, { read, anchor, signal }: VerifyRequest): AsyncIterable<Progress> {
  const faults = createFaultList();
  const survey = await read(surveyLog);
  const head = trustedHead(verifier, survey, faults);
  const total = head?.size ?? survey.recordsEnd;
  checkReach(survey, { total, anchor, instanceId: verifier.instanceId }, faults);
  const walk = startWalk(verifier, faults, { head, anchor });
  for (let from = 0; from < total;) {
    if (signal.aborted) throw new CancelledError();
    const page = await read((tx) => readPage(tx, from, total));
    walk.page(page.rows, page.checkpoints);
    from = page.end;
    yield { checked: from, total };
  }
  const { records, checkpoints } = walk.end(total);
  const found = faults.list();
  yield { checked: total, total, verdict: { whole: found.length === 0, records, checkpoints, faults: found } };
}

/** Where the log says that it ends, in one snapshot. */
interface Survey {
  readonly head: LogHead | undefined;
  /** One after the last record. */
  readonly recordsEnd: number;
  readonly checkpointsEnd: number;
}

async function surveyLog(tx: Tx): Promise<Survey> {
  const [checkpoint] = await tx.records.listCheckpoints(undefined, 1);
  return { head: await tx.records.findHead(), recordsEnd: await tx.records.end(), checkpointsEnd: checkpoint?.size ?? 0 };
}

function trustedHead(verifier: Verifier, { head, recordsEnd, checkpointsEnd }: Survey, faults: FaultList): LogHead | undefined {
  if (!head) {
    if (recordsEnd > 0 || checkpointsEnd > 0) faults.add({ sequence: 0, kind: 'checkpoint', detail: 'The head of the log is missing.' });
    return undefined;
  }
  const frontier = { size: head.size, nodes: head.frontier };
  const isWhole = isFrontier(frontier) && sameBytes(rootOf(verifier.hash, frontier), head.rootHash);
  const fault =
    checkNote(verifier, head) ??
    (isWhole ? undefined : { kind: 'checkpoint' as const, detail: 'The head of the log does not give its own root.' });
  if (!fault) return head;
  faults.add({ sequence: Math.max(0, recordsEnd - 1), ...fault });
  return undefined;
}

interface Reach {
  readonly total: number;
  readonly anchor: Anchor | undefined;
  readonly instanceId: string;
}

/** Compares where records, checkpoints and anchor end with where the head does. */
function checkReach({ recordsEnd, checkpointsEnd }: Survey, { total, anchor, instanceId }: Reach, faults: FaultList): void {
  if (recordsEnd > total) faults.add({ sequence: total, kind: 'checkpoint', detail: 'There are records after the signed head.' });
  if (checkpointsEnd > total) {
    faults.add({ sequence: total, kind: 'checkpoint', detail: `A checkpoint covers ${checkpointsEnd} records, the log has ${total}.` });
  }
  if (!anchor) return;
  if (anchor.instanceId !== instanceId) faults.add({ sequence: 0, kind: 'anchor', detail: 'The anchor is that of another instance.' });
  if (anchor.size > total) {
    faults.add({ sequence: total, kind: 'anchor', detail: `The anchor has seen ${anchor.size} records, the log has ${total}.` });
  }
}

interface Page {
  readonly rows: readonly RecordRow[];
  readonly checkpoints: readonly CheckpointRow[];
  /** Where the next page begins. */
  readonly end: number;
}

/** Pages are ranges of sequences, so that one holds no more checkpoints than records. A gap without records is stepped over at once. */
async function readPage(tx: Tx, from: number, total: number): Promise<Page> {
  const found = await tx.records.scan(from, pageRows);
  const first = found[0]?.sequence ?? total;
  if (first >= from + pageRows) return { rows: [], checkpoints: [], end: Math.min(first, total) };
  const end = Math.min(from + pageRows, total);
  const checkpoints = await tx.records.listCheckpoints(end + 1, pageRows);
  return { rows: found.filter((row) => row.sequence < end), checkpoints: checkpoints.filter((row) => row.size > from), end };
}
