import type { CallName, Input, Output, StreamName } from '../../app/contract/operation.ts';

export interface CallOptions {
  /** Gives up: the promise rejects with `CancelledError` at once, the engine stops as soon as it can. */
  readonly signal?: AbortSignal | undefined;
  /** UUID of the request. Give the same one when repeating a write whose outcome is not known; by default each call draws its own. */
  readonly requestId?: string | undefined;
}

/** Everything that the window may ask the engine for. */
export interface Client {
  /**
   * Asks once. Input is copied before this returns, so byte arrays in it may be zeroed right away; byte arrays in the answer
   * belong to the caller, who zeroes them.
   * @throws VaultError as the engine says, CancelledError when `signal` fired, EngineGone when no answer can come
   */
  call<N extends CallName>(name: N, input: Input<N>, options?: CallOptions): Promise<Output<N>>;
  /**
   * Asks for a stream; nothing is sent before the first item is asked for. Ends quietly when `signal` fires; leaving the loop stops it.
   * @throws VaultError, EngineGone
   */
  listen<N extends StreamName>(name: N, input: Input<N>, options?: CallOptions): AsyncIterable<Output<N>>;
}
