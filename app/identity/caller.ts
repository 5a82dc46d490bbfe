import type { SessionHolder } from './session.ts';

/** Names of vaults and of Managed HSM pools have suffixes of their own, and are resources of their own for tokens. */
export type Plane = 'vaults' | 'pools';

/** One connection through a door: a page load in the window, a TLS connection later. */
export interface Caller {
  /** UUID of the connection. */
  readonly id: string;
  readonly door: 'window' | 'rest' | 'job' | 'shell';
  /** At the endpoint, which kind of vaults the name that was dialled is one of; absent where it says nothing of that. */
  readonly plane?: Plane | undefined;
  /** `window`, or an IP address. */
  readonly address: string;
  /** Who is signed in on this connection, if anyone. Never sent by the peer: the engine keeps it. */
  readonly session: SessionHolder;
  /** The bearer token as the peer sent it; of the door `rest` only. */
  readonly token?: string | undefined;
}
