import { EndpointPortPut } from '../contract/endpoint.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { getVault } from '../vault/vault.ts';
import { nextPort } from './change-setting.ts';
import { type EndpointSetting, readEndpointSetting, toEndpointPlan, writeEndpointSetting } from './endpoint-setting.ts';
import { getTenant, toEndpoint, writeEndpoint } from './endpoint-view.ts';

/** Vaults that get a port of their own at the most: each is listened on. */
const mostPorts = 64;
/** Ports in use by others that are passed over at the most. */
const mostTries = 32;

/**
 * Serves a vault under `https://127.0.0.1:{port}` too, at the first port above the endpoint's that is free, or no longer.
 * @throws VaultError VaultNotFound, EndpointUnavailable, IntegrityViolation
 */
export const putEndpointPort: RoomOperation<typeof EndpointPortPut, number> = {
  ...writeEndpoint,
  shape: EndpointPortPut,
  throttle: 'window',
  fields: {
    vault: kept(({ vault }) => vault),
    on: kept(({ on }) => String(on)),
    port: kept(({ vault, on }, output) => (on ? output?.byPort.find((it) => it.vault === vault)?.port.toString() : undefined)),
  },
  prepare: async (anteroom, { on }) => (on ? findPort(anteroom) : undefined),
  async run(room, { vault, on }, port) {
    const { tx, keyring, principal, time, endpoint } = room;
    const before = await readEndpointSetting(tx, keyring);
    const { name } = on ? await getVault(tx, keyring, vault) : { name: vault };
    const byPort = on ? withPort(before, name, port) : before.byPort.filter((it) => !isVault(it, name));
    const next = { ...before, byPort, revision: before.revision + 1, changedBy: principal.name, changedOn: time };
    await writeEndpointSetting(tx, keyring, next);
    const plan = toEndpointPlan(next, (await getTenant(tx)).id);
    room.onCommit(async () => void (await endpoint.apply(plan)));
    return toEndpoint(room, next, endpoint.current());
  },
};

const isVault = ({ vault }: { readonly vault: string }, name: string): boolean => vault.toLowerCase() === name.toLowerCase();

const takenBy = ({ port, byPort }: EndpointSetting): Set<number> => new Set([port, ...byPort.map((it) => it.port)]);

/** @throws VaultError EndpointUnavailable when somebody else took the port meanwhile, or there are too many */
function withPort(before: EndpointSetting, vault: string, port: number | undefined): EndpointSetting['byPort'] {
  if (before.byPort.some((it) => isVault(it, vault))) return before.byPort;
  if (before.byPort.length >= mostPorts) throw new VaultError('EndpointUnavailable', { reason: 'no-ports' });
  if (port === undefined || takenBy(before).has(port)) throw new VaultError('EndpointUnavailable', { reason: 'port-in-use' });
  return [...before.byPort, { vault, port }];
}

/** @throws VaultError EndpointUnavailable */
async function findPort({ read, keyring, endpoint }: Anteroom): Promise<number> {
  const setting = await read((tx) => readEndpointSetting(tx, keyring));
  const taken = takenBy(setting);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const port = nextPort(setting.port, taken);
    if (port === undefined) break;
    if (!(await endpoint.probe({ address: 'loopback', port }))) return port;
    taken.add(port);
  }
  throw new VaultError('EndpointUnavailable', { reason: 'no-ports' });
}
