// Comes before what reads metadata.
import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';

interface Wish {
  readonly subject?: string;
  readonly bits?: 1024 | 2048 | 3072;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly until?: number;
}

const day = 86_400_000;
const serial = () => Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');

/** A certificate as an application would make one for itself, and its private key, as PEM. */
export async function aCertificate({ subject = 'CN=payroll-worker', bits = 2048, from, until }: Wish = {}) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Uint8Array.of(1, 0, 1), modulusLength: bits } as const;
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${serial()}`,
    name: subject,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(from ?? Date.now() - day),
    notAfter: new Date(until ?? Date.now() + 90 * day),
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const body = pkcs8.replace(/.{64}/g, '$&\n').trimEnd();
  return {
    certificate: `${certificate.toString('pem')}\n`,
    der: new Uint8Array(certificate.rawData),
    key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
  };
}
