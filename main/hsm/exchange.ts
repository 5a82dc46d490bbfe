import { randomBytes } from 'node:crypto';
import type { KeySpec, WrappedKind } from '../../app/contract/key.ts';
import type { OaepHash } from '../../app/contract/key-exchange.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { unwrapIn as openHere, wrapOut as wrapHere } from '../crypto/wrap-key.ts';
import { curveParameter, template } from './attribute.ts';
import { describeBrought } from './brought-key.ts';
import type { Handle, Session } from './cryptoki.ts';
import { destroyObject } from './destroy-object.ts';
import { type InOrder, type InWay, inWays, openIn, wayIn } from './exchange-in.ts';
import { assertLeaves, findLeaving, type OutWay, outWays, wayOut, wrapBy } from './exchange-out.ts';
import { makeKey } from './make-key.ts';
import type { Answer, Ask } from './message.ts';
import { mechanism } from './number.ts';
import { isPassing } from './pkcs11-error.ts';
import { assertAble } from './probe.ts';
import type { Desk, Way } from './use-key.ts';

export type ExchangeCrypto = Pick<KeyCrypto, 'generate' | 'verify'>;

type Family = KeySpec['family'];
type Kind = Omit<Ask<'exchanges'>, 'token'>;

const never = new AbortController().signal;
const unable = (by: string): VaultError => new VaultError('KeyUnsupported', { what: 'CKM_RSA_AES_KEY_WRAP', by, reason: 'token' });

/** @see HsmHosts */
export async function wrapOut(desk: Desk, crypto: ExchangeCrypto, ask: Ask<'wrapOut'>): Promise<Answer<'wrapOut'>> {
  const { cryptoki, token } = desk;
  const isPrivate = await token.run(async (session) => {
    const found = findLeaving(cryptoki, session, ask.object);
    assertLeaves(cryptoki, session, found.handle, token);
    return found.isPrivate;
  });
  const way = await findOutWay(desk, crypto, ask.hash, isPrivate ? 'EC' : 'oct');
  if (!way) throw unable(token.label);
  return { value: await wrapBy(desk, way, (session) => findLeaving(cryptoki, session, ask.object).handle, ask) };
}

/** @see HsmHosts */
export async function unwrapIn(desk: Desk, crypto: ExchangeCrypto, ask: Ask<'unwrapIn'>): Promise<Answer<'unwrapIn'>> {
  const { kind } = ask;
  const way = await findInWay(desk, crypto, ask.hash, kind.family);
  if (!way) throw unable(desk.token.label);
  // A key on a curve shows by signing which one it is; what it may be used for is the house's to say.
  const use = kind.family === 'EC' ? { ...ask.use, sign: true } : ask.use;
  const order = { ...ask, use, spec: kind, lasting: true };
  try {
    const opened = await openIn(desk, way, order);
    return { neverExtractable: opened.neverExtractable, ...(await describeBrought(desk, crypto, order, opened)) };
  } catch (error) {
    await destroyObject(desk, ask.object);
    throw error;
  }
}

/** @see HsmHosts */
export async function tryExchange(desk: Desk, crypto: ExchangeCrypto, kind: Kind): Promise<Answer<'exchanges'>> {
  const { direction, hash, family } = kind;
  if (direction === 'in') return { way: nameOf(await findInWay(desk, crypto, hash, family), wayIn) };
  return { way: nameOf(await findOutWay(desk, crypto, hash, family), wayOut) };
}

const nameOf = <W>(way: W | undefined, name: (way: W) => Way): Way | 'none' => (way === undefined ? 'none' : name(way));

/** Tries the ways once for each token, with keys that are thrown away, and remembers the first that did it right. */
async function findWay<W>(
  { token }: Desk,
  what: string,
  ways: readonly W[],
  attempt: (way: W) => Promise<boolean>,
): Promise<W | undefined> {
  const known = token.ways.get(what);
  if (known !== undefined) return ways[known];
  let at = 0;
  for (; at < ways.length; at += 1) {
    const way = ways[at];
    if (way !== undefined && (await succeeds(() => attempt(way)))) break;
  }
  token.ways.set(what, at);
  return ways[at];
}

/** What passes says nothing of a way: a worse one must not be remembered for it. */
async function succeeds(attempt: () => Promise<boolean>): Promise<boolean> {
  try {
    return await attempt();
  } catch (error) {
    assertAble(error);
    if (isPassing(error)) throw error;
    return false;
  }
}

/** A key that is thrown away, small of its family. */
const trialSpec = {
  RSA: { family: 'RSA', bits: 2048 },
  EC: { family: 'EC', curve: 'P-256' },
  oct: { family: 'oct', bits: 256 },
} as const satisfies { readonly [F in Family]: KeySpec };

const kindOf = (spec: KeySpec): WrappedKind => (spec.family === 'EC' ? spec : { family: spec.family });

async function findInWay(desk: Desk, crypto: ExchangeCrypto, hash: OaepHash, family: Family): Promise<InWay | undefined> {
  const what = `in ${hash} ${family}`;
  if (desk.token.ways.has(what)) return findWay(desk, what, inWays, async () => false);
  return withTrialKek(desk, async (kek, recipient) => {
    const { material, spec } = await crypto.generate(trialSpec[family], never);
    const value = await wrapHere(material, recipient, hash);
    material.fill(0);
    return findWay(desk, what, inWays, (way) => bringsIn(desk, crypto, way, { kek, hash, value, kind: kindOf(spec) }));
  });
}

interface Trial extends Pick<InOrder, 'kek' | 'hash' | 'value'> {
  readonly kind: WrappedKind;
}

async function bringsIn(desk: Desk, crypto: ExchangeCrypto, way: InWay, { kind, ...trial }: Trial): Promise<boolean> {
  const object = new Uint8Array(randomBytes(16));
  const use = { sign: kind.family !== 'oct', decrypt: true, unwrap: true };
  const order: InOrder = { ...trial, object, spec: kind, use, lasting: false };
  try {
    await describeBrought(desk, crypto, order, await openIn(desk, way, order));
    return true;
  } finally {
    await destroyObject(desk, object);
  }
}

/** An exchange key that lives for the trial. */
async function withTrialKek<T>(
  desk: Desk,
  act: (kek: Uint8Array, recipient: Extract<NonNullable<Answer<'generate'>['publicKey']>, { family: 'RSA' }>) => Promise<T>,
): Promise<T> {
  const { cryptoki, token } = desk;
  const object = new Uint8Array(randomBytes(16));
  const use = { sign: false, decrypt: false, unwrap: false, exchange: true } as const;
  const order = { object, spec: trialSpec.RSA, use, lasting: false };
  const made = await token.anchored((session) => makeKey(cryptoki, session, order, token.label));
  try {
    if (made.publicKey?.family !== 'RSA') throw unable(token.label);
    return await act(object, made.publicKey);
  } finally {
    await token.anchored(async (session) => {
      for (const handle of cryptoki.find(session, template({ id: Buffer.from(object) }))) cryptoki.destroy(session, handle);
    });
  }
}

async function findOutWay(desk: Desk, crypto: ExchangeCrypto, hash: OaepHash, family: Family): Promise<OutWay | undefined> {
  const isPrivate = family !== 'oct';
  const what = `out ${hash} ${isPrivate ? 'private' : 'secret'}`;
  if (desk.token.ways.has(what)) return findWay(desk, what, outWays, async () => false);
  const kek = await crypto.generate(trialSpec.RSA, never);
  const recipient = kek.publicKey;
  if (recipient?.family !== 'RSA') throw new TypeError('a key without its public half');
  try {
    return await withLoose(desk, isPrivate, (key) =>
      findWay(desk, what, outWays, async (way) => {
        const wrapped = await wrapBy(desk, way, () => key, { recipient, hash });
        const opened = await openHere(kek.material, isPrivate ? trialSpec.EC : { family: 'oct' }, hash, wrapped);
        opened.material.fill(0);
        return true;
      }),
    );
  } finally {
    kek.material.fill(0);
  }
}

/** A key that may leave, and lives for the trial. */
async function withLoose<T>({ cryptoki, token }: Desk, isPrivate: boolean, act: (key: Handle) => Promise<T>): Promise<T> {
  const loose = { token: false, private: true, sensitive: true, extractable: true } as const;
  const handles = await token.anchored(async (session: Session) => {
    if (!isPrivate) {
      const by = { mechanism: mechanism.aesKeyGen };
      return [await cryptoki.generate(session, by, template({ ...loose, encrypt: true, valueLen: 32 }))];
    }
    const shown = template({ token: false, private: false, ecParams: curveParameter('P-256'), verify: true });
    const hidden = template({ ...loose, sign: true });
    const pair = await cryptoki.generatePair(session, { mechanism: mechanism.ecKeyPairGen }, { public: shown, private: hidden });
    return [pair.privateKey, pair.publicKey];
  });
  const [key] = handles;
  try {
    if (!key) throw unable(token.label);
    return await act(key);
  } finally {
    await token.anchored(async (session) => {
      for (const handle of handles) cryptoki.destroy(session, handle);
    });
  }
}
