import type { HouseEvent } from '../audit/event.ts';
import type { DistrustedCopy } from './anchor-file.ts';

/** No place has a copy, though there is a log to be anchored. */
interface MissingAnchor {
  readonly place: 'everywhere';
  readonly reason: 'missing';
}

/** A copy of the anchor is not trusted, or there is none: an older store could not be told from the newest. */
export const anchorEvent = ({ place, reason }: DistrustedCopy | MissingAnchor): HouseEvent => ({
  operation: 'AnchorMismatch',
  result: 'failed',
  status: 500,
  code: 'IntegrityViolation',
  object: `anchor / ${place}`,
  properties: { reason },
});
