import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { Certificate, Certificates } from '../../app/identity/certificate.ts';
import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';

export type Unfitness = ErrorData<'CertificateUnfit'>['reason'];
export const unfit = (reason: Unfitness): VaultError => new VaultError('CertificateUnfit', { reason });

const leastRsaBits = 2_048;
const mostRsaBits = 16_384;

/** Certificates by Node's OpenSSL. */
export const createCertificates = (): Certificates => ({
  read: (pem) => describe(parse(firstPem(pem))),
  readDer: (der) => describe(parse(Buffer.from(der))),
});

/** The first certificate of a PEM text, without what stands around it: a private key beside it is neither read nor kept. */
function firstPem(pem: Uint8Array): string {
  const text = Buffer.from(pem.buffer, pem.byteOffset, pem.byteLength).toString('latin1');
  const found = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/.exec(text);
  if (!found) throw unfit('unreadable');
  return found[0];
}

/** @throws VaultError CertificateUnfit */
export function parse(given: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(given);
  } catch (error) {
    if (error instanceof Error) throw unfit('unreadable');
    throw error;
  }
}

/** SHA-256, base64url. */
export const thumbprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('base64url');

function describe(certificate: X509Certificate): Certificate {
  const bits = rsaBits(certificate.publicKey);
  if (bits < leastRsaBits) throw unfit('weak');
  return {
    der: new Uint8Array(certificate.raw),
    thumbprint: thumbprintOf(certificate.raw),
    publicKey: new Uint8Array(certificate.publicKey.export({ format: 'der', type: 'spki' })),
    key: { kind: 'rsa', bits },
    from: certificate.validFromDate.getTime(),
    until: certificate.validToDate.getTime(),
  };
}

/** Assertions are RS256 or PS256. A modulus without end would cost whoever checks it. @throws VaultError CertificateUnfit */
function rsaBits({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): number {
  const bits = asymmetricKeyDetails?.modulusLength;
  if (asymmetricKeyType !== 'rsa' || bits === undefined || bits > mostRsaBits) throw unfit('key');
  return bits;
}
