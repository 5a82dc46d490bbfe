import { HostsPut } from '../contract/endpoint.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { readEndpointSetting, toEndpointName } from './endpoint-setting.ts';
import { getTenant, writeEndpoint } from './endpoint-view.ts';
import { hostLine, hostsOf } from './host-line.ts';

/**
 * Writes the house's lines into the system's hosts file, in place of those that it wrote before: an effect outside the database.
 * @throws VaultError HostsUnavailable, BadParameter where others than this machine are served, IntegrityViolation
 */
export const putHosts: RoomOperation<typeof HostsPut, string[]> = {
  ...writeEndpoint,
  shape: HostsPut,
  throttle: 'window',
  fields: { lines: kept((_input, output) => output && String(output.lines.length)) },
  async effect({ read, keyring, endpoint, signal }, { vaults }) {
    const { hosts, address } = await read(async (tx) => {
      const setting = await readEndpointSetting(tx, keyring);
      const name = toEndpointName(setting, (await getTenant(tx)).id);
      return { hosts: await hostsOf(tx, name, vaults), address: setting.address };
    });
    if (vaults.length > 0 && address !== 'loopback')
      throw new VaultError('BadParameter', { issues: [{ path: 'vaults', problem: 'not_on_this_computer' }] });
    const lines = vaults.length === 0 ? [] : hosts.map(hostLine).toSorted();
    await endpoint.hosts.put(lines, signal);
    return lines;
  },
  run: async (_room, _input, lines) => ({ lines: lines ?? [] }),
};
