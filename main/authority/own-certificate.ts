import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { MadeCertificate } from '../../app/endpoint/certificate-maker.ts';
import { parse, thumbprintOf, unfit } from './read-certificate.ts';

interface Given {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
  readonly suffix: string;
}

const mostChain = 8;

/** @see CertificateMaker.readOwn */
export function readOwnCertificate({ certificate, key, suffix }: Given, now: number): MadeCertificate {
  const chain = readChain(certificate);
  const [leaf] = chain;
  if (!leaf) throw unfit('unreadable');
  const secret = readKey(key);
  assertKey(leaf, secret);
  assertTime(leaf, now);
  // Any vault's name, and the authority's beside them.
  if (!holdsUnder(leaf, suffix)) throw unfit('names');
  return {
    secret: toBytes(secret),
    publicPart: chain.map((link) => link.toString()).join(''),
    fingerprint: thumbprintOf(leaf.raw),
    from: leaf.validFromDate.getTime(),
    until: leaf.validToDate.getTime(),
  };
}

/** Only a wildcard holds for all. */
const holdsUnder = (leaf: X509Certificate, suffix: string): boolean =>
  ['login', 'any-vault'].every((label) => leaf.checkHost(`${label}.${suffix}`, { subject: 'never' }) !== undefined);

/** @see CertificateMaker.covers */
export const covers = (pem: string, suffix: string): boolean => holdsUnder(parse(pem), suffix);

/** The leaf first, each signed by the next. */
function readChain(pem: Uint8Array): X509Certificate[] {
  const text = Buffer.from(pem.buffer, pem.byteOffset, pem.byteLength).toString('latin1');
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > mostChain) throw unfit('unreadable');
  const chain = blocks.map(parse);
  for (const [index, link] of chain.entries()) {
    const next = chain[index + 1];
    if (next && !(link.checkIssued(next) && link.verify(next.publicKey))) throw unfit('unreadable');
  }
  return chain;
}

function readKey(pem: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pem.buffer, pem.byteOffset, pem.byteLength), format: 'pem' });
  } catch (error) {
    // Not a key, or one under a passphrase, which is not asked for.
    if (error instanceof Error) throw unfit('key');
    throw error;
  }
}

function assertKey(leaf: X509Certificate, secret: KeyObject): void {
  if (!leaf.checkPrivateKey(secret)) throw unfit('key');
  const { asymmetricKeyType, asymmetricKeyDetails } = leaf.publicKey;
  if (asymmetricKeyType === 'rsa') {
    if ((asymmetricKeyDetails?.modulusLength ?? 0) < 2_048) throw unfit('weak');
  } else if (asymmetricKeyType !== 'ec' || !strongCurves.has(asymmetricKeyDetails?.namedCurve ?? '')) {
    throw unfit('key');
  }
}

/** P-256 as OpenSSL names it, P-384 and P-521: what clients take in TLS. */
const strongCurves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

function assertTime(leaf: X509Certificate, now: number): void {
  if (leaf.validToDate.getTime() <= now) throw unfit('expired');
  if (leaf.validFromDate.getTime() > now) throw unfit('not-yet');
}

/** PKCS#8 DER in memory of its own. */
function toBytes(secret: KeyObject): Uint8Array {
  const der = secret.export({ format: 'der', type: 'pkcs8' });
  return new Uint8Array(der.buffer, der.byteOffset, der.byteLength);
}
