import type { EndpointPlan } from '../../app/endpoint/endpoint-host.ts';
import type { Meter } from '../../app/endpoint/meter.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import type { House } from '../../app/seal/house.ts';
import { createLeafBook } from '../authority/leaf-book.ts';
import { openRest, type RestDoor } from '../rest/rest-door.ts';
import { loginRoutes } from '../rest/route/login.ts';
import type { Tools } from './tool.ts';

export interface RestDoorDeps {
  readonly tools: Pick<Tools, 'clock' | 'newId' | 'authority'>;
  readonly meter: Meter;
  /** What is there by the time that somebody is served. */
  readonly served: { readonly house?: House; readonly corridor?: Corridor };
  readonly onBug: (error: unknown, correlationId: string) => void;
}

/** Opens the door for applications as planned, to the corridor of the open house. */
export async function openRestDoor({ tools, meter, served, onBug }: RestDoorDeps, plan: EndpointPlan): Promise<RestDoor> {
  const { corridor } = served;
  if (!corridor) throw new Error('nobody is served before there is a corridor');
  const now = (): number => tools.clock.now();
  const { name, byPort, address, limit } = plan;
  return openRest({
    corridor,
    names: { ...name, byPort },
    leaf: createLeafBook({ maker: tools.authority.maker, open: () => served.house?.open(), own: plan.certificate !== undefined, now }),
    address,
    limit,
    login: loginRoutes(name),
    // Sooner than the shell ends an engine that leaves.
    patience: { closeMs: 1_000 },
    meter,
    newId: tools.newId,
    now,
    onBug,
  });
}
