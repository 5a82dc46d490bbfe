import type { DrawnKey } from '../seal/keep-house-key.ts';

/** What a tenant tells another of an application of its own. */
export interface OfferTerms {
  readonly clientId: string;
  readonly name: string;
  readonly description: string;
  readonly tenantId: string;
  /** Its name. */
  readonly tenant: string;
  /** What the application signs in with, as DER; no secret is offered. */
  readonly certificates: readonly Uint8Array[];
  /** Milliseconds since 1970. */
  readonly issuedOn: number;
  readonly until: number;
}

/** An offer that was found to be signed by the key that it shows. Whose key that is, people compare. */
export interface ReadOffer extends OfferTerms {
  /** SHA-256 of the key that signed it (RFC 7638), base64url. */
  readonly fingerprint: string;
}

/** Offers (JWS, RFC 7515, ES256 with the public key in the header). */
export interface Offers {
  /** A key pair on P-256 that signs every offer of a tenant. */
  drawKey(): Promise<DrawnKey>;
  /** @param publicPart PEM of the key that signed, or will sign */
  fingerprintOf(publicPart: string): Promise<string>;
  /** @param key its private part, PKCS#8 DER, stays the caller's */
  sign(key: { readonly secret: Uint8Array; readonly publicPart: string }, terms: OfferTerms): Promise<string>;
  /** @throws VaultError OfferUnfit {unreadable | signature}; whether it still holds is the caller's to ask */
  read(text: string): Promise<ReadOffer>;
}
