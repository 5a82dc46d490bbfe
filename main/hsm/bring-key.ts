import type { HsmUse } from '../../app/hsm/hsm-host.ts';
import { curveDomain } from '../crypto/curve.ts';
import { readAll, readDer, tagOf } from '../crypto/der.ts';
import { ecNumber } from '../crypto/key-der.ts';
import { curveParameter, readAttribute, template, trimInteger } from './attribute.ts';
import type { Attribute, Cryptoki, Handle, Session } from './cryptoki.ts';
import { broughtTemplate, type KeyOutline, sightBy } from './make-key.ts';
import type { Answer, Ask } from './message.ts';
import { keyTypeNumber, mechanism, objectClass } from './number.ts';
import type { OpenToken } from './open-token.ts';
import { CryptokiError, isPassing } from './pkcs11-error.ts';
import { rsaDecryption } from './cipher-plan.ts';

/** A pair in a token that one key is brought in by. */
export interface Transport {
  readonly token: OpenToken;
  readonly privateKey: Handle;
  readonly publicKey: Handle;
}

/** What is wrapped for it never leaves this machine, and small tokens take long to make a larger one. */
const transportBits = 2048;

/** Makes the pair. It lives in the session that stays. */
export const makeTransport = (
  cryptoki: Cryptoki,
  token: OpenToken,
): Promise<{ readonly transport: Transport; readonly n: Uint8Array; readonly e: Uint8Array }> =>
  token.anchored(async (session) => {
    const { privateKey, publicKey } = await generateTransport(cryptoki, session);
    const read = readAttribute(cryptoki, session, publicKey);
    const half = { n: trimInteger(read.bytes('modulus')), e: trimInteger(read.bytes('publicExponent')) };
    return { transport: { token, privateKey, publicKey }, ...half };
  });

function generateTransport(cryptoki: Cryptoki, session: Session) {
  const shown = template({ token: false, modulusBits: transportBits, publicExponent: Buffer.from([1, 0, 1]), wrap: true });
  const hidden = template({ token: false, private: true, sensitive: true, extractable: false, unwrap: true });
  return cryptoki.generatePair(session, { mechanism: mechanism.rsaKeyPairGen }, { public: shown, private: hidden });
}

export const dropTransport = (cryptoki: Cryptoki, { token, ...pair }: Transport): Promise<void> =>
  token.anchored(async (session) => {
    for (const handle of [pair.privateKey, pair.publicKey]) cryptoki.destroy(session, handle);
  });

/** Unwraps in the token what was wrapped for its transport pair: CKM_RSA_AES_KEY_WRAP in two steps, which more tokens can do. */
export const bringKey = (cryptoki: Cryptoki, transport: Transport, ask: Ask<'bring'>): Promise<Answer<'bring'>> =>
  transport.token.anchored(async (session) => {
    const rsa = { mechanism: rsaDecryption.oaep, key: transport.privateKey };
    const wrapping = template({ class: objectClass.secretKey, keyType: keyTypeNumber.aes, token: false, private: true });
    const hidden = template({ sensitive: true, extractable: false, unwrap: true });
    const key = await cryptoki.unwrap(session, rsa, Buffer.from(ask.wrappingKey), [...wrapping, ...hidden]);
    try {
      const brought = await unwrapPadded(cryptoki, session, key, { wrapped: ask.wrapped, order: ask });
      return confirm(cryptoki, session, brought, { use: ask.use, label: transport.token.label });
    } finally {
      cryptoki.destroy(session, key);
    }
  });

/** RFC 5649 by its own number and by the older one: it fails under anything else that a library does by that. */
export async function unwrapPadded(
  cryptoki: Cryptoki,
  session: Session,
  key: Handle,
  { wrapped: bytes, order }: { readonly wrapped: Uint8Array; readonly order: KeyOutline },
): Promise<Handle> {
  const wrapped = Buffer.from(bytes);
  try {
    return await cryptoki.unwrap(session, { mechanism: { mechanism: mechanism.aesKeyWrapKwp }, key }, wrapped, broughtTemplate(order));
  } catch (error) {
    if (!(error instanceof CryptokiError) || isPassing(error)) throw error;
    return cryptoki.unwrap(session, { mechanism: { mechanism: mechanism.aesKeyWrapPad }, key }, wrapped, broughtTemplate(order));
  }
}

/** Puts a key in as it is. The binding leaves a copy of it in its memory. */
export async function createKey(
  cryptoki: Cryptoki,
  session: Session,
  ask: KeyOutline & { readonly material: Uint8Array },
  label: string,
): Promise<Answer<'create'>> {
  const parts = secretParts(ask, ask.material);
  const key = putIn(cryptoki, session, [...broughtTemplate(ask), ...parts], parts);
  return confirm(cryptoki, session, key, { use: ask.use, label });
}

/** @param secret of these, zeroed whatever the token says */
function putIn(cryptoki: Cryptoki, session: Session, all: Attribute[], secret: readonly Attribute[]): Handle {
  try {
    return cryptoki.create(session, all);
  } finally {
    for (const { value } of secret) if (Buffer.isBuffer(value)) value.fill(0);
  }
}

/** Destroys a key that can leave. @throws VaultError KeyUnsupported */
export function confirm(
  cryptoki: Cryptoki,
  session: Session,
  key: Handle,
  { use, label }: { readonly use: HsmUse; readonly label: string },
): { neverExtractable: boolean } {
  try {
    return sightBy(use)(cryptoki, session, key, label);
  } catch (error) {
    cryptoki.destroy(session, key);
    throw error;
  }
}

/** As RFC 8017 appendix A.1.2 has them after the version. */
const rsaMembers = ['modulus', 'publicExponent', 'privateExponent', 'prime1', 'prime2', 'exponent1', 'exponent2', 'coefficient'] as const;

/** @param material as a SoftwareKey has it */
function secretParts({ spec }: KeyOutline, material: Uint8Array): Attribute[] {
  switch (spec.family) {
    case 'oct':
      return template({ value: Buffer.from(material) });
    case 'EC': {
      const number = ecNumber(material);
      if (!number) throw new TypeError('the material is no EC key');
      const value = Buffer.alloc(curveDomain[spec.curve].lengthBytes);
      value.set(number, value.length - number.length);
      return template({ ecParams: curveParameter(spec.curve), value });
    }
    case 'RSA':
      return rsaTemplate(material);
  }
}

function rsaTemplate(der: Uint8Array): Attribute[] {
  const [, , key] = readAll(readDer(der)?.content ?? der, [tagOf.integer, tagOf.sequence, tagOf.octets]) ?? [];
  const [, ...numbers] =
    (key &&
      readAll(
        readDer(key)?.content ?? key,
        Array.from({ length: 9 }, () => tagOf.integer),
      )) ??
    [];
  if (numbers.length !== rsaMembers.length) throw new TypeError('the material is no RSA key');
  return numbers.flatMap((number, at) => {
    const name = rsaMembers[at];
    return name ? template({ [name]: Buffer.from(trimInteger(number)) }) : [];
  });
}
