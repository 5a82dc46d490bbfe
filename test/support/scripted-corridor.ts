import type { CallName, Output, StreamName } from '../../app/contract/operation.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Ask, Corridor } from '../../app/operation/corridor.ts';

/** Answers by operation name, as a corridor would give them. */
export type Script = {
  readonly [N in CallName]?: (ask: Ask) => Promise<Output<N>> | Output<N>;
} & {
  readonly [N in StreamName]?: (ask: Ask) => AsyncIterable<Output<N>>;
} & {
  /** Answers that no corridor should give. */
  readonly wild?: Readonly<Record<string, (ask: Ask) => unknown>>;
};

/** A corridor that follows a script and remembers what it was asked; what the script leaves out is NotImplemented. */
export function scriptCorridor(script: Script): Corridor & { readonly asked: Ask[] } {
  const asked: Ask[] = [];
  const { wild = {}, ...tame } = script;
  const calls = new Map<string, (ask: Ask) => unknown>(Object.entries({ ...tame, ...wild }));
  const find = (ask: Ask) => {
    asked.push(ask);
    const answer = calls.get(ask.name);
    if (!answer) throw new VaultError('NotImplemented', {});
    return answer(ask);
  };
  return {
    asked,
    call: async (ask) => await find(ask),
    async *listen(ask) {
      const items = find(ask);
      if (!isStream(items)) throw new VaultError('NotImplemented', {});
      yield* items;
    },
  };
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
