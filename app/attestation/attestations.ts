import type { IssuerAlgorithm } from '../contract/attestation.ts';

/** A public key that an authority signs tokens with. */
export interface IssuerKey {
  /** As tokens name it. */
  readonly kid?: string | undefined;
  /** The one algorithm that it is believed by. */
  readonly algorithm: IssuerAlgorithm;
  /** SubjectPublicKeyInfo in DER (RFC 5280 section 4.1). */
  readonly publicKey: Uint8Array;
}

/** An authority that the house believes. */
export interface Issuer {
  /** `iss` of its tokens, without a slash at the end. */
  readonly authority: string;
  readonly keys: readonly IssuerKey[];
}

/** What a token says, once its signature and times were found to hold. */
export interface Attested {
  readonly authority: string;
  /** Parsed JSON, an object; what it has are its own members. */
  readonly claims: unknown;
  /** SHA-256 of the claims but those that differ each time, base64url. */
  readonly environment: string;
}

/** Reads what attests environments (RFC 7519, as Azure Attestation gives it). It asks nobody, and keeps nothing. */
export interface Attestations {
  /** @param keySet a JSON Web Key Set. @throws VaultError BadParameter (`keySet`) where a key of it is private, weak, or of no use */
  readKeys(keySet: Uint8Array): IssuerKey[];
  /** SHA-256 of a public key, base64url. */
  fingerprintOf(key: IssuerKey): string;
  /**
   * @param token in compact form; its own header names a key of the issuer, and nothing else of it counts
   * @param time milliseconds since 1970; clocks may differ by a minute
   * @throws VaultError ReleaseRefused {unreadable | issuer | signature | expired}
   */
  read(token: string, issuers: readonly Issuer[], time: number): Promise<Attested>;
}
