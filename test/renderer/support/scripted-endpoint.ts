import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { anEndpoint } from '../../support/sample-application.ts';

/** What a scripted engine knows of its endpoint. */
export interface EndpointScene {
  endpoint: Endpoint;
  meters: Pick<Output<'EndpointFollow'>, 'connections' | 'vaults'>;
  check: Output<'EndpointCheck'>;
  usage: Output<'UsageList'>['items'];
  /** What stands against it when it is switched on. */
  problem?: Endpoint['problem'];
  /** What it was asked to write, one entry each time. */
  hosts: string[][];
  /** What it was last told, without what is secret. */
  put?: Record<string, unknown>;
}

const names = ['payroll', 'platform'];

export const anEndpointScene = (change: Partial<EndpointScene> = {}): EndpointScene => ({
  endpoint: { ...anEndpoint, state: 'off', startedOn: undefined },
  meters: { connections: 0, vaults: [] },
  check: {
    names: ['login.localhost', ...names.map((name) => `${name}.vault.localhost`)].map((host) => ({ host, resolves: 'no' })),
    trust: 'not',
    reached: 'no',
    hosts: {
      file: '/etc/hosts',
      missing: ['127.0.0.1 login.localhost', ...names.map((name) => `127.0.0.1 ${name}.vault.localhost`)],
      written: [],
      writable: 'asks',
      command: "echo '127.0.0.1 login.localhost' | sudo tee -a /etc/hosts",
    },
  },
  usage: [],
  hosts: [],
  ...change,
});

type Answers = { readonly [N in CallName]?: (scene: EndpointScene, input: Input<N>) => Output<N> };

type Change = Input<'EndpointPut'>;

/** Whether it is served after it was switched on, off, or left as it was. */
function standOf({ endpoint, problem }: EndpointScene, on = endpoint.state !== 'off'): Pick<Endpoint, 'state' | 'problem' | 'startedOn'> {
  if (!on) return { state: 'off' };
  return problem ? { state: 'failed', problem } : { state: 'on', startedOn: Date.now() };
}

function changed(endpoint: Endpoint, { port, address, suffix, limit, servesLocked }: Change): Endpoint {
  const { vaultPer10s, identityPer10s, connections } = endpoint.limit;
  return {
    ...endpoint,
    problem: undefined,
    startedOn: undefined,
    name: { ...endpoint.name, ...(port && { port }), ...(suffix && { suffix, authority: `login.${suffix}` }) },
    address: address ?? endpoint.address,
    servesLocked: servesLocked ?? endpoint.servesLocked,
    limit: {
      vaultPer10s: limit?.vaultPer10s ?? vaultPer10s,
      identityPer10s: limit?.identityPer10s ?? identityPer10s,
      connections: limit?.connections ?? connections,
    },
  };
}

/** Answers about the endpoint; what is put is there afterwards. */
export const endpointAnswers: Answers = {
  EndpointGet: ({ endpoint }) => endpoint,
  EndpointPut: (scene, { password, certificate, key, ...change }) => {
    const { revision } = scene.endpoint;
    if (revision !== change.revision)
      throw new VaultError('ChangedMeanwhile', { name: 'endpoint', changedBy: 'L. Brandt', changedOn: Date.now() });
    scene.put = { ...change, given: [password && 'password', certificate && 'certificate', key && 'key'] };
    scene.endpoint = { ...changed(scene.endpoint, change), ...standOf(scene, change.on), revision: revision + 1 };
    return scene.endpoint;
  },
  EndpointPortPut: (scene, { vault, on }) => {
    const others = scene.endpoint.byPort.filter((it) => it.vault !== vault);
    scene.endpoint = { ...scene.endpoint, byPort: on ? [...others, { vault, port: 8444 + others.length }] : others };
    return scene.endpoint;
  },
  EndpointCheck: ({ check }) => check,
  HostsPut: (scene, { vaults }) => {
    scene.hosts.push(vaults);
    const lines =
      vaults.length === 0 ? [] : ['login.localhost', ...vaults.map((vault) => `${vault}.vault.localhost`)].map((it) => `127.0.0.1 ${it}`);
    const { missing, written } = scene.check.hosts;
    const all = [...new Set([...missing, ...written])];
    const resolves = (host: string) => (lines.some((line) => line.endsWith(` ${host}`)) ? ('here' as const) : ('no' as const));
    scene.check = {
      ...scene.check,
      names: scene.check.names.map(({ host }) => ({ host, resolves: resolves(host) })),
      hosts: { ...scene.check.hosts, written: lines, missing: all.filter((line) => !lines.includes(line)) },
    };
    return { lines };
  },
  UsageList: ({ usage }) => ({ items: usage }),
};
