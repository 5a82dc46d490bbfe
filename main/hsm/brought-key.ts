import { randomBytes } from 'node:crypto';
import { keySpec, type KeySpec, type PublicKey } from '../../app/contract/key.ts';
import { curveAlgorithm } from '../../app/contract/key-algorithm.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { findSigners, isEcdsa } from '../crypto/ecdsa.ts';
import { signing } from '../crypto/fit.ts';
import { readAttribute, template, trimInteger } from './attribute.ts';
import type { InOrder, Opened } from './exchange-in.ts';
import { secretType } from './make-key.ts';
import { findCurve } from './object-spec.ts';
import { keyTypeNumber, objectClass, rv } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';
import { type Desk, encrypt, sign } from './use-key.ts';

type Found<F extends KeySpec['family']> = { readonly spec: Extract<KeySpec, { family: F }>; readonly publicKey: PublicKey };
type Description = Found<'RSA' | 'EC'> | { readonly spec: Extract<KeySpec, { family: 'oct' }> };
type Verifier = Pick<KeyCrypto, 'verify'>;

const refused = (): VaultError => new VaultError('DecryptFailed', {});

/**
 * Finds out what a key is that came in unseen: its size, and its public half, which nothing in a token but the key itself knows. Such a
 * half is believed when the key has signed what it verifies.
 * @throws VaultError DecryptFailed where it is of another kind than it was said to be; KeyUnsupported for a size that the house has no keys of
 */
export async function describeBrought(desk: Desk, crypto: Verifier, order: InOrder, { bodyBytes }: Opened): Promise<Description> {
  const { spec: kind } = order;
  switch (kind.family) {
    case 'RSA':
      return describeRsa(desk, crypto, order);
    case 'EC':
      return describeEc(desk, order, kind.curve);
    case 'oct':
      return describeOct(desk, order, bodyBytes - wrapBytes);
  }
}

type Reader = ReturnType<typeof readAttribute>;

function read<T>({ cryptoki, token }: Desk, { object, spec }: InOrder, act: (read: Reader) => T): Promise<T> {
  const kind = spec.family === 'oct' ? objectClass.secretKey : objectClass.privateKey;
  return token.run(async (session) => {
    const [handle] = cryptoki.find(session, template({ class: kind, id: Buffer.from(object) }));
    if (!handle) throw new CryptokiError(rv.objectHandleInvalid, 'a key of this id');
    return act(readAttribute(cryptoki, session, handle));
  });
}

/** @throws VaultError KeyUnsupported */
function specOf<F extends KeySpec['family']>(found: object, by: string, family: F): Extract<KeySpec, { family: F }> {
  const spec = keySpec.safeParse(found).data;
  const isIt = (it: KeySpec | undefined): it is Extract<KeySpec, { family: F }> => it?.family === family;
  if (!isIt(spec))
    throw new VaultError('KeyUnsupported', { what: `${family} ${'bits' in found ? String(found.bits) : ''}`, by, reason: 'type' });
  return spec;
}

/** What RFC 5649 adds to a key whose length is a multiple of 8. */
const wrapBytes = 8;

/** @param lengthBytes for tokens that don't tell how long a key is that was unwrapped */
async function describeOct(desk: Desk, order: InOrder, lengthBytes: number): Promise<Description> {
  const told = await read(desk, order, (it) => it.number('valueLen'));
  const spec = specOf({ family: 'oct', bits: (told || lengthBytes) * 8 }, desk.token.label, 'oct');
  if (secretType(order.use) === keyTypeNumber.aes) {
    await encrypt(desk, { ...placeOf(order), spec, algorithm: `A${spec.bits}CBC`, value: new Uint8Array(16) });
  }
  return { spec };
}

async function describeRsa(desk: Desk, crypto: Verifier, order: InOrder): Promise<Description> {
  const [n, e] = await read(desk, order, (it) => [trimInteger(it.bytes('modulus')), trimInteger(it.bytes('publicExponent'))]);
  const spec = specOf({ family: 'RSA', bits: n.length * 8 }, desk.token.label, 'RSA');
  const publicKey: PublicKey = { family: 'RSA', n, e };
  if (order.use.sign) {
    const digest = new Uint8Array(randomBytes(32));
    const { value } = await sign(desk, { ...placeOf(order), spec, algorithm: 'RS256', digest });
    if (!(await crypto.verify(publicKey, 'RS256', digest, value))) throw refused();
  }
  return { spec, publicKey };
}

/** The public half of what signed twice: each signature is right under two keys or so, and only under one of those both are. */
async function describeEc(desk: Desk, order: InOrder, curve: Found<'EC'>['spec']['curve']): Promise<Description> {
  const said = await read(desk, order, (it) => findCurve(it.bytes('ecParams')));
  if (said !== curve) throw refused();
  const spec = { family: 'EC', curve } as const;
  const algorithm = curveAlgorithm[curve];
  const kind = signing[algorithm];
  if (!isEcdsa(kind)) throw new TypeError('not a curve’s algorithm');
  const candidates = async () => {
    const digest = new Uint8Array(randomBytes(kind.digestBytes ?? 32));
    const { value } = await sign(desk, { ...placeOf(order), spec, algorithm, digest });
    return findSigners(kind, digest, value);
  };
  const [first, second] = [await candidates(), await candidates()];
  const both = first.filter((one) => second.some((other) => Buffer.compare(one.x, other.x) === 0 && Buffer.compare(one.y, other.y) === 0));
  const [publicKey] = both;
  if (both.length !== 1 || !publicKey) throw refused();
  return { spec, publicKey };
}

/** What is asked is where the desk is. */
const placeOf = ({ object }: InOrder) => ({ token: { serial: '', label: '' }, object });
