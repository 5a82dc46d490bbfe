import type * as z from 'zod';
import { contract, type CallName, type Input, type Output, type StreamName } from '../../app/contract/operation.ts';
import type { OutputOf, Shape } from '../../app/contract/shape.ts';
import type { Reply } from '../../app/contract/frame.ts';
import { CancelledError, parseVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { CallOptions, Client } from './client.ts';
import type { Desk } from './desk.ts';
import { createItemQueue } from './item-queue.ts';

/** Items that a stream may have on the way or waiting here; half of them are granted anew each time that half were taken. */
const creditWindow = 32;

/** The client that asks the engine over `desk`. */
export function createEngineClient(desk: Desk): Client {
  return {
    async call<N extends CallName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
      if (options.signal?.aborted) throw new CancelledError();
      const requestId = options.requestId ?? crypto.randomUUID();
      const output = await ask(desk, { kind: 'call', operation: name, requestId, input }, options.signal);
      return parseOutput(contract[name], output, requestId);
    },
    async *listen<N extends StreamName>(name: N, input: Input<N>, options: CallOptions = {}): AsyncIterable<Output<N>> {
      const requestId = options.requestId ?? crypto.randomUUID();
      const asked = { kind: 'listen', operation: name, requestId, input, credit: creditWindow } as const;
      for await (const item of follow(desk, asked, options.signal)) {
        yield parseOutput(contract[name], item, requestId);
      }
    },
  };
}

type Asked<K> = Extract<Parameters<Desk['ask']>[0], { kind: K }>;

function ask(desk: Desk, asked: Asked<'call'>, signal: AbortSignal | undefined): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const id = desk.ask(asked, { reply: (reply) => settle(reply, resolve, reject), gone: reject });
  const giveUp = () => {
    desk.tell({ kind: 'cancel', id });
    desk.forget(id);
    reject(new CancelledError());
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', giveUp));
}

function settle(reply: Reply, resolve: (output: unknown) => void, reject: (error: Error) => void): void {
  switch (reply.kind) {
    case 'result':
      return resolve(reply.output);
    case 'error':
      return reject(parseVaultError(reply.error));
    case 'end':
    case 'item':
      return reject(new CancelledError());
  }
}

async function* follow(desk: Desk, asked: Asked<'listen'>, signal: AbortSignal | undefined): AsyncIterable<unknown> {
  if (signal?.aborted) return;
  const queue = createItemQueue();
  const reply = (answer: Reply) => {
    if (answer.kind === 'item') queue.push(answer.item);
    else if (answer.kind === 'error') queue.fail(parseVaultError(answer.error));
    else queue.end();
  };
  const id = desk.ask(asked, { reply, gone: queue.fail });
  signal?.addEventListener('abort', queue.drop, { once: true });
  try {
    let taken = 0;
    for (let item = await queue.take(); item; item = await queue.take()) {
      taken += 1;
      if (taken % (creditWindow / 2) === 0) desk.tell({ kind: 'credit', id, credit: creditWindow / 2 });
      yield item.value;
    }
  } finally {
    signal?.removeEventListener('abort', queue.drop);
    desk.tell({ kind: 'unlisten', id });
    desk.forget(id);
  }
}

/** What does not fit the contract is the engine's bug; the request's id leads to its record. */
function parseOutput<S extends Shape>(shape: S, output: unknown, requestId: string): OutputOf<S> {
  const parsed = parseWith<S['output']>(shape.output, output);
  if (parsed.success) return parsed.data;
  throw new VaultError('InternalError', { correlationId: requestId });
}

/** Keeps the type of one schema, which is lost where any of the contract's is called. */
const parseWith = <T extends z.ZodType>(schema: T, value: unknown) => schema.safeParse(value);
