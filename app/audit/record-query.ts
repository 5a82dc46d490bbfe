import { reaches } from '../access/scope.ts';
import type { LogFilter } from '../contract/log.ts';
import type { RecordRow } from './record-store.ts';

/** Which records are meant: those of a filter that are about a place. Records whose text was removed are never meant. */
export interface RecordQuery extends LogFilter {
  /** Only what is about this place or lies below it; without it everything. */
  readonly scope?: string | undefined;
  /** Operations whose records are left out. */
  readonly except?: readonly string[] | undefined;
  /** Only sequences below it. */
  readonly below?: number | undefined;
}

/** Whether a query means a row: what a store's own way of asking must give too. Texts are compared without case. */
export function matchesQuery(row: RecordRow, query: RecordQuery): boolean {
  const { result, door, from, until, text, correlationId, scope, except, below } = query;
  return (
    row.canonical !== undefined &&
    (result === undefined || result.includes(row.result)) &&
    (door === undefined || door.includes(row.door)) &&
    (from === undefined || row.time >= from) &&
    (until === undefined || row.time <= until) &&
    (below === undefined || row.sequence < below) &&
    isAmong(query.operation, row.operation) &&
    isAmong(query.identity, row.identityId) &&
    isAmong(query.vault, row.vault) &&
    isAmong(query.object, row.object) &&
    isAmong(query.address, row.address) &&
    isAmong(query.code, row.code) &&
    !(except && isAmong(except, row.operation)) &&
    (correlationId === undefined || correlationId.toLowerCase() === row.correlationId.toLowerCase()) &&
    (text === undefined || containsText(row, text.toLowerCase())) &&
    (scope === undefined || reaches(scope, row.resourceId))
  );
}

function isAmong(wanted: readonly string[] | undefined, text: string): boolean {
  if (!wanted) return true;
  const folded = text.toLowerCase();
  return wanted.some((each) => each.toLowerCase() === folded);
}

const containsText = (row: RecordRow, text: string): boolean =>
  row.object.toLowerCase().includes(text) || row.identity.toLowerCase().includes(text);
