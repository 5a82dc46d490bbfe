import type { LogFilter } from '../contract/log.ts';
import type { RecordRow } from './record-store.ts';

/** Whether a row is one that the filter asks for: what a store's query must give too. Both ends of the time are included. */
export function matchesFilter(row: RecordRow, { result, operation, text, from, until }: LogFilter): boolean {
  return (
    (result === undefined || result.includes(row.result)) &&
    (operation === undefined || operation.includes(row.operation)) &&
    (from === undefined || row.time >= from) &&
    (until === undefined || row.time <= until) &&
    (text === undefined || containsText(row, text.toLowerCase()))
  );
}

const containsText = (row: RecordRow, text: string): boolean =>
  row.object.toLowerCase().includes(text) || row.identity.toLowerCase().includes(text);
