import type { Entry } from '../audit/entry.ts';
import { nobody } from '../identity/principal.ts';
import type { DistrustedCopy } from './anchor-file.ts';
import type { HouseDeps } from './house-deps.ts';

/** The record of an anchor copy that is not trusted. */
export const anchorEvent = ({ clock, newId }: HouseDeps, { place, reason }: DistrustedCopy): Entry => ({
  time: clock.now(),
  durationMs: 0,
  operation: 'AnchorMismatch',
  result: 'failed',
  status: 500,
  code: 'IntegrityViolation',
  resourceId: '/',
  object: `anchor / ${place}`,
  door: 'job',
  address: '',
  identity: { id: nobody.id, name: nobody.name, kind: nobody.kind, sessionId: undefined },
  correlationId: newId(),
  requestId: newId(),
  allowedBy: undefined,
  missing: undefined,
  properties: { reason },
});
