import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import type { Caller } from '../../../app/identity/caller.ts';

/** Methods that something is routed by. */
export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** What a body may be. Bodies of another type are refused before they are read. */
export type BodyType = 'application/json' | 'application/x-www-form-urlencoded';

/** What every route is found by. */
export interface Place {
  readonly method: Method;
  /** `/secrets/{secret-name}/versions`: parts in braces stand for one segment each and are handed over by that name, decoded. */
  readonly path: string;
  /** The type of its body; absent where it takes none. */
  readonly body?: BodyType;
}

/** Walks an operation as the request's caller. Byte arrays of the output become the route's, which zeroes them. @throws as `Corridor.call` */
export type AskCorridor = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** A request of the authority, with what stands in its path, query and headers, and its whole body. */
export interface LoginRequest {
  /** Segments of the path by their names in braces. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** @param name in lower case */
  readonly header: (name: string) => string | undefined;
  /** Empty where there is none. Zeroed when the answer is sent. */
  readonly body: Uint8Array;
  /** As it was dialled: `https://login.localhost:8443`, or `https://127.0.0.1:8443`. */
  readonly origin: string;
  readonly caller: Caller;
  readonly ask: AskCorridor;
  /** UUID of this request: what the log calls it, for `trace_id` and `correlation_id`. */
  readonly correlationId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface LoginAnswer {
  readonly status: number;
  /** Beside what every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON as UTF-8. Zeroed when it is sent. */
  readonly body: Uint8Array;
}

/**
 * A route of the authority. It answers expected failures itself, in the authority's own form; what it throws is answered as the vaults'
 * routes do.
 */
export interface LoginRoute extends Place {
  answer(request: LoginRequest): Promise<LoginAnswer>;
}
