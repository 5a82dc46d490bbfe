import type { CallName, Input, OperationName, Output, StreamName } from '../../app/contract/operation.ts';
import type { CallOptions, Client } from './client.ts';

/** Who hears of what was asked. */
export interface Notice {
  /** Told before it is sent. */
  asking(name: OperationName): void;
  /** Told of every failure, before who asked. */
  failed(error: unknown, name: OperationName, input: unknown): void;
}

/** The same client, which tells of what it is asked and of what fails. */
export function createNoticingClient(client: Client, { asking, failed }: Notice): Client {
  return {
    async call<N extends CallName>(name: N, input: Input<N>, options?: CallOptions): Promise<Output<N>> {
      asking(name);
      try {
        return await client.call(name, input, options);
      } catch (error) {
        failed(error, name, input);
        throw error;
      }
    },
    async *listen<N extends StreamName>(name: N, input: Input<N>, options?: CallOptions): AsyncIterable<Output<N>> {
      asking(name);
      try {
        yield* client.listen(name, input, options);
      } catch (error) {
        failed(error, name, input);
        throw error;
      }
    },
  };
}
