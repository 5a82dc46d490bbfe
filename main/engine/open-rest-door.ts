import type { EndpointPlan } from '../../app/endpoint/endpoint-host.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import type { House } from '../../app/seal/house.ts';
import type { RestDoor } from '../rest/rest-door.ts';
import type { Tools } from './tool.ts';

/** What is there by the time that somebody is served. */
export interface Served {
  readonly house?: House;
  readonly corridor?: Corridor;
}

/** Opens the door for applications as planned, to the corridor of the open house. */
export function openRestDoor(_tools: Tools, served: Served, _reportBug: (error: unknown, correlationId?: string) => void) {
  return async (_plan: EndpointPlan): Promise<RestDoor> => {
    if (!served.house || !served.corridor) throw new Error('nobody is served before the house stands');
    throw new Error('there is no door yet');
  };
}
