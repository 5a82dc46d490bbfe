import { nobody } from '../identity/principal.ts';
import type { Entry } from './entry.ts';

/** What happened without anyone asking for an operation: the house's own observations. */
export type HouseEvent = Pick<Entry, 'operation' | 'result' | 'status' | 'code' | 'object' | 'properties'> &
  Partial<Pick<Entry, 'door' | 'address'>>;

/** Makes the entry of an event, as nobody's and of this moment. */
export const toEventEntry = (deps: { clock: { now(): number }; newId: () => string }, event: HouseEvent): Entry => ({
  door: 'job',
  address: '',
  ...event,
  time: deps.clock.now(),
  durationMs: 0,
  resourceId: '/',
  identity: { id: nobody.id, name: nobody.name, kind: nobody.kind, sessionId: undefined },
  correlationId: deps.newId(),
  requestId: deps.newId(),
  allowedBy: undefined,
  missing: undefined,
});
