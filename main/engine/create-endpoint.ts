import type { EndpointHost, EndpointPlan } from '../../app/endpoint/endpoint-host.ts';
import { createMeter } from '../../app/endpoint/meter.ts';
import { createNameCheck } from '../endpoint/check-process.ts';
import { createEndpointHost } from '../endpoint/endpoint-host.ts';
import { askingOf, createElevation } from '../endpoint/hosts-elevation.ts';
import { createHostsFile } from '../endpoint/hosts-file.ts';
import { systemHostsFile } from '../endpoint/system-hosts.ts';
import type { RestDoor } from '../rest/rest-door.ts';
import { childStart, type Tools } from './tool.ts';

export interface EndpointDeps {
  readonly tools: Pick<Tools, 'clock'>;
  readonly env: NodeJS.ProcessEnv;
  readonly open: (plan: EndpointPlan) => Promise<RestDoor>;
  readonly report: (error: unknown) => void;
}

const checkMs = 10_000;

/** Where applications come in, on this computer. */
export const createEndpoint = ({ tools: { clock }, env, open, report }: EndpointDeps): EndpointHost =>
  createEndpointHost({
    open,
    clock,
    report,
    meter: createMeter(clock),
    names: createNameCheck({ ...childStart('check-child', 'endpoint', env), deadlineMs: checkMs }),
    hosts: createHostsFile({
      file: systemHostsFile(process.platform, env),
      elevation: createElevation(askingOf(process.platform), env, process.platform),
    }),
  });
