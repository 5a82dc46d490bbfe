import { randomFillSync } from 'node:crypto';
import type { OaepHash } from '../../app/contract/key-exchange.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { openSoftwareKey } from '../crypto/software-key.ts';
import { readMaterial } from '../crypto/wrap-key.ts';
import { readAttribute, template, trimInteger } from './attribute.ts';
import { confirm, createKey, unwrapPadded } from './bring-key.ts';
import { oaepMechanism } from './cipher-plan.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import type { KeyOutline } from './make-key.ts';
import { keyTypeNumber, mechanism, objectClass, rv } from './number.ts';
import { openOaep } from './oaep.ts';
import { CryptokiError, isOfTheToken } from './pkcs11-error.ts';
import type { Desk, Way } from './use-key.ts';

/** Where the two halves of a wrapped key are opened: its AES key, and the key under that. */
export interface InWay {
  /** `unwrap`: in the token; `decrypt`: handed out by it; `raw`: its padding is undone here. */
  readonly head: 'unwrap' | 'decrypt' | 'raw';
  readonly body: 'token' | 'host';
}

/** From the one by which least leaves the token: of the second kind the AES key does, of the last what is brought in too. */
export const inWays: readonly InWay[] = [
  { head: 'unwrap', body: 'token' },
  { head: 'decrypt', body: 'token' },
  { head: 'raw', body: 'token' },
  { head: 'decrypt', body: 'host' },
  { head: 'raw', body: 'host' },
];

export const wayIn = ({ head }: InWay): Way => (head === 'unwrap' ? 'native' : 'composed');

/** What is brought in, and by which exchange key. */
export interface InOrder extends KeyOutline {
  readonly kek: Uint8Array;
  readonly hash: OaepHash;
  readonly value: Uint8Array;
}

/** That a key was opened, and how long it was under its AES key. */
export interface Opened {
  readonly neverExtractable: boolean;
  readonly bodyBytes: number;
}

/** AES-256, as CKM_RSA_AES_KEY_WRAP is written by everybody. */
const aesBytes = 32;

const refused = (): VaultError => new VaultError('DecryptFailed', {});

/**
 * Opens a wrapped key such that it is an object of its id. What goes wrong is told in one way, unless it is the token that is gone.
 * @throws VaultError DecryptFailed; CryptokiError of a token that is gone, locked, full or busy
 */
export async function openIn({ cryptoki, token }: Desk, way: InWay, order: InOrder): Promise<Opened> {
  try {
    return await token.runOnce(async (session) => {
      const kek = findKek(cryptoki, session, order.kek);
      const { head, body } = cut(order.value, kek.bytes);
      const seat = { cryptoki, session, label: token.label };
      const opened = await openBy(seat, way, kek, { head, body, order });
      return { ...opened, bodyBytes: body.length };
    });
  } catch (error) {
    if (isVaultError(error, 'KeyUnsupported') || !isOfWhatWasGiven(error) || !token.isThere()) throw error;
    throw refused();
  }
}

async function openBy(
  seat: Seat,
  way: InWay,
  kek: Kek,
  { head, ...part }: Part & { head: Buffer },
): Promise<{ neverExtractable: boolean }> {
  if (way.head === 'unwrap') return openInToken(seat, kek.handle, { head, ...part });
  const key = await openHead(seat, kek, way.head, { head, hash: part.order.hash });
  try {
    return way.body === 'token' ? await openBodyInToken(seat, key, part) : await openBodyHere(seat, key, part);
  } finally {
    key.fill(0);
  }
}

const isOfWhatWasGiven = (error: unknown): boolean =>
  isVaultError(error, 'DecryptFailed') || (error instanceof CryptokiError && !isOfTheToken(error));

interface Seat {
  readonly cryptoki: Cryptoki;
  readonly session: Session;
  readonly label: string;
}

interface Kek {
  readonly handle: Handle;
  /** Of its modulus. */
  readonly bytes: number;
}

function findKek(cryptoki: Cryptoki, session: Session, id: Uint8Array): Kek {
  const [handle] = cryptoki.find(session, template({ class: objectClass.privateKey, keyType: keyTypeNumber.rsa, id: Buffer.from(id) }));
  if (!handle) throw new CryptokiError(rv.objectHandleInvalid, 'an exchange key of this id');
  return { handle, bytes: trimInteger(readAttribute(cryptoki, session, handle).bytes('modulus')).length };
}

/** @throws VaultError DecryptFailed for what is too short to be both */
function cut(value: Uint8Array, at: number): { head: Buffer; body: Buffer } {
  const [head, body] = [Buffer.from(value.subarray(0, at)), Buffer.from(value.subarray(at))];
  if (body.length < 16 || body.length % 8 !== 0) throw refused();
  return { head, body };
}

interface Part {
  readonly body: Buffer;
  readonly order: InOrder;
}

const wrappingKey = { class: objectClass.secretKey, keyType: keyTypeNumber.aes, token: false, private: true } as const;
const hidden = { sensitive: true, extractable: false, unwrap: true } as const;

async function openInToken(seat: Seat, kek: Handle, { head, body, order }: Part & { head: Buffer }) {
  const { cryptoki, session } = seat;
  const by = { mechanism: oaepMechanism[order.hash], key: kek };
  return underKey(seat, await cryptoki.unwrap(session, by, head, template({ ...wrappingKey, ...hidden })), { body, order });
}

/** The AES key stands in the host's memory for as long as the token is given it. */
const openBodyInToken = (seat: Seat, key: Buffer, part: Part) =>
  underKey(seat, seat.cryptoki.create(seat.session, template({ ...wrappingKey, ...hidden, value: key })), part);

async function underKey({ cryptoki, session, label }: Seat, key: Handle, { body, order }: Part): Promise<{ neverExtractable: boolean }> {
  try {
    return confirm(cryptoki, session, await unwrapPadded(cryptoki, session, key, { wrapped: body, order }), { use: order.use, label });
  } finally {
    cryptoki.destroy(session, key);
  }
}

/** What is brought in stands in the host's memory until it is in the token. */
async function openBodyHere(
  { cryptoki, session, label }: Seat,
  key: Buffer,
  { body, order }: Part,
): Promise<{ neverExtractable: boolean }> {
  const material = await openBody(key, body, order.spec);
  try {
    return await createKey(cryptoki, session, { ...order, material }, label);
  } finally {
    material.fill(0);
  }
}

async function openBody(key: Buffer, body: Buffer, kind: InOrder['spec']): Promise<Uint8Array> {
  const aes = openSoftwareKey({ family: 'oct', bits: 256 }, key);
  try {
    return readMaterial(await aes.decrypt('CKM_AES_KEY_WRAP_PAD', body, {}), kind).material;
  } finally {
    aes.close();
  }
}

/** What does not decrypt is another key, as right as any: that it is not is found where all else is. The caller zeroes it. */
async function openHead(
  { cryptoki, session }: Seat,
  { handle, bytes }: Kek,
  way: 'decrypt' | 'raw',
  { head, hash }: { readonly head: Buffer; readonly hash: OaepHash },
): Promise<Buffer> {
  const by = { mechanism: way === 'raw' ? { mechanism: mechanism.rsaX509 } : oaepMechanism[hash], key: handle };
  const opened = await cryptoki.operate('C_Decrypt', session, by, { data: head, most: bytes });
  const text = way === 'raw' ? unpad(opened, bytes, hash) : opened;
  if (text?.length === aesBytes) return text;
  text?.fill(0);
  return Buffer.from(randomFillSync(secretBytes(aesBytes)).buffer);
}

function unpad(opened: Buffer, bytes: number, hash: OaepHash): Buffer | undefined {
  // Some leave out the zeros before the number.
  const block = Buffer.alloc(bytes);
  block.set(opened, bytes - opened.length);
  opened.fill(0);
  const text = openOaep(block, hash);
  return text && Buffer.from(text.buffer);
}
