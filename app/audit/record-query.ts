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
export const matchesQuery = (row: RecordRow, query: RecordQuery): boolean =>
  row.canonical !== undefined && isWithin(row, query) && conditions.every((holds) => holds(row, query));

/** Between the ends of time and sequence. */
const isWithin = ({ time, sequence }: RecordRow, { from = -Infinity, until = Infinity, below = Infinity }: RecordQuery): boolean =>
  time >= from && time <= until && sequence < below;

type Condition = (row: RecordRow, query: RecordQuery) => boolean;

const conditions: readonly Condition[] = [
  (row, { result }) => !result || result.includes(row.result),
  (row, { door }) => !door || door.includes(row.door),
  (row, { operation }) => isAmong(operation, row.operation),
  (row, { identity }) => isAmong(identity, row.identityId),
  (row, { vault }) => isAmong(vault, row.vault),
  (row, { object }) => isAmong(object, row.object),
  (row, { address }) => isAmong(address, row.address),
  (row, { code }) => isAmong(code, row.code),
  (row, { except }) => !except || !isAmong(except, row.operation),
  (row, { correlationId }) => correlationId === undefined || isAmong([correlationId], row.correlationId),
  (row, { text }) => text === undefined || containsText(row, text.toLowerCase()),
  (row, { scope }) => scope === undefined || reaches(scope, row.resourceId),
];

function isAmong(wanted: readonly string[] | undefined, text: string): boolean {
  if (!wanted) return true;
  const folded = text.toLowerCase();
  return wanted.some((each) => each.toLowerCase() === folded);
}

const containsText = (row: RecordRow, text: string): boolean =>
  row.object.toLowerCase().includes(text) || row.identity.toLowerCase().includes(text);
