import type { EndpointHost } from '../../app/endpoint/endpoint-host.ts';
import { createMeter } from '../../app/endpoint/meter.ts';
import { createNameCheck } from '../endpoint/check-process.ts';
import { createEndpointHost } from '../endpoint/endpoint-host.ts';
import { askingOf, createElevation } from '../endpoint/hosts-elevation.ts';
import { createHostsFile } from '../endpoint/hosts-file.ts';
import { systemHostsFile } from '../endpoint/system-hosts.ts';
import { openRestDoor, type RestDoorDeps } from './open-rest-door.ts';
import { childStart, type Tools } from './tool.ts';

export interface EndpointDeps {
  readonly tools: Tools;
  readonly env: NodeJS.ProcessEnv;
  /** What is there by the time that somebody is served. */
  readonly served: RestDoorDeps['served'];
  readonly report: (error: unknown, correlationId?: string) => void;
}

const checkMs = 10_000;

/** Where applications come in, on this computer. */
export function createEndpoint({ tools, env, served, report }: EndpointDeps): EndpointHost {
  const meter = createMeter(tools.clock);
  return createEndpointHost({
    open: (plan) => openRestDoor({ tools, meter, served, onBug: report }, plan),
    clock: tools.clock,
    report,
    meter,
    names: createNameCheck({ ...childStart('check-child', 'endpoint', env), deadlineMs: checkMs }),
    hosts: createHostsFile({
      file: systemHostsFile(process.platform, env),
      elevation: createElevation(askingOf(process.platform), env, process.platform),
    }),
  });
}
