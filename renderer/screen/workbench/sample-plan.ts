import { hashOf, type Hash } from '../../../app/contract/key-algorithm.ts';
import type { Reached } from '../endpoint/address.ts';
import type { Form, ShownForm } from './byte-form.ts';
import { fieldsOf, isHashed, type Drafts } from './gather.ts';
import { isSigning, type Task } from './task.ts';

/** What a program is given by the words of its command, one after the other, each in its form. */
export interface Argument {
  readonly name: 'signature' | 'initialization' | 'tag' | 'additional';
  readonly form: ShownForm;
}

/** What a program does, in whichever language: it reads its standard input, uses the key once, and writes what came of it. */
export interface SamplePlan {
  readonly reached: Reached;
  readonly name: string;
  /** Whatever is current where there is none. */
  readonly version: string | undefined;
  readonly task: Task;
  /** What its input is hashed by, before it is signed. */
  readonly hash: Hash | undefined;
  readonly input: Form;
  readonly words: readonly Argument[];
  readonly shown: ShownForm;
}

/** `https://payroll.vault.localhost:8443/keys/signing`, with its version where one is chosen. */
export const keyUri = ({ reached, name, version }: SamplePlan): string =>
  `${reached.vault}/keys/${name}${version === undefined ? '' : `/${version}`}`;

interface Chosen {
  readonly task: Task;
  readonly drafts: Drafts;
  readonly digestGiven: boolean;
}

/** What the fields say of it, and nothing that was typed into them. */
export function planOf({ task, drafts, digestGiven }: Chosen): Pick<SamplePlan, 'task' | 'hash' | 'input' | 'words'> {
  const fields = fieldsOf(task);
  const words = (['signature', 'initialization', 'tag', 'additional'] as const).flatMap((name): readonly Argument[] => {
    const { form, seen } = drafts[name];
    const isThere = fields[name] === 'needed' || (fields[name] === 'free' && seen.length > 0);
    return isThere && form !== 'file' ? [{ name, form }] : [];
  });
  const hash = isSigning(task) && isHashed(task, digestGiven) ? hashOf(task.algorithm) : undefined;
  return { task, hash, input: drafts.input.form, words };
}

/** What is made, and whether a vector and a tag come with it. */
export function given({ task }: Pick<SamplePlan, 'task'>): 'verdict' | 'bytes' | 'with-vector' | 'with-tag' {
  if (isSigning(task)) return task.operation === 'verify' ? 'verdict' : 'bytes';
  if (task.operation !== 'encrypt') return 'bytes';
  if (task.algorithm.endsWith('GCM')) return 'with-tag';
  return task.algorithm.includes('CBC') ? 'with-vector' : 'bytes';
}

/** Whether the libraries take an algorithm of encryption with more than a text. */
export const isAes = ({ task }: Pick<SamplePlan, 'task'>): boolean => /^A\d+(?:GCM|CBC)/.test(task.algorithm);

/** What the typed libraries call the outcome of an operation, and the kind of its algorithms. */
export const typesOf: Readonly<Record<Task['operation'], { readonly result: string; readonly kind: string }>> = {
  sign: { result: 'SignResult', kind: 'SignatureAlgorithm' },
  verify: { result: 'VerifyResult', kind: 'SignatureAlgorithm' },
  encrypt: { result: 'EncryptResult', kind: 'EncryptionAlgorithm' },
  decrypt: { result: 'DecryptResult', kind: 'EncryptionAlgorithm' },
  wrapKey: { result: 'WrapResult', kind: 'KeyWrapAlgorithm' },
  unwrapKey: { result: 'UnwrapResult', kind: 'KeyWrapAlgorithm' },
};

/** `WrapKey` for `wrapKey`. */
export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `A256CbcPad`, as what makes the parameters of AES is called. */
export const aesName = (algorithm: string): string => algorithm.replace('GCM', 'Gcm').replace('CBC', 'Cbc').replace('PAD', 'Pad');

const wordOf: Readonly<Record<Argument['name'], string>> = {
  signature: 'the signature',
  initialization: 'the initialization vector',
  tag: 'the tag',
  additional: 'the additional data',
};

const inputOf: Readonly<Record<Task['operation'], string>> = {
  sign: 'what is signed',
  verify: 'what was signed',
  encrypt: 'what is encrypted',
  decrypt: 'the ciphertext',
  wrapKey: 'the key to be wrapped',
  unwrapKey: 'the wrapped key',
};

/** One sentence about what the program is given. */
export function inputText({ task, words }: SamplePlan): string {
  const arguments_ = words.length === 0 ? '' : `; arguments: ${words.map(({ name }) => wordOf[name]).join(', ')}`;
  return `Standard input: ${inputOf[task.operation]}${arguments_}.`;
}

/** Lines one under the other; what is undefined is left out. */
export const lines = (...all: readonly (string | undefined)[]): string => all.filter((line) => line !== undefined).join('\n');
