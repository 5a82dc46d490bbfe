/** What a certificate says that counts for proving something by its key. */
export interface Certificate {
  /** The whole certificate (RFC 5280). */
  readonly der: Uint8Array;
  /** SHA-256 of `der`, base64url: what credentials show, and assertions name as `x5t#S256`. */
  readonly thumbprint: string;
  /** SubjectPublicKeyInfo (RFC 5280). */
  readonly publicKey: Uint8Array;
  /** RSA with the length of its modulus, or ECDSA with that of its curve. */
  readonly key: { readonly kind: 'rsa' | 'ec'; readonly bits: number };
  /** From when until when it holds, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

export interface Certificates {
  /**
   * Reads the first certificate of a PEM text (RFC 7468) for assertions, which need an RSA key of 2048 to 16384 bits.
   * @throws VaultError CertificateUnfit {unreadable | weak | key}; whether it holds by now is the caller's to ask (`expired`, `not-yet`)
   */
  read(pem: Uint8Array): Certificate;
  /** The same from DER, as `Certificate.der` was kept. @throws VaultError CertificateUnfit */
  readDer(der: Uint8Array): Certificate;
}
