import type { EndpointProblem } from '../contract/endpoint.ts';
import type { EndpointHost, EndpointStand } from '../endpoint/endpoint-host.ts';
import type { NameFinding } from '../endpoint/name-check.ts';
import { createMeter } from '../endpoint/meter.ts';
import type { Clock } from '../operation/clock.ts';

/** What the pretended system does. */
export interface EndpointScript {
  problem?: EndpointProblem;
  connections?: number;
  finding?: NameFinding;
  /** Lines of the pretended hosts file. */
  hosts?: readonly string[];
}

/** A host that listens nowhere. @param script may be changed at any time */
export function createMemoryEndpointHost(clock: Clock, script: EndpointScript = {}): EndpointHost {
  let stand: EndpointStand = { state: 'off', plan: undefined };
  const watching = new Set<() => void>();
  const become = (next: EndpointStand): EndpointStand => {
    stand = next;
    for (const work of watching) work();
    return stand;
  };
  return {
    async apply(plan) {
      if (!plan.on) return become({ state: 'off', plan });
      if (script.problem) return become({ state: 'failed', problem: script.problem, plan });
      return become({ state: 'on', startedOn: clock.now(), plan });
    },
    probe: async () => script.problem,
    current: () => stand,
    connections: () => script.connections ?? 0,
    watch(work) {
      watching.add(work);
      return () => void watching.delete(work);
    },
    async stop() {
      become({ state: 'off', plan: stand.plan });
    },
    meter: createMeter(clock),
    names: {
      ask: async ({ hosts }) =>
        script.finding ?? { names: hosts.map((host) => ({ host, resolves: 'no' as const })), trust: 'not', reached: 'no' },
    },
    hosts: {
      file: '/etc/hosts',
      look: async () => ({ written: script.hosts ?? [], writable: 'yes' }),
      command: (lines) => `write ${lines.join(', ')}`,
      async put(lines) {
        script.hosts = lines;
      },
    },
  };
}
