import { randomUUID } from 'node:crypto';
import type { CallName, Input, Output, StreamName } from '../../../app/contract/operation.ts';
import { contract } from '../../../app/contract/operation.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import type { Caller } from '../../../app/identity/caller.ts';
import { createSessionHolder } from '../../../app/identity/session.ts';
import type { CallOptions, Client } from '../../../renderer/api/client.ts';
import { aHouse, type Engine } from '../../support/a-house.ts';

/** A client whose engine is a whole house in memory, behind its own corridor; it remembers what it was asked. */
export interface HouseClient extends Client {
  readonly asked: readonly { readonly name: string; readonly input: unknown }[];
}

const never = new AbortController().signal;

/** A window of its own in front of the corridor; nobody is signed in. */
export function createHouseClient({ corridor }: Engine, caller: Caller = newCaller()): HouseClient {
  const asked: { name: string; input: unknown }[] = [];
  return {
    asked,
    async call<N extends CallName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
      const { signal = never, requestId = randomUUID() } = options;
      if (signal.aborted) throw new CancelledError();
      // Like the channel's own copy: what the window zeroes afterwards must not reach the engine.
      const given: unknown = structuredClone(input);
      asked.push({ name, input: given });
      const output = await corridor.call({ caller, name, requestId, input: given, signal });
      return contract[name].output.parse(output) as Output<N>;
    },
    async *listen<N extends StreamName>(name: N, input: Input<N>, options: CallOptions = {}): AsyncIterable<Output<N>> {
      const { signal = never, requestId = randomUUID() } = options;
      if (signal.aborted) return;
      const given: unknown = structuredClone(input);
      asked.push({ name, input: given });
      for await (const item of corridor.listen({ caller, name, requestId, input: given, signal })) {
        yield contract[name].output.parse(item) as Output<N>;
      }
    },
  };
}

const newCaller = (): Caller => ({ id: randomUUID(), door: 'window', address: 'window', session: createSessionHolder() });

/**
 * A house with `ada` signed in and an empty vault `payroll`, and a client that stands at the same window: what the tests set up by
 * `window.call` and what the screens ask are one session.
 */
export async function aHouseClient() {
  const house = await aHouse();
  return { ...house, client: createHouseClient(house.engine, house.window.caller) };
}
