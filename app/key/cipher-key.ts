import type * as z from 'zod';
import { KeyDecrypt, KeyEncrypt, type KeyOperation, KeyUnwrap, KeyWrap } from '../contract/key.ts';
import type { Input, Output } from '../contract/operation.ts';
import type { Shape } from '../contract/shape.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { vaultTarget } from '../vault/vault.ts';
import { doneBefore } from './done-before.ts';
import { checkEncryption } from './fit.ts';
import type { CipherParts } from './private-key.ts';
import { findUsableKey, type UsableKey } from './use-key.ts';

type Given = Pick<Input<'KeyDecrypt'>, 'vault' | 'name' | 'version' | 'algorithm' | 'value' | 'initialization' | 'additional' | 'tag'>;
type Answer = Output<'KeyDecrypt'>;

interface Cipher {
  /** As actions write it. */
  readonly verb: 'encrypt' | 'decrypt' | 'wrap' | 'unwrap';
  readonly operation: KeyOperation;
  work(anteroom: Anteroom, key: UsableKey, given: Given): Promise<Omit<Answer, 'id'>>;
}

/** What encrypting and decrypting, text and keys, have in common. The record has which version and algorithm, and nothing of what is inside. */
const cipher = <I extends Given>(
  shape: Shape<string, z.ZodType<I>, z.ZodType<Answer>, 'call'>,
  { verb, operation, work }: Cipher,
): RoomOperation<typeof shape, Answer> => ({
  at: 'room',
  shape,
  needs: { kind: 'dataAction', action: `Microsoft.KeyVault/vaults/keys/${verb}/action` },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((_input, output) => output?.id), algorithm: kept((input) => input.algorithm) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async prepare(anteroom, input) {
    const key = await findUsableKey(anteroom, input, operation);
    checkEncryption(key, input.algorithm, operation === 'wrapKey' || operation === 'unwrapKey');
    return { id: key.id, ...(await work(anteroom, key, input)) };
  },
  run: doneBefore,
  release: ({ value }) => void value.fill(0),
});

const partsOf = ({ initialization, additional, tag }: Given): CipherParts => ({ initialization, additional, tag });

/** By the public key where there is one: what is private is not touched then. */
const encrypt: Cipher['work'] = ({ keyCrypto }, { publicKey, withPrivate }, given) =>
  publicKey
    ? keyCrypto.encrypt(publicKey, given.algorithm, given.value)
    : withPrivate((opened) => opened.encrypt(given.algorithm, given.value, partsOf(given)));

const decrypt: Cipher['work'] = async (_anteroom, { withPrivate }, given) => ({
  value: await withPrivate((opened) => opened.decrypt(given.algorithm, given.value, partsOf(given))),
});

export const encryptKey = cipher(KeyEncrypt, { verb: 'encrypt', operation: 'encrypt', work: encrypt });
export const decryptKey = cipher(KeyDecrypt, { verb: 'decrypt', operation: 'decrypt', work: decrypt });
export const wrapKey = cipher(KeyWrap, { verb: 'wrap', operation: 'wrapKey', work: encrypt });
export const unwrapKey = cipher(KeyUnwrap, { verb: 'unwrap', operation: 'unwrapKey', work: decrypt });
