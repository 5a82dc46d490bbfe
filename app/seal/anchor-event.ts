import type { HouseEvent } from '../audit/event.ts';
import type { DistrustedCopy } from './anchor-file.ts';

/** A copy of the anchor is not trusted. */
export const anchorEvent = ({ place, reason }: DistrustedCopy): HouseEvent => ({
  operation: 'AnchorMismatch',
  result: 'failed',
  status: 500,
  code: 'IntegrityViolation',
  object: `anchor / ${place}`,
  properties: { reason },
});
