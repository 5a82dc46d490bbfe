import type { Tx } from '../operation/store.ts';

/** Far more than names that differ from it in their case alone. */
const mostRecords = 50;

/** Who changed something last, as the log has it; undefined when it does not say. For telling people: nothing is decided by it. */
export async function findLastChange(
  tx: Pick<Tx, 'records'>,
  object: string,
  operations: readonly string[],
): Promise<{ readonly by: string; readonly on: number } | undefined> {
  const rows = await tx.records.list(undefined, mostRecords, { operation: [...operations], result: ['succeeded'], object: [object] });
  const row = rows.find((it) => it.object === object);
  return row && { by: row.identity, on: row.time };
}
