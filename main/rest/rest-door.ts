import type { EndpointLimit, EndpointName } from '../../app/contract/endpoint.ts';
import type { VaultPort } from '../../app/endpoint/endpoint-host.ts';
import type { Meter } from '../../app/endpoint/meter.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
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
