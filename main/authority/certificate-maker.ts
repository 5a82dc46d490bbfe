// tsyringe inside @peculiar/x509 reads metadata while its modules are loaded: this comes first.
import 'reflect-metadata';
import { createPublicKey, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  AuthorityKeyIdentifierExtension,
  ExtendedKeyUsageExtension,
  ExtendedKeyUsage,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as ReadCertificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { CertificateAuthority, CertificateMaker, MadeCertificate } from '../../app/endpoint/certificate-maker.ts';
import { drawEc, drawRsa } from './key-pair.ts';
import { loopbackOnly, nameConstraintsOid } from './name-constraint.ts';
import { covers, readOwnCertificate } from './own-certificate.ts';
import { thumbprintOf } from './read-certificate.ts';

const dayMs = 86_400_000;
const authorityDays = 3_653;
const leafDays = 14;
const signerDays = 180;
/** Clients' clocks may be behind. */
const earlyMs = 3_600_000;
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signature = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Certificates by Node's own cryptography. */
export const createCertificateMaker = (): CertificateMaker => ({
  makeAuthority,
  issue,
  issueSigner,
  describe(pem) {
    const certificate = new X509Certificate(pem);
    return { fingerprint: thumbprintOf(certificate.raw), until: certificate.validToDate.getTime() };
  },
  covers,
  readOwn: readOwnCertificate,
});

const readSigner = (secret: Uint8Array) => webcrypto.subtle.importKey('pkcs8', Uint8Array.from(secret), curve, false, ['sign']);
const readVerifier = (pem: string) =>
  webcrypto.subtle.importKey('spki', createPublicKey(pem).export({ format: 'der', type: 'spki' }), curve, true, ['verify']);

async function makeAuthority(organisation: string, now: number): Promise<MadeCertificate> {
  const { secret, publicKey } = await drawEc();
  const verifier = await readVerifier(publicKey);
  const life = { from: now - earlyMs, until: now + authorityDays * dayMs };
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: drawSerial(),
      name: [{ O: [organisation] }, { CN: ['Strongroom on this computer'] }],
      keys: { privateKey: await readSigner(secret), publicKey: verifier },
      signingAlgorithm: signature,
      notBefore: new Date(life.from),
      notAfter: new Date(life.until),
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
        new Extension(nameConstraintsOid, true, Uint8Array.from(loopbackOnly())),
        await SubjectKeyIdentifierExtension.create(verifier, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return made(secret, certificate, []);
}

/** Where the alternative names hold no DNS name, OpenSSL reads the common name as one, and addresses are none that the authority may name. */
async function issue(authority: CertificateAuthority, host: string, now: number): Promise<MadeCertificate> {
  const { secret, publicKey } = await drawEc();
  const extensions = [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension([{ type: isIP(host) ? 'ip' : 'dns', value: host }]),
  ];
  const certificate = await signLeaf(authority, {
    name: isIP(host) === 0 ? host.slice(0, mostNameLength) : 'This computer',
    verifier: await readVerifier(publicKey),
    life: { from: now - earlyMs, until: now + leafDays * dayMs },
    extensions,
  });
  return made(secret, certificate, []);
}

/** RFC 9336: id-kp-documentSigning. */
const documentSigning = '1.3.6.1.5.5.7.3.36';

/** It names no host and is for no server: what it signs says who it is for. */
async function issueSigner(authority: CertificateAuthority, now: number): Promise<MadeCertificate> {
  const { secret, publicKey } = await drawRsa();
  const spki = createPublicKey(publicKey).export({ format: 'der', type: 'spki' });
  const certificate = await signLeaf(authority, {
    name: 'Release of keys',
    verifier: await webcrypto.subtle.importKey('spki', spki, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']),
    life: { from: now - earlyMs, until: now + signerDays * dayMs },
    extensions: [new ExtendedKeyUsageExtension([documentSigning])],
  });
  return made(secret, certificate, [authority.pem]);
}

interface Leaf {
  readonly name: string;
  readonly verifier: webcrypto.CryptoKey;
  readonly life: { readonly from: number; readonly until: number };
  readonly extensions: readonly Extension[];
}

async function signLeaf(authority: CertificateAuthority, { name, verifier, life, extensions }: Leaf): Promise<ReadCertificate> {
  const issuer = new ReadCertificate(authority.pem);
  return X509CertificateGenerator.create(
    {
      serialNumber: drawSerial(),
      subject: [{ CN: [name] }],
      issuer: issuer.subject,
      publicKey: verifier,
      signingKey: await readSigner(authority.secret),
      signingAlgorithm: signature,
      notBefore: new Date(life.from),
      notAfter: new Date(Math.min(life.until, issuer.notAfter.getTime())),
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        ...extensions,
        await SubjectKeyIdentifierExtension.create(verifier, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
}

/** RFC 5280, appendix A.1: ub-common-name. */
const mostNameLength = 64;
/** RFC 5280 section 4.1.2.2: positive, at most 20 bytes; nothing of it is guessable. */
function drawSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

function made(secret: Uint8Array, certificate: ReadCertificate, chain: readonly string[]): MadeCertificate {
  const der = new Uint8Array(certificate.rawData);
  return {
    secret,
    publicPart: [`${certificate.toString('pem')}\n`, ...chain].join(''),
    fingerprint: thumbprintOf(der),
    from: certificate.notBefore.getTime(),
    until: certificate.notAfter.getTime(),
  };
}
