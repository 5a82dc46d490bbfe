import { modeOf } from '../../../app/contract/key-algorithm.ts';
import type { EncryptAlgorithm } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import type { CallOptions, Client } from '../../api/client.ts';
import type { Task } from './task.ts';

/** Which key, and which version of it: the current one where none is named. */
export interface KeyAt {
  readonly vault: string;
  readonly name: string;
  readonly version?: string;
}

/** What goes in. `value` is a digest, a text, or what was encrypted. */
export interface Parts {
  readonly value: Uint8Array;
  readonly signature?: Uint8Array | undefined;
  readonly initialization?: Uint8Array | undefined;
  readonly tag?: Uint8Array | undefined;
  readonly additional?: Uint8Array | undefined;
}

/** What came of it. `id` names the version that did it: `/keys/{name}/{version}`. */
export type Outcome =
  | { readonly kind: 'signature'; readonly id: string; readonly value: Uint8Array }
  | { readonly kind: 'verdict'; readonly id: string; readonly valid: boolean }
  | {
      readonly kind: 'ciphertext';
      readonly id: string;
      readonly value: Uint8Array;
      readonly initialization?: Uint8Array | undefined;
      readonly tag?: Uint8Array | undefined;
    }
  | { readonly kind: 'plaintext'; readonly id: string; readonly value: Uint8Array };

interface Doing {
  readonly at: KeyAt;
  readonly task: Task;
  readonly parts: Parts;
}

/**
 * Uses a key, by an explicit act of the person. Never a query or mutation: texts are in no cache.
 * @param doing its parts are zeroed
 * @returns what the caller zeroes
 */
export async function doTask(client: Client, doing: Doing, options: CallOptions): Promise<Outcome> {
  const outcome = ask(client, doing, options);
  for (const part of Object.values<Uint8Array | undefined>({ ...doing.parts })) part?.fill(0);
  return outcome;
}

async function ask(client: Client, { at, task, parts }: Doing, options: CallOptions): Promise<Outcome> {
  const { value, signature = new Uint8Array() } = parts;
  switch (task.operation) {
    case 'sign':
      return { kind: 'signature', ...(await client.call('KeySign', { ...at, algorithm: task.algorithm, digest: value }, options)) };
    case 'verify': {
      const input = { ...at, algorithm: task.algorithm, digest: value, signature };
      return { kind: 'verdict', ...(await client.call('KeyVerify', input, options)) };
    }
    case 'encrypt':
      return sealed(await client.call('KeyEncrypt', { ...at, ...sealing(task.algorithm, parts) }, options));
    case 'wrapKey':
      return sealed(await client.call('KeyWrap', { ...at, ...sealing(task.algorithm, parts) }, options));
    case 'decrypt':
      return opened(await client.call('KeyDecrypt', { ...at, ...opening(task.algorithm, parts) }, options));
    case 'unwrapKey':
      return opened(await client.call('KeyUnwrap', { ...at, ...opening(task.algorithm, parts) }, options));
  }
}

const sealed = ({ id, value, initialization, tag }: Output<'KeyEncrypt'>): Outcome => ({
  kind: 'ciphertext',
  id,
  value,
  initialization,
  tag,
});
const opened = ({ id, value }: Output<'KeyDecrypt'>): Outcome => ({ kind: 'plaintext', id, value });

const some = <N extends string>(name: N, part: Uint8Array | undefined): { readonly [K in N]?: Uint8Array } =>
  part && part.length > 0 ? ({ [name]: part } as { readonly [K in N]: Uint8Array }) : {};

/** The nonce of GCM is drawn by the engine, for every text anew: none is given to it. */
function sealing(algorithm: EncryptAlgorithm, { value, initialization, additional }: Parts) {
  const { hasAdditional, takesVector } = partsOf(algorithm);
  return {
    algorithm,
    value,
    ...(hasAdditional && some('additional', additional)),
    ...(takesVector && some('initialization', initialization)),
  };
}

function opening(algorithm: EncryptAlgorithm, { value, initialization, additional, tag }: Parts) {
  const { hasAdditional, hasVector } = partsOf(algorithm);
  return {
    algorithm,
    value,
    ...(hasVector && some('initialization', initialization)),
    ...(hasAdditional && { ...some('additional', additional), ...some('tag', tag) }),
  };
}

/** What stands beside a text that an algorithm encrypts. */
export function partsOf(algorithm: EncryptAlgorithm) {
  const mode = modeOf(algorithm);
  const isCbc = mode === 'cbc' || mode === 'cbc-pad';
  return { hasAdditional: mode === 'gcm', hasVector: mode === 'gcm' || isCbc, takesVector: isCbc };
}
