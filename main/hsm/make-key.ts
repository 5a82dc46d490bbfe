import type { KeySpec, PublicKey, WrappedKind } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { HsmUse } from '../../app/hsm/hsm-host.ts';
import { curveParameter, readAttribute, readPoint, template, trimInteger } from './attribute.ts';
import type { Attribute, Cryptoki, Handle, Session } from './cryptoki.ts';
import type { Answer } from './message.ts';
import { keyTypeNumber, mechanism, objectClass, rv } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';

/** A key that is to be made or brought in. */
export interface KeyOrder {
  /** CKA_ID: one of a pair, and of no other, because a library may take a second for the same. */
  readonly object: Uint8Array;
  readonly spec: KeySpec;
  readonly use: HsmUse;
  /** In the token, or gone with the session. */
  readonly lasting: boolean;
}

/** The same of a key whose size is not known until it is there. */
export type KeyOutline = Omit<KeyOrder, 'spec'> & { readonly spec: KeySpec | WrappedKind };

const exponent = Buffer.from([1, 0, 1]);

/** A symmetric key that only signs is a generic secret, because an AES key can't be a MAC's. */
export const secretType = (use: HsmUse): number =>
  use.sign && !use.decrypt && !use.unwrap ? keyTypeNumber.genericSecret : keyTypeNumber.aes;

const keyTypes: { readonly [F in KeySpec['family']]: (use: HsmUse) => number } = {
  RSA: () => keyTypeNumber.rsa,
  EC: () => keyTypeNumber.ec,
  oct: secretType,
};

/**
 * The private part, of a pair or symmetric: it stays in the token, unreadable, and behind the PIN at rest. Only an exchange key unwraps
 * another key, and decrypts where the token is to be helped with that; what else is to be unwrapped is text to the house.
 */
export function privateTemplate({ object, spec, use, lasting }: KeyOutline): Attribute[] {
  const isExchange = use.exchange === true;
  const opens = use.decrypt || use.unwrap || isExchange;
  const hidden = { token: lasting, private: true, sensitive: true, extractable: use.extractable === true, id: Buffer.from(object) };
  switch (spec.family) {
    case 'RSA':
      return template({ ...hidden, sign: use.sign, decrypt: opens, unwrap: isExchange });
    case 'EC':
      return template({ ...hidden, sign: use.sign });
    case 'oct':
      return secretType(use) === keyTypeNumber.aes
        ? template({ ...hidden, encrypt: opens, decrypt: opens })
        : template({ ...hidden, sign: true, verify: true });
  }
}

/** The same of what comes from outside, which must be told its class and type. */
export const broughtTemplate = (order: KeyOutline): Attribute[] => [
  ...template({
    class: order.spec.family === 'oct' ? objectClass.secretKey : objectClass.privateKey,
    keyType: keyTypes[order.spec.family](order.use),
  }),
  ...privateTemplate(order),
];

function publicTemplate({ object, spec, use, lasting }: KeyOrder): Attribute[] {
  const isExchange = use.exchange === true;
  const shown = { token: lasting, private: false, id: Buffer.from(object) };
  if (spec.family === 'EC') return template({ ...shown, ecParams: curveParameter(spec.curve), verify: use.sign });
  const bits = spec.bits;
  return template({
    ...shown,
    modulusBits: bits,
    publicExponent: exponent,
    verify: use.sign,
    encrypt: use.decrypt || use.unwrap || isExchange,
    wrap: isExchange,
  });
}

/**
 * Makes a key in the token.
 * @throws CryptokiError; VaultError KeyUnsupported where the token made one that could leave and was not to, or the other way round, which is destroyed again
 */
export async function makeKey(cryptoki: Cryptoki, session: Session, order: KeyOrder, label: string): Promise<Answer<'generate'>> {
  const { spec } = order;
  const made: Handle[] = [];
  try {
    if (spec.family === 'oct') {
      const isAes = secretType(order.use) === keyTypeNumber.aes;
      const by = { mechanism: isAes ? mechanism.aesKeyGen : mechanism.genericSecretKeyGen };
      const length = template({ valueLen: spec.bits / 8 });
      const key = await cryptoki.generate(session, by, [...length, ...privateTemplate(order)]);
      made.push(key);
      return sightBy(order.use)(cryptoki, session, key, label);
    }
    const by = { mechanism: spec.family === 'RSA' ? mechanism.rsaKeyPairGen : mechanism.ecKeyPairGen };
    const pair = await cryptoki.generatePair(session, by, { public: publicTemplate(order), private: privateTemplate(order) });
    made.push(pair.privateKey, pair.publicKey);
    const sight = sightBy(order.use)(cryptoki, session, pair.privateKey, label);
    const publicKey = readPublicKey(cryptoki, session, pair.publicKey, spec);
    if (order.use.unpublished) cryptoki.destroy(session, pair.publicKey);
    return { ...sight, publicKey };
  } catch (error) {
    for (const handle of made) cryptoki.destroy(session, handle);
    throw error;
  }
}

/** What the token says of a key. @throws VaultError KeyUnsupported when that is that it can leave */
export function sightOf(cryptoki: Cryptoki, session: Session, key: Handle, label: string): { neverExtractable: boolean } {
  const read = readAttribute(cryptoki, session, key);
  if (read.truth('extractable') || !read.truth('sensitive')) {
    throw new VaultError('KeyUnsupported', { what: 'CKA_EXTRACTABLE', by: label, reason: 'token' });
  }
  return { neverExtractable: read.truth('local') && read.truth('neverExtractable') };
}

/** The same of one that was to be able to leave. @throws VaultError KeyUnsupported when it can't, or could in clear */
function leavingSightOf(...[cryptoki, session, key, label]: Parameters<typeof sightOf>): ReturnType<typeof sightOf> {
  const read = readAttribute(cryptoki, session, key);
  if (!read.truth('extractable') || !read.truth('sensitive')) {
    throw new VaultError('KeyUnsupported', { what: 'CKA_EXTRACTABLE', by: label, reason: 'token' });
  }
  return { neverExtractable: false };
}

/** What is to be asked of a key that was made or brought in for this use. */
export const sightBy = ({ extractable }: HsmUse): typeof sightOf => (extractable ? leavingSightOf : sightOf);

function readPublicKey(cryptoki: Cryptoki, session: Session, key: Handle, spec: Exclude<KeySpec, { family: 'oct' }>): PublicKey {
  const read = readAttribute(cryptoki, session, key);
  if (spec.family === 'EC') return { family: 'EC', curve: spec.curve, ...readPoint(read.bytes('ecPoint'), spec.curve) };
  const n = trimInteger(read.bytes('modulus'));
  if (n.length !== spec.bits / 8) throw new CryptokiError(rv.deviceError, 'a modulus of no such length');
  return { family: 'RSA', n, e: trimInteger(read.bytes('publicExponent')) };
}
