import { randomFillSync } from 'node:crypto';
import type { PublicKey } from '../../app/contract/key.ts';
import type { OaepHash } from '../../app/contract/key-exchange.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { sealOaep } from '../crypto/wrap-key.ts';
import { readAttribute, template } from './attribute.ts';
import { oaepMechanism } from './cipher-plan.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import { keyTypeNumber, mechanism, objectClass, rv } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';
import type { OpenToken } from './open-token.ts';
import type { Desk, Way } from './use-key.ts';

/** Where the AES key is drawn and encrypted, and by which number RFC 5649 goes. */
export interface OutWay {
  readonly head: 'token' | 'host';
  readonly body: number;
}

const { aesKeyWrapKwp, aesKeyWrapPad } = mechanism;

/** What leaves stays in the token either way; of the last two the AES key does not. */
export const outWays: readonly OutWay[] = [
  { head: 'token', body: aesKeyWrapKwp },
  { head: 'token', body: aesKeyWrapPad },
  { head: 'host', body: aesKeyWrapKwp },
  { head: 'host', body: aesKeyWrapPad },
];

export const wayOut = ({ head }: OutWay): Way => (head === 'token' ? 'native' : 'composed');

export interface Recipient {
  readonly recipient: Extract<PublicKey, { family: 'RSA' }>;
  readonly hash: OaepHash;
}

/** The longest that a private key of RSA is as PKCS #8, and room beside it. */
const mostBytes = 8_192;
const aesBytes = 32;

/** Wraps one key of a token for a recipient. @throws CryptokiError */
export const wrapBy = ({ cryptoki, token }: Desk, way: OutWay, find: (session: Session) => Handle, to: Recipient): Promise<Uint8Array> =>
  token.runOnce(async (session) => {
    const key = find(session);
    const { wrapping, head } = way.head === 'token' ? await drawInToken(cryptoki, session, to) : drawHere(cryptoki, session, to);
    try {
      const body = await cryptoki.wrap(session, { mechanism: { mechanism: way.body }, key: wrapping }, key, mostBytes);
      return new Uint8Array([...head, ...body]);
    } finally {
      cryptoki.destroy(session, wrapping);
    }
  });

interface Drawn {
  readonly wrapping: Handle;
  /** The AES key, encrypted for the recipient. */
  readonly head: Uint8Array;
}

async function drawInToken(cryptoki: Cryptoki, session: Session, { recipient, hash }: Recipient): Promise<Drawn> {
  const [modulus, publicExponent] = [Buffer.from(recipient.n), Buffer.from(recipient.e)];
  const shown = { class: objectClass.publicKey, keyType: keyTypeNumber.rsa, token: false, private: false, wrap: true };
  const half = cryptoki.create(session, template({ ...shown, modulus, publicExponent }));
  try {
    const drawn = { token: false, private: true, sensitive: true, extractable: true, wrap: true, valueLen: aesBytes };
    const wrapping = await cryptoki.generate(session, { mechanism: mechanism.aesKeyGen }, template(drawn));
    const head = await cryptoki.wrap(session, { mechanism: oaepMechanism[hash], key: half }, wrapping, recipient.n.length);
    return { wrapping, head };
  } finally {
    cryptoki.destroy(session, half);
  }
}

function drawHere(cryptoki: Cryptoki, session: Session, { recipient, hash }: Recipient): Drawn {
  const key = randomFillSync(secretBytes(aesBytes));
  try {
    const kind = { class: objectClass.secretKey, keyType: keyTypeNumber.aes, token: false, private: true };
    const value = Buffer.from(key.buffer);
    const wrapping = cryptoki.create(session, template({ ...kind, sensitive: true, extractable: false, wrap: true, value }));
    return { wrapping, head: sealOaep(recipient, hash, key) };
  } finally {
    key.fill(0);
  }
}

/** A private or symmetric key by its CKA_ID. @throws CryptokiError when there is none */
export function findLeaving(cryptoki: Cryptoki, session: Session, object: Uint8Array): { handle: Handle; isPrivate: boolean } {
  for (const kind of [objectClass.privateKey, objectClass.secretKey]) {
    const [handle] = cryptoki.find(session, template({ class: kind, id: Buffer.from(object) }));
    if (handle) return { handle, isPrivate: kind === objectClass.privateKey };
  }
  throw new CryptokiError(rv.objectHandleInvalid, 'a key of this id');
}

/** @throws VaultError KeyUnsupported where its own attributes keep it in its token */
export function assertLeaves(cryptoki: Cryptoki, session: Session, key: Handle, token: OpenToken): void {
  const read = readAttribute(cryptoki, session, key);
  const what = read.truth('extractable') ? (read.truth('wrapWithTrusted') ? 'CKA_WRAP_WITH_TRUSTED' : undefined) : 'CKA_EXTRACTABLE';
  if (what) throw new VaultError('KeyUnsupported', { what, by: token.label, reason: 'token' });
}
