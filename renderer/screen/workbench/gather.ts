import { digestBytesOf, hashOf } from '../../../app/contract/key-algorithm.ts';
import type { KeySpec } from '../../../app/contract/key.ts';
import { hashBytes, hashFile } from '../../api/hash.ts';
import { partsOf, type Parts } from './do-task.ts';
import { lengthProblem, limitOf, type Limit } from './limit.ts';
import { isSigning, type Task } from './task.ts';
import type { ByteDraft } from './use-byte-draft.ts';
import type { Hashing } from './use-run.ts';

/** Everything that can be typed or chosen beside the task. */
export interface Drafts {
  readonly input: ByteDraft;
  readonly signature: ByteDraft;
  readonly initialization: ByteDraft;
  readonly tag: ByteDraft;
  readonly additional: ByteDraft;
}

/** Whether what is given is hashed before it is signed. */
export const isHashed = (task: Task, digestGiven: boolean): boolean =>
  isSigning(task) && !digestGiven && hashOf(task.algorithm) !== undefined;

/** What the input may be. @param digestGiven whether a ready digest is given */
export const inputLimit = (task: Task, spec: KeySpec, digestGiven: boolean): Limit =>
  limitOf(task, spec, isSigning(task) && digestGiven ? digestBytesOf(task.algorithm) : undefined);

/** Which of the fields beside the input an operation has, and which it can't do without. */
export function fieldsOf(task: Task): { readonly [F in Exclude<keyof Drafts, 'input'>]: 'needed' | 'free' | 'none' } {
  const none = { signature: 'none', initialization: 'none', tag: 'none', additional: 'none' } as const;
  if (isSigning(task)) return { ...none, signature: task.operation === 'verify' ? 'needed' : 'none' };
  const { hasAdditional, hasVector, takesVector } = partsOf(task.algorithm);
  const additional = hasAdditional ? 'free' : 'none';
  if (task.operation === 'encrypt' || task.operation === 'wrapKey')
    return { ...none, initialization: takesVector ? 'free' : 'none', additional };
  return { ...none, initialization: hasVector ? 'needed' : 'none', tag: hasAdditional ? 'needed' : 'none', additional };
}

const missing = { signature: 'The signature is missing.', initialization: 'The vector is missing.', tag: 'The tag is missing.' } as const;

/** Why a task can't be done with what is there; undefined where it can. */
export function whyNot(task: Task, { input, ...beside }: Drafts, spec: KeySpec, digestGiven: boolean): string | undefined {
  const problem = input.seen.problem ?? lengthProblem(input.seen.length, inputLimit(task, spec, digestGiven));
  if (problem !== undefined) return problem;
  const fields = fieldsOf(task);
  for (const name of ['signature', 'initialization', 'tag', 'additional'] as const) {
    if (fields[name] === 'none') continue;
    const { seen } = beside[name];
    if (seen.problem !== undefined) return seen.problem;
    if (name !== 'additional' && fields[name] === 'needed' && seen.length === 0) return missing[name];
  }
  return undefined;
}

interface Gathering {
  readonly digestGiven: boolean;
  readonly signal: AbortSignal;
  readonly onHashing: (hashing: Hashing) => void;
}

/** Bytes of what was typed. @throws RangeError where they are none: it was looked at before */
function typedBytes(draft: ByteDraft): Uint8Array<ArrayBuffer> {
  const read = draft.read();
  if ('problem' in read) throw new RangeError(read.problem);
  return read.bytes;
}

/** What is sent of the input: a digest made here, or the bytes themselves. */
async function valueOf(task: Task, { input }: Drafts, { digestGiven, signal, onHashing }: Gathering): Promise<Uint8Array> {
  const { file } = input;
  const hash = isSigning(task) && isHashed(task, digestGiven) ? hashOf(task.algorithm) : undefined;
  if (file && hash) {
    const total = file.size;
    return hashFile(file, hash, { signal, onDone: (done) => onHashing({ done, total }) });
  }
  if (file) return new Uint8Array(await file.arrayBuffer());
  const typed = typedBytes(input);
  if (!hash) return typed;
  const digest = await hashBytes(typed, hash);
  typed.fill(0);
  return digest;
}

/**
 * Everything that a task needs, of its own: whoever gets it zeroes it.
 * @param known what is there already, in place of what stands in the fields
 */
export async function gather(task: Task, drafts: Drafts, how: Gathering, known: Partial<Parts> = {}): Promise<Parts> {
  const fields = fieldsOf(task);
  const part = (name: 'signature' | 'initialization' | 'tag' | 'additional') =>
    fields[name] === 'none' ? undefined : (known[name] ?? typedBytes(drafts[name]));
  return {
    value: known.value ?? (await valueOf(task, drafts, how)),
    signature: part('signature'),
    initialization: part('initialization'),
    tag: part('tag'),
    additional: part('additional'),
  };
}
