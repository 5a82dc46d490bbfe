import type { Input, OperationName, Output, StreamName } from '../../../app/contract/operation.ts';
import type { VaultError } from '../../../app/contract/vault-error.ts';
import type { Place } from './route.ts';

/** A request of a vault, as its route reads it. */
export interface VaultRequest {
  readonly vault: string;
  /** Whether it was asked by a name of pools. */
  readonly isPool: boolean;
  /** `https://payroll.vault.localhost:8443`, as it was dialled. */
  readonly origin: string;
  /** Segments of the path by their names in braces. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty where there is none. Zeroed when the answer is sent. */
  readonly body: Uint8Array;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** JSON as UTF-8, zeroed when it is sent; absent where there is nothing to say. */
  readonly body?: Uint8Array;
}

/** What an operation comes back with: one output, or all items of a stream. */
export type Outcome<N extends OperationName> = N extends StreamName ? readonly Output<N>[] : Output<N>;

/** How one route of the vaults stands for one operation. */
export interface VaultRoute<N extends OperationName = OperationName> extends Place {
  readonly operation: N;
  /** From path, query and body to the operation's input. Byte arrays in it are zeroed when the answer is sent. @throws Refused */
  read(request: VaultRequest): Input<N>;
  /** From the operation's outcome to the body. Byte arrays in the outcome are zeroed after it. @param input as `read` gave it */
  write(outcome: Outcome<N>, request: VaultRequest, input: Input<N>): Answer;
  /** The answer in place of a failure that is none over the wire. */
  mend?(error: VaultError, request: VaultRequest): Answer | undefined;
}
