import type { Caller } from '../identity/caller.ts';

/** The one way to every operation. Doors call it; nothing else does. */
export interface Corridor {
  /**
   * @param name the operation as the peer named it
   * @param requestId UUID drawn by the peer, the same when it repeats a request
   * @param input unparsed; byte arrays in it belong to the corridor, which zeroes them when it has answered
   * @returns the parsed output; byte arrays in it belong to the door, which zeroes them when they are sent
   * @throws VaultError for what is expected, CancelledError when `signal` fired; never anything else
   */
  call(caller: Caller, name: string, requestId: string, input: unknown, signal: AbortSignal): Promise<unknown>;
  /** The same for streams; ends when `signal` fires. */
  listen(caller: Caller, name: string, requestId: string, input: unknown, signal: AbortSignal): AsyncIterable<unknown>;
}
