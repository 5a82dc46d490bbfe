import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { EndpointLimit, EndpointName } from '../../app/contract/endpoint.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { VaultPort } from '../../app/endpoint/endpoint-host.ts';
import type { Meter } from '../../app/endpoint/meter.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import { type Admission, createAdmission } from './admission.ts';
import { createHandler, type Handler } from './handler.ts';
import { createHosts, loopback } from './host.ts';
import { createListener, listen } from './listener.ts';
import { addressOf } from './respond.ts';
import type { LoginRoute } from './route/route.ts';

/** What a name shows when it is dialled: the certificate with its chain, and its private key, as PEM. The same object until it is renewed. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

/** How the house is reached. */
export interface RestNames extends EndpointName {
  /** Vaults that are served under `https://127.0.0.1:{port}` too. */
  readonly byPort: readonly VaultPort[];
}

/** How long the door has patience, in milliseconds. */
export interface RestPatience {
  /** From the start of a connection, or of a request on it, until its headers are there. */
  readonly headersMs: number;
  /** Until the whole request is there. */
  readonly requestMs: number;
  /** Between two requests on a connection. */
  readonly idleMs: number;
  /** For answers on their way when the door closes. */
  readonly closeMs: number;
  /** How often it is looked for what takes too long. */
  readonly lookMs: number;
}

export interface RestDeps {
  readonly corridor: Corridor;
  readonly names: RestNames;
  /**
   * What a host name that is served shows, without its port; `127.0.0.1` for who sends no name. Asked at every new connection, so it
   * must be cheap while nothing has to be renewed.
   */
  readonly leaf: (host: string) => Promise<Leaf>;
  /** `loopback`, or the IP address to listen on. */
  readonly address: string;
  readonly limit: Pick<EndpointLimit, 'connections'>;
  /** What the authority answers. */
  readonly login: readonly LoginRoute[];
  readonly meter: Pick<Meter, 'note'>;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of what is a bug, with the correlation id that the peer was given. */
  readonly onBug: (error: unknown, correlationId: string) => void;
  /** What is left out is as usual. */
  readonly patience?: Partial<RestPatience>;
}

/** The door for applications. */
export interface RestDoor {
  /** The one that is listened on: that of `names`, or where that is 0 one that was free. */
  readonly port: number;
  /** Connections that are open now. */
  connections(): number;
  /** Takes no more connections and requests, waits for answers on their way, and ends every connection. */
  close(): Promise<void>;
}

const usualPatience: RestPatience = { headersMs: 10_000, requestMs: 30_000, idleMs: 60_000, closeMs: 5_000, lookMs: 500 };

/** Listens, and answers from then on. @throws VaultError EndpointUnavailable, and then nothing listens */
export async function openRest(deps: RestDeps): Promise<RestDoor> {
  const { names, limit } = deps;
  const patience = { ...usualPatience, ...deps.patience };
  const admission = createAdmission(limit.connections, () => performance.now());
  const crowd = createCrowd(limit.connections, admission);
  const servers: Server[] = [];

  async function listenAt(port: number, address: string): Promise<number> {
    const server = await createListener({ ...deps, patience, onConnection: crowd.add });
    const found = await listen(server, port, address);
    servers.push(server);
    return found;
  }

  try {
    const [first = '', ...others] = addressesOf(deps.address);
    const port = await listenAt(names.port, first);
    for (const address of others) await listenAt(port, address).catch(unlessAbsent);
    for (const own of names.byPort) await listenAt(own.port, loopback);
    const handler = createHandler(deps, admission, createHosts(names, port));
    for (const server of servers) server.on('request', handler.handle);
    return { port, connections: crowd.count, close: () => close(servers, handler, crowd, patience.closeMs) };
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
}

const addressesOf = (address: string): readonly string[] => (address === 'loopback' ? [loopback, '::1'] : [address]);

/** A machine without IPv6 has one loopback address. @throws anything else */
function unlessAbsent(error: unknown): void {
  if (!isVaultError(error, 'EndpointUnavailable') || error.data.reason !== 'address-not-here') throw error;
}

interface Crowd {
  /** Counts a connection in, or ends it. */
  add(socket: Socket): void;
  count(): number;
  disperse(): void;
}

/** The connections of all listeners. */
function createCrowd(most: number, admission: Admission): Crowd {
  const sockets = new Set<Socket>();
  return {
    add(socket) {
      if (sockets.size >= most || !admission.connects(addressOf(socket.remoteAddress))) return void socket.destroy();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    count: () => sockets.size,
    disperse() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function close(servers: readonly Server[], handler: Handler, crowd: Crowd, patienceMs: number): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  const timer = setTimeout(crowd.disperse, patienceMs);
  await handler.finish();
  clearTimeout(timer);
  crowd.disperse();
  await Promise.all(closed);
}
