import type { KeyOperation, KeyProperties } from '../../../app/contract/key.ts';
import type { Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { KeyScene } from './scripted-key.ts';

type UseName = 'KeySign' | 'KeyVerify' | 'KeyEncrypt' | 'KeyDecrypt' | 'KeyWrap' | 'KeyUnwrap';

/** What a key was used on, as it was asked for. */
export type KeyUsed = { readonly [N in UseName]: { readonly operation: N; readonly input: Input<N> } }[UseName];

type Answers = { readonly [N in UseName]: (scene: KeyScene, input: Input<N>) => Output<N> };

const refusal = ({ name, enabled, operations, expires = Infinity }: KeyProperties, operation: KeyOperation): VaultError | undefined => {
  if (!enabled) return new VaultError('KeyDisabled', { name });
  if (!operations.includes(operation)) return new VaultError('KeyOperationNotPermitted', { name, operation });
  const isBound = ['sign', 'encrypt', 'wrapKey'].includes(operation);
  return isBound && expires <= Date.now() ? new VaultError('KeyExpired', { name, expiredOn: expires }) : undefined;
};

function usable(scene: KeyScene, used: KeyUsed, operation: KeyOperation): KeyProperties {
  const { vault, name, version } = used.input;
  const versions = scene.keys[`${vault}/${name}`.toLowerCase()];
  const key = versions?.find((it) => (version === undefined ? it.current : it.version === version));
  if (!key) throw new VaultError('KeyNotFound', { name });
  scene.used = [...scene.used, used];
  const refused = refusal(key, operation);
  if (refused) throw refused;
  return key;
}

const signed = ({ version }: KeyProperties, digest: Uint8Array) =>
  Uint8Array.from({ length: 64 }, (_, at) => (digest[at % digest.length] ?? 0) ^ version.charCodeAt(at % version.length));

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xa5);
const vector = () => new Uint8Array(12).fill(7);
/** Over the additional data alone: enough to tell whether it was the same. */
const tagOf = (additional: Uint8Array = new Uint8Array()) =>
  new Uint8Array(16).fill(9 + additional.reduce((sum, byte) => (sum + byte) % 200, 0));

type Ciphered = Output<'KeyEncrypt'>;

function encrypted({ id }: KeyProperties, { algorithm, value, additional }: Input<'KeyEncrypt'>): Ciphered {
  const gcm = algorithm.endsWith('GCM') ? { initialization: vector(), tag: tagOf(additional) } : {};
  return { id, value: turned(value), ...gcm };
}

function decrypted({ id }: KeyProperties, { algorithm, value, initialization, tag, additional }: Input<'KeyDecrypt'>): Ciphered {
  const fits = initialization && tag && same(initialization, vector()) && same(tag, tagOf(additional));
  if (algorithm.endsWith('GCM') && !fits) throw new VaultError('DecryptFailed', {});
  return { id, value: turned(value) };
}

/** What keys of a script do: nothing safe, but the same each time, and another for each version. */
export const keyUseAnswers: Answers = {
  KeySign: (scene, input) => {
    const key = usable(scene, { operation: 'KeySign', input }, 'sign');
    return { id: key.id, value: signed(key, input.digest) };
  },
  KeyVerify: (scene, input) => {
    const key = usable(scene, { operation: 'KeyVerify', input }, 'verify');
    return { id: key.id, valid: same(signed(key, input.digest), input.signature) };
  },
  KeyEncrypt: (scene, input) => encrypted(usable(scene, { operation: 'KeyEncrypt', input }, 'encrypt'), input),
  KeyDecrypt: (scene, input) => decrypted(usable(scene, { operation: 'KeyDecrypt', input }, 'decrypt'), input),
  KeyWrap: (scene, input) => encrypted(usable(scene, { operation: 'KeyWrap', input }, 'wrapKey'), input),
  KeyUnwrap: (scene, input) => decrypted(usable(scene, { operation: 'KeyUnwrap', input }, 'unwrapKey'), input),
};
