import { EndpointCheck } from '../contract/endpoint.ts';
import type { Output } from '../contract/operation.ts';
import { isVaultError } from '../contract/vault-error.ts';
import type { Anteroom, RoomOperation } from '../operation/operation.ts';
import { readEndpoint, viewEndpoint } from './endpoint-view.ts';
import { hostLine, hostsOf } from './host-line.ts';
import type { NameAnswer } from './name-check.ts';

type Finding = Output<'EndpointCheck'>;

/**
 * What any program on this machine finds: names, trust, and what the hosts file says. Answers within ten seconds.
 * @throws CancelledError
 */
export const checkEndpoint: RoomOperation<typeof EndpointCheck, Finding> = {
  ...readEndpoint,
  at: 'room',
  shape: EndpointCheck,
  repeatable: false,
  async prepare(anteroom, { vaults }) {
    const { read, endpoint, signal } = anteroom;
    const { name, address, authority, hosts } = await read(async (tx) => {
      const view = await viewEndpoint({ ...anteroom, tx });
      return { ...view, hosts: await hostsOf(tx, view.name, vaults) };
    });
    const question = { hosts, port: name.port, address, authority: authority?.pem };
    const found = await endpoint.names.ask(question, signal);
    return { ...found, names: [...found.names], hosts: await lookAtHosts(anteroom, found.names, address) };
  },
  async run(_room, _input, finding) {
    if (!finding) throw new Error('nothing was found');
    return finding;
  },
};

/** Lines are for this machine alone: an address that others reach is named by whoever names it for them. */
async function lookAtHosts({ endpoint }: Anteroom, names: readonly NameAnswer[], address: string): Promise<Finding['hosts']> {
  const lost = address === 'loopback' ? names.filter(({ resolves }) => resolves !== 'here').map(({ host }) => hostLine(host)) : [];
  try {
    const { written, writable } = await endpoint.hosts.look();
    const missing = lost.filter((line) => !written.includes(line));
    const { file } = endpoint.hosts;
    return { file, missing, written: [...written], writable, command: endpoint.hosts.command([...new Set([...written, ...missing])]) };
  } catch (error) {
    if (!isVaultError(error, 'HostsUnavailable')) throw error;
    // Its marks are damaged, or there is none: nothing is touched but by hand.
    return { file: endpoint.hosts.file, missing: lost, written: [], writable: 'no', command: endpoint.hosts.command(lost) };
  }
}
