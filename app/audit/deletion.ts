import type { Input } from '../contract/operation.ts';
import type { Tx } from '../operation/store.ts';
import { readRanges, type Range } from './range.ts';
import { matchesQuery, type RecordQuery } from './record-query.ts';
import { type AuditRecord, readRecord } from './record.ts';
import type { RecordRow } from './record-store.ts';

/** What is removed: everything before an instant, or records one by one. */
export type Removal = Input<'LogDeletePreview'>['removal'];

/** Whose records say what was removed: they are never removed themselves. */
export const removalOperation = 'LogDelete';

/** The property of a record that names what went with it. */
export const removedProperty = 'removed';

/** What a record says was removed with it. @returns undefined when it is no record of a removal */
export function removedBy(record: AuditRecord): readonly Range[] | undefined {
  if (record.operationName !== removalOperation || record.result !== 'succeeded') return undefined;
  const ranges = readRanges(record.properties[removedProperty]?.toString() ?? '');
  // Only what was there before it.
  return ranges && (ranges.at(-1)?.last ?? 0) < record.sequence ? ranges : undefined;
}

/** The same of a row whose text was found to be what was hashed. */
export function removedByRow(row: RecordRow): readonly Range[] {
  if (row.operation !== removalOperation || row.canonical === undefined) return [];
  const record = readRecord(row.canonical);
  return (record && removedBy(record)) ?? [];
}

/** What may be removed at all: what is under a kept checkpoint, and does not say itself what was removed. */
async function removable(tx: Tx): Promise<RecordQuery> {
  const [newest] = await tx.records.listCheckpoints(undefined, 1);
  return { except: [removalOperation], below: newest?.size ?? 0 };
}

/** Most records that are removed in one commit. */
export const mostTogether = 1024;

/** Of what is to be removed the next rows, oldest first, from a sequence on. @returns at most `mostTogether` */
export async function findRemovable(tx: Tx, removal: Removal, from: number): Promise<RecordRow[]> {
  const query = await removable(tx);
  if (removal.kind === 'before') {
    return removal.before === 0 ? [] : tx.records.listUp(from, mostTogether, { ...query, until: removal.before - 1 });
  }
  const rows: RecordRow[] = [];
  for (const sequence of [...new Set(removal.sequences)].sort((a, b) => a - b)) {
    const row = sequence >= from ? await tx.records.find(sequence) : undefined;
    if (row && matchesQuery(row, query)) rows.push(row);
  }
  return rows;
}

/** How many records a removal would take, and from when to when. */
export async function countRemovable(tx: Tx, removal: Removal): Promise<{ count: number; oldest?: number; newest?: number }> {
  if (removal.kind === 'before') {
    const query = { ...(await removable(tx)), until: removal.before - 1 };
    const [count, span] = [await tx.records.count(query), await tx.records.span(query)];
    return { count: count.count, ...span };
  }
  const times = (await findRemovable(tx, removal, 0)).map((row) => row.time);
  return times.length === 0 ? { count: 0 } : { count: times.length, oldest: Math.min(...times), newest: Math.max(...times) };
}
