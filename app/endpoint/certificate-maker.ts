import type { DrawnKey } from '../seal/keep-house-key.ts';

/** A key pair with the certificate for it. */
export interface MadeCertificate extends DrawnKey {
  /** SHA-256 of the certificate, base64url. */
  readonly fingerprint: string;
  /** From when until when it holds, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** What signs certificates: its certificate as PEM, and the private key as PKCS#8 DER, which stays the caller's. */
export interface CertificateAuthority {
  readonly pem: string;
  readonly secret: Uint8Array;
}

/** Certificates of the endpoint (RFC 5280). Public parts are PEM: the certificate, and after it those that it stands on. */
export interface CertificateMaker {
  /**
   * Makes an authority that clients can be asked to trust: for ten years, and by a critical name constraint for nothing but `localhost`,
   * names under it, 127.0.0.0/8 and ::1.
   * @param organisation whose it is, as people read it
   */
  makeAuthority(organisation: string, now: number): Promise<MadeCertificate>;
  /** What a certificate says of itself; for what is kept. @param pem of an authority or of one's own */
  describe(pem: string): { readonly fingerprint: string; readonly until: number };
  /** Whether a certificate of one's own holds for every name under this suffix, one label deep. @param pem with its chain */
  covers(pem: string, suffix: string): boolean;
  /** Signs a certificate for one host name or loopback address, for two weeks. Its key is for memory only. */
  issue(authority: CertificateAuthority, host: string, now: number): Promise<MadeCertificate>;
  /** Signs a certificate for a key (RSA, 2048 bits) by which the house answers for keys that it releases: for half a year. */
  issueSigner(authority: CertificateAuthority, now: number): Promise<MadeCertificate>;
  /**
   * Reads a certificate of one's own with its chain, and its key, each as PEM.
   * @param suffix names under it, one label deep, must stand in the certificate
   * @throws VaultError CertificateUnfit {unreadable | weak | expired | not-yet | key | names}
   */
  readOwn(given: { readonly certificate: Uint8Array; readonly key: Uint8Array; readonly suffix: string }, now: number): MadeCertificate;
}
