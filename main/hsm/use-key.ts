import type { KeySpec } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { badLength, unfit } from '../crypto/fit.ts';
import {
  type AesKind,
  aesKind,
  blockBytes,
  blockMechanism,
  cbcMechanism,
  cbcPadMechanism,
  ciphers,
  gcmMechanism,
  givenStart,
  newStart,
  rsaDecryption,
  tagBytes,
} from './cipher-plan.ts';
import type { Cryptoki, Mechanism, Session } from './cryptoki.ts';
import { type BlockCipher, unwrapBlocks, wrapBlocks } from './key-wrap.ts';
import type { Answer, Ask } from './message.ts';
import { keyTypeNumber, mechanism, rv } from './number.ts';
import { openOaep } from './oaep.ts';
import type { KeyHandle } from './handle-book.ts';
import type { OpenToken } from './open-token.ts';
import { CryptokiError, incapable, isCode, isUndecryptable } from './pkcs11-error.ts';
import { signPlans } from './sign-plan.ts';

/** Where a key is used: a library, and a token that is open. */
export interface Desk {
  readonly cryptoki: Cryptoki;
  readonly token: OpenToken;
}

/** Whether the token did it by itself, or part of it was done here. */
export type Way = 'native' | 'composed';
type Done<T> = T & { readonly way: Way };

/** Tries ways in their order, from the one that worked last. @throws CryptokiError of the last of them */
async function byWays<P, T>(token: OpenToken, what: string, ways: readonly P[], act: (way: P) => Promise<T>): Promise<T> {
  for (let at = token.ways.get(what) ?? 0; ; at += 1) {
    const way = ways[at];
    if (way === undefined) throw new CryptokiError(rv.mechanismInvalid, what);
    try {
      const result = await act(way);
      token.ways.set(what, at);
      return result;
    } catch (error) {
      if (!isCode(error, ...incapable) || at + 1 >= ways.length) throw error;
    }
  }
}

/** @throws CryptokiError where the key is of a type that its family does not always have */
function assertType(key: KeyHandle, type: number): void {
  if (key.type !== type) throw new CryptokiError(rv.keyTypeInconsistent, 'a key of this type');
}

export function sign({ cryptoki, token }: Desk, ask: Ask<'sign'>): Promise<Done<Answer<'sign'>>> {
  const plans = signPlans(ask.spec, ask.algorithm, ask.digest);
  return byWays(token, `${ask.algorithm} ${nameOf(ask.spec)}`, plans, (plan) =>
    token.withKey(ask, async (session, key) => {
      if (ask.spec.family === 'oct') assertType(key, keyTypeNumber.genericSecret);
      const input = { data: plan.data, most: plan.lengthBytes };
      const value = await cryptoki.operate('C_Sign', session, { mechanism: plan.mechanism, key: key.handle }, input);
      if (value.length !== plan.lengthBytes) throw new CryptokiError(rv.deviceError, 'a signature of no such length');
      return { value, way: plan.way };
    }),
  );
}

const nameOf = (spec: KeySpec): string => `${'curve' in spec ? spec.curve : spec.bits}`;

export function encrypt({ cryptoki, token }: Desk, ask: Ask<'encrypt'>): Promise<Done<Answer<'encrypt'>>> {
  const kind = aesKind(ask.spec, ask.algorithm);
  assertText(kind, ask.value);
  if (kind === 'wrap' || kind === 'wrap-pad') {
    return withAes({ cryptoki, token }, ask, async (session, key) => {
      const value = byBlocks(cryptoki, 'C_Encrypt', { session, key }, (block) => wrapBlocks(block, ask.value, kind === 'wrap-pad'));
      return { value, way: 'composed' };
    });
  }
  const initialization = newStart(kind, ask);
  const { additional } = ask;
  return withAes({ cryptoki, token }, ask, async (session, key) => {
    const by = { mechanism: aesMechanism(kind, initialization, additional), key: key.handle };
    const data = Buffer.from(ask.value);
    const sealed = await cryptoki.operate('C_Encrypt', session, by, { data, most: sealedLength(kind, data.length) });
    data.fill(0);
    if (sealed.length !== sealedLength(kind, ask.value.length)) throw new CryptokiError(rv.deviceError, 'a text of no such length');
    if (kind !== 'gcm') return { value: sealed, initialization, way: 'native' };
    const cut = sealed.length - tagBytes;
    const tail = { initialization, tag: sealed.subarray(cut), ...(additional && { additional }) };
    return { value: sealed.subarray(0, cut), ...tail, way: 'native' };
  });
}

export function decrypt(desk: Desk, ask: Ask<'decrypt'>): Promise<Done<Answer<'decrypt'>>> {
  return ask.spec.family === 'RSA' ? decryptRsa(desk, ask, ask.spec.bits / 8) : decryptAes(desk, ask);
}

const refuse = (): never => {
  throw new VaultError('DecryptFailed', {});
};

async function decryptAes({ cryptoki, token }: Desk, ask: Ask<'decrypt'>): Promise<Done<Answer<'decrypt'>>> {
  const kind = aesKind(ask.spec, ask.algorithm);
  if (!isSealed(kind, ask.value.length)) return refuse();
  if (kind === 'wrap' || kind === 'wrap-pad') {
    return withAes({ cryptoki, token }, ask, async (session, key) => {
      const value = byBlocks(cryptoki, 'C_Decrypt', { session, key }, (block) => unwrapBlocks(block, ask.value, kind === 'wrap-pad'));
      return { value: value ?? refuse(), way: 'composed' };
    });
  }
  const start = givenStart(kind, ask);
  if (!start || (kind === 'gcm' && ask.tag?.length !== tagBytes)) return refuse();
  const by = aesMechanism(kind, start, ask.additional);
  const data = Buffer.concat([ask.value, ...(kind === 'gcm' && ask.tag ? [ask.tag] : [])]);
  return withAes({ cryptoki, token }, ask, async (session, key) => {
    const value = await open({ cryptoki, token }, session, { mechanism: by, key: key.handle }, { data, most: data.length });
    return { value, way: 'native' };
  });
}

/** RSA-OAEP with SHA-256 is undone here, after the bare private operation, where the token knows it with SHA-1 alone. */
async function decryptRsa({ cryptoki, token }: Desk, ask: Ask<'decrypt'>, lengthBytes: number): Promise<Done<Answer<'decrypt'>>> {
  const { kind } = ciphers[ask.algorithm];
  if (kind !== 'rsa' && kind !== 'oaep' && kind !== 'oaep-256') throw unfit(ask.algorithm, ask.spec);
  if (ask.value.length !== lengthBytes) return refuse();
  const data = Buffer.from(ask.value);
  const ways: readonly Way[] = kind === 'oaep-256' ? ['native', 'composed'] : ['native'];
  return byWays(token, `${ask.algorithm} ${nameOf(ask.spec)}`, ways, (way) =>
    token.withKey(ask, async (session, { handle }) => {
      const by = { mechanism: way === 'native' ? rsaDecryption[kind] : { mechanism: mechanism.rsaX509 }, key: handle };
      const opened = await open({ cryptoki, token }, session, by, { data, most: lengthBytes });
      if (way === 'native') return { value: opened, way };
      // Some leave out the zeros before the number.
      const block = Buffer.alloc(lengthBytes);
      block.set(opened, lengthBytes - opened.length);
      opened.fill(0);
      return { value: openOaep(block, 'SHA-256') ?? refuse(), way };
    }),
  );
}

/** Decrypts. @throws VaultError DecryptFailed whatever the token says of it, if it is there */
async function open(
  { cryptoki, token }: Desk,
  session: Session,
  by: { mechanism: Mechanism; key: Buffer },
  input: { data: Buffer; most: number },
): Promise<Buffer> {
  try {
    const text = await cryptoki.operate('C_Decrypt', session, by, input);
    if (text.length > input.most) throw new CryptokiError(rv.deviceError, 'a text of no such length');
    return text;
  } catch (error) {
    if (isUndecryptable(error) && token.isThere()) return refuse();
    throw error;
  }
}

const withAes = <T>({ token }: Desk, ask: Ask<'encrypt'>, act: (session: Session, key: KeyHandle) => Promise<T>): Promise<T> =>
  token.withKey(ask, async (session, key) => {
    assertType(key, keyTypeNumber.aes);
    return act(session, key);
  });

/** Block by block in one operation: each needs the one before. */
function byBlocks<T>(
  cryptoki: Cryptoki,
  call: 'C_Encrypt' | 'C_Decrypt',
  { session, key }: { session: Session; key: KeyHandle },
  act: (cipher: BlockCipher) => T,
): T {
  cryptoki.begin(call, session, { mechanism: blockMechanism, key: key.handle });
  const result = act((block) => {
    const out = cryptoki.update(call, session, block);
    if (out.length !== blockBytes) throw new CryptokiError(rv.functionNotSupported, `${call}Update`);
    return out;
  });
  cryptoki.final(call, session);
  return result;
}

function aesMechanism(kind: 'gcm' | 'cbc' | 'cbc-pad', start: Buffer, additional: Uint8Array | undefined): Mechanism {
  if (kind === 'gcm') return gcmMechanism(start, additional);
  return kind === 'cbc' ? cbcMechanism(start) : cbcPadMechanism(start);
}

const sealedLength = (kind: 'gcm' | 'cbc' | 'cbc-pad', length: number): number => {
  if (kind === 'gcm') return length + tagBytes;
  return kind === 'cbc' ? length : length + blockBytes - (length % blockBytes);
};

/** NIST SP 800-38A and F. @throws VaultError BadParameter */
function assertText(kind: AesKind, { length }: Uint8Array): void {
  const fits = {
    gcm: true,
    cbc: length > 0 && length % blockBytes === 0,
    'cbc-pad': true,
    wrap: length >= 16 && length % 8 === 0,
    'wrap-pad': length > 0,
  };
  if (!fits[kind]) throw badLength('value');
}

function isSealed(kind: AesKind, length: number): boolean {
  if (kind === 'gcm') return true;
  if (kind === 'wrap' || kind === 'wrap-pad') return length % 8 === 0 && length >= (kind === 'wrap' ? 24 : 16);
  return length > 0 && length % blockBytes === 0;
}
