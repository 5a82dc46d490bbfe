import type { HouseEvent } from '../audit/event.ts';

/** Rows do not add up to their manifest: some are missing, doubled or older. @param rows such as `grant`, or the secrets of a vault */
export const rowEvent = (rows: string): HouseEvent => ({
  operation: 'RowMismatch',
  result: 'failed',
  status: 500,
  code: 'IntegrityViolation',
  object: `rows / ${rows}`,
  properties: {},
});
