import { curveOf, fitsEncryption, fitsSigning, modeOf } from '../../../app/contract/key-algorithm.ts';
import {
  encryptAlgorithm,
  signAlgorithm,
  wrapOnly,
  type EncryptAlgorithm,
  type KeyProperties,
  type KeySpec,
  type SignAlgorithm,
} from '../../../app/contract/key.ts';
import { operationsOf, operationText, specText } from '../key/key-text.ts';

/** What is done with a key here, and by which algorithm. */
export type Task = SignTask | CipherTask;
interface SignTask {
  readonly operation: 'sign' | 'verify';
  readonly algorithm: SignAlgorithm;
}
interface CipherTask {
  readonly operation: 'encrypt' | 'decrypt' | 'wrapKey' | 'unwrapKey';
  readonly algorithm: EncryptAlgorithm;
}
export type TaskOperation = Task['operation'];

/** One that can be chosen, or why it can't. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly refused: string | undefined;
}

/** What a token was found able to do. */
export interface TokenSight {
  readonly label: string;
  readonly algorithms: readonly string[];
}

type Key = Pick<KeyProperties, 'spec' | 'operations' | 'publicKey'>;

export const taskOperations: readonly TaskOperation[] = ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

const signs = (operation: TaskOperation): operation is 'sign' | 'verify' => operation === 'sign' || operation === 'verify';
const wraps = (operation: TaskOperation): boolean => operation === 'wrapKey' || operation === 'unwrapKey';

/** What undoes or checks what an operation made. */
export const counterpart: Readonly<Record<TaskOperation, TaskOperation | undefined>> = {
  sign: 'verify',
  verify: undefined,
  encrypt: 'decrypt',
  decrypt: undefined,
  wrapKey: 'unwrapKey',
  unwrapKey: undefined,
};

/** Every operation, with why this key can't do it. */
export const operationOptions = ({ spec, operations }: Key): readonly Option<TaskOperation>[] =>
  taskOperations.map((value) => ({ value, refused: operationRefusal(spec, operations, value) }));

function operationRefusal(spec: KeySpec, operations: Key['operations'], operation: TaskOperation): string | undefined {
  const { word } = operationText[operation];
  if (!operationsOf(spec.family).includes(operation)) return `no ${specText(spec)} key can`;
  return operations.includes(operation) ? undefined : `“${word}” isn’t among its permitted operations`;
}

/** Every algorithm of an operation, with why this key, or the token that it is in, can't do it. */
export function algorithmOptions(key: Key, operation: TaskOperation, token: TokenSight | undefined): readonly Option<string>[] {
  const all: readonly (SignAlgorithm | EncryptAlgorithm)[] = signs(operation) ? signAlgorithm.options : encryptAlgorithm.options;
  const refusal = (value: SignAlgorithm | EncryptAlgorithm) =>
    kindRefusal(key.spec, operation, value) ?? tokenRefusal(key, operation, { value, token });
  return all.map((value) => ({ value, refused: refusal(value) }));
}

function kindRefusal(spec: KeySpec, operation: TaskOperation, algorithm: SignAlgorithm | EncryptAlgorithm): string | undefined {
  const sign = signAlgorithm.safeParse(algorithm);
  if (sign.success) return fitsSigning(spec, sign.data) ? undefined : `for ${signerText(sign.data)}`;
  const cipher = encryptAlgorithm.parse(algorithm);
  // The engine refuses it for every key.
  if (cipher === 'RSA1_5') return 'not safe: who may decrypt by it can find out other texts';
  if (!wraps(operation) && wrapOnly.includes(cipher)) return 'only wraps keys';
  if (!fitsEncryption(spec, cipher, true)) return `for ${cipherText(cipher)}`;
  // Azure's libraries hand no vector and no tag to what wraps.
  return wraps(operation) && ['gcm', 'cbc', 'cbc-pad'].includes(modeOf(cipher)) ? 'only encrypts' : undefined;
}

function signerText(algorithm: SignAlgorithm): string {
  const curve = curveOf(algorithm);
  if (curve) return `EC ${curve} keys`;
  return algorithm.startsWith('HS') ? `symmetric keys of ${algorithm.slice(2)} bits or more` : 'RSA keys';
}

const cipherText = (algorithm: EncryptAlgorithm): string => {
  if (algorithm.startsWith('RSA')) return 'RSA keys';
  return algorithm.startsWith('CKM') ? 'AES keys' : `AES keys of ${algorithm.slice(1, 4)} bits`;
};

/** With a public half, a token is needed for what the private one does alone. */
function tokenRefusal(
  { publicKey }: Key,
  operation: TaskOperation,
  { value, token }: { readonly value: string; readonly token: TokenSight | undefined },
): string | undefined {
  const inPublic = publicKey !== undefined && ['verify', 'encrypt', 'wrapKey'].includes(operation);
  return !token || inPublic || token.algorithms.includes(value) ? undefined : `the token ${token.label} couldn’t when it was tried`;
}

/** What is proposed first, in this order, where the key can do it. */
const proposed = ['PS256', 'RSA-OAEP-256', 'A256GCM', 'A192GCM', 'A128GCM', 'A256KW', 'A192KW', 'A128KW'];

/** A task of an operation: by the algorithm named where it can be had, else by the one that is proposed; undefined where none can be. */
export function taskOf(operation: TaskOperation, options: readonly Option<string>[], wanted?: string): Task | undefined {
  const open = options.flatMap(({ value, refused }) => (refused === undefined ? [value] : []));
  const algorithm = [wanted, ...proposed, open[0]].find((it) => it !== undefined && open.includes(it));
  if (signs(operation)) {
    const sign = signAlgorithm.safeParse(algorithm);
    return sign.success ? { operation, algorithm: sign.data } : undefined;
  }
  const cipher = encryptAlgorithm.safeParse(algorithm);
  return cipher.success ? { operation, algorithm: cipher.data } : undefined;
}

export const isSigning = (task: Task): task is SignTask => signs(task.operation);
