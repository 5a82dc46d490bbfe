import type { LogFacet, Result } from '../contract/log.ts';
import type { RecordRow } from './record-store.ts';

/** How many records ended in which way. */
export type Tally = Record<Result, number>;

export const emptyTally = (): Tally => ({ succeeded: 0, refused: 0, failed: 0, attempted: 0 });

/** Equal stretches of time, one after the other. */
export interface Stretches {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly stepMs: number;
  readonly count: number;
}

/** When the first and the last of some records began. */
export interface Span {
  readonly oldest: number;
  readonly newest: number;
}

/** Which values of fields are counted. */
export interface FacetAsk {
  readonly fields: readonly LogFacet[];
  /** Only values that people read this in, without case. */
  readonly text: string | undefined;
  /** Values of a field at the most. */
  readonly limit: number;
}

export interface FacetValue {
  readonly value: string;
  /** What people read for it. */
  readonly label: string;
  readonly count: number;
}

/** The commonest values of a field; of two that are as common the one that was seen last comes first. */
export interface Facet {
  readonly field: LogFacet;
  readonly values: FacetValue[];
  readonly more: boolean;
}

/** What a row has in a field, as filters name it. */
export const facetValue = (row: RecordRow, field: LogFacet): string => (field === 'identity' ? row.identityId : row[field]);

/** What people read for it. */
export const facetLabel = (row: RecordRow, field: LogFacet): string => row[field];
