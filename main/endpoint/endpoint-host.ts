import type { EndpointHost, EndpointPlan, EndpointStand } from '../../app/endpoint/endpoint-host.ts';
import type { HostsFile } from '../../app/endpoint/hosts-file.ts';
import type { Meter } from '../../app/endpoint/meter.ts';
import type { NameCheck } from '../../app/endpoint/name-check.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { createTurn } from '../../app/operation/turn.ts';
import type { RestDoor } from '../rest/rest-door.ts';
import { listenProblem } from './listen-problem.ts';
import { probePort } from './probe-port.ts';

export interface EndpointHostDeps {
  /** Listens as planned. @throws what listening throws */
  readonly open: (plan: EndpointPlan) => Promise<RestDoor>;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly names: NameCheck;
  readonly hosts: HostsFile;
  /** Told of what failed for a reason that is nobody's setting. */
  readonly report: (error: unknown) => void;
}

/** A port that was in use may be free again, and an address that was not there may come. */
const againMs = 5_000;

interface Listening {
  readonly door: RestDoor;
  readonly plan: EndpointPlan;
  readonly startedOn: number;
}

/** Starts and stops the door for applications, one after the other, as it was decided last. */
export function createEndpointHost(deps: EndpointHostDeps): EndpointHost {
  const inTurn = createTurn();
  const watching = new Set<() => void>();
  let stand: EndpointStand = { state: 'off', plan: undefined };
  let listening: Listening | undefined;
  let callOff = (): void => undefined;

  const become = (next: EndpointStand): EndpointStand => {
    stand = next;
    for (const work of watching) work();
    return stand;
  };
  const stopListening = async (): Promise<void> => {
    const { door } = listening ?? {};
    listening = undefined;
    await door?.close();
  };
  const start = async (plan: EndpointPlan): Promise<EndpointStand> => {
    try {
      listening = { door: await deps.open(plan), plan, startedOn: deps.clock.now() };
      return become({ state: 'on', startedOn: listening.startedOn, plan });
    } catch (error) {
      const problem = listenProblem(error);
      if (!problem) deps.report(error);
      callOff = deps.clock.after(againMs, () => void inTurn(() => bring(plan)).catch(deps.report));
      return become({ state: 'failed', ...(problem && { problem }), plan });
    }
  };
  const bring = async (plan: EndpointPlan): Promise<EndpointStand> => {
    callOff();
    if (plan.on && listening && isSame(listening.plan, plan)) return become({ state: 'on', startedOn: listening.startedOn, plan });
    await stopListening();
    return plan.on ? start(plan) : become({ state: 'off', plan });
  };

  return {
    apply: (plan) => inTurn(() => bring(plan)),
    probe: async ({ address, port }) => (holds(listening, address, port) ? undefined : probePort(address, port)),
    current: () => stand,
    connections: () => listening?.door.connections() ?? 0,
    watch(work) {
      watching.add(work);
      return () => void watching.delete(work);
    },
    stop: () =>
      inTurn(async () => {
        callOff();
        await stopListening();
        become({ state: 'off', plan: stand.plan });
      }),
    meter: deps.meter,
    names: deps.names,
    hosts: deps.hosts,
  };
}

/** What only the corridor asks for (quotas, what lock does) needs no other listener. */
const isSame = (one: EndpointPlan, other: EndpointPlan): boolean => essence(one) === essence(other);

const essence = ({ name, address, byPort, limit, certificate }: EndpointPlan): string =>
  JSON.stringify([name, address, byPort, limit.connections, certificate]);

const holds = (listening: Listening | undefined, address: string, port: number): boolean =>
  listening?.plan.address === address && (listening.door.port === port || listening.plan.byPort.some((it) => it.port === port));
