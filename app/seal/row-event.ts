import type { HouseEvent } from '../audit/event.ts';

/** Rows do not add up to their manifest: some are missing, doubled, older or edited. @param rows such as `grant`, or the secrets of a vault */
export const rowEvent = (rows: string): HouseEvent => ({
  operation: 'RowMismatch',
  result: 'failed',
  status: 500,
  code: 'IntegrityViolation',
  object: `rows / ${rows}`,
  properties: {},
});
