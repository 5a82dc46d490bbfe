import { randomBytes } from 'node:crypto';
import type { EncryptAlgorithm, PublicKey } from '../../app/contract/key.ts';
import { curveAlgorithm } from '../../app/contract/key-algorithm.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { signing } from '../crypto/fit.ts';
import { destroyObject } from './destroy-object.ts';
import type { Answer, Ask } from './message.ts';
import { incapable, isCode } from './pkcs11-error.ts';
import { decrypt, type Desk, encrypt, sign } from './use-key.ts';

type PublicCrypto = Pick<KeyCrypto, 'encrypt' | 'verify'>;

/** As many keys are known to work as a busy token has in use. */
const mostProved = 10_000;

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** What the token said last is wrong: what it was right about before says no more. */
function wrongAnswer({ token }: Desk): VaultError {
  token.proved.clear();
  return new VaultError('HsmAnswerWrong', { token: token.label });
}

/** Once for each key and algorithm, as long as its token is open, and again after any wrong answer of that. */
async function once(
  { token: { proved } }: Desk,
  { object, algorithm }: { readonly object: Uint8Array; readonly algorithm: string },
  check: () => Promise<boolean>,
): Promise<boolean> {
  const what = `${algorithm} ${Buffer.from(object).toString('hex')}`;
  if (proved.has(what)) return true;
  const isRight = await check();
  if (proved.size >= mostProved) proved.clear();
  if (isRight) proved.add(what);
  return isRight;
}

/**
 * Signs, and verifies by the public half that the house knows: each signature of RSA, of which one that went wrong can give the private key
 * away; of curves, where verifying takes far longer than signing, and of MACs, which can only be made again, the first.
 * @throws VaultError HsmAnswerWrong; CryptokiError
 */
export async function signRight(desk: Desk, crypto: PublicCrypto, ask: Ask<'sign'>): Promise<Answer<'sign'>> {
  const { value } = await sign(desk, ask);
  if (!(await isRightSignature(desk, crypto, ask, value))) throw wrongAnswer(desk);
  return { value };
}

async function isRightSignature(desk: Desk, crypto: PublicCrypto, ask: Ask<'sign'>, value: Uint8Array): Promise<boolean> {
  const { publicKey, algorithm, digest } = ask;
  if (publicKey?.family === 'RSA') return crypto.verify(publicKey, algorithm, digest, value);
  if (publicKey) return once(desk, ask, () => crypto.verify(publicKey, algorithm, digest, value));
  return ask.spec.family !== 'oct' || once(desk, ask, async () => isSame((await sign(desk, ask)).value, value));
}

/** Encrypts, and once decrypts what came of it. @throws VaultError HsmAnswerWrong; CryptokiError */
export async function encryptRight(desk: Desk, ask: Ask<'encrypt'>): Promise<Answer<'encrypt'>> {
  const sealed = await encrypt(desk, ask);
  const { value, initialization, additional, tag } = sealed;
  const isRight = await once(desk, ask, () => opensTo(desk, { ...ask, value, initialization, additional, tag }, ask.value));
  if (!isRight) throw wrongAnswer(desk);
  return sealed;
}

async function opensTo(desk: Desk, ask: Ask<'decrypt'>, text: Uint8Array): Promise<boolean> {
  try {
    const { value } = await decrypt(desk, ask);
    const isRight = isSame(value, text);
    value.fill(0);
    return isRight;
  } catch (error) {
    if (isVaultError(error, 'DecryptFailed')) return false;
    throw error;
  }
}

type Made = Pick<Ask<'generate'>, 'object' | 'spec' | 'use'>;

/**
 * Has a pair that was just made show that its halves belong together: it signs, or where it may not, decrypts.
 * @throws VaultError HsmAnswerWrong, and the pair is destroyed again; CryptokiError
 */
export async function provePair(desk: Desk, crypto: PublicCrypto, made: Made, publicKey: PublicKey): Promise<void> {
  if (await isPair(desk, crypto, made, publicKey)) return;
  await destroyObject(desk, made.object);
  throw wrongAnswer(desk);
}

async function isPair(desk: Desk, crypto: PublicCrypto, { use, ...key }: Made, publicKey: PublicKey): Promise<boolean> {
  // What is asked is where the desk is.
  const place = { token: { serial: '', label: '' }, object: key.object, spec: key.spec };
  try {
    if (use.sign) {
      const algorithm = publicKey.family === 'RSA' ? 'RS256' : curveAlgorithm[publicKey.curve];
      const digest = new Uint8Array(randomBytes(signing[algorithm].digestBytes ?? 0));
      const { value } = await sign(desk, { ...place, algorithm, digest });
      return await crypto.verify(publicKey, algorithm, digest, value);
    }
    if (publicKey.family !== 'RSA' || !(use.decrypt || use.unwrap || use.exchange)) return true;
    const [algorithm, text]: [EncryptAlgorithm, Uint8Array] = ['RSA-OAEP', new Uint8Array(randomBytes(32))];
    const { value } = await crypto.encrypt(publicKey, algorithm, text);
    return await opensTo(desk, { ...place, algorithm, value }, text);
  } catch (error) {
    // It can't do even this: nobody will be given an answer of it.
    if (isCode(error, ...incapable)) return true;
    throw error;
  }
}
