import type { TokenKey } from '../contract/application.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { DrawnKey } from '../seal/keep-house-key.ts';

/** What a token shall say. */
export interface TokenGrant {
  /** `uti`: UUID of the token. */
  readonly id: string;
  readonly application: { readonly id: string; readonly clientId: string; readonly tokenGeneration: number };
  readonly credentialId: string;
  readonly tenantId: string;
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds since 1970; the token holds from the whole second before on, and until the one before. */
  readonly issuedOn: number;
  readonly expiresOn: number;
}

/** A certificate credential, as far as an assertion is checked against it. */
export interface AssertionKey {
  readonly credentialId: string;
  /** The certificate as DER. */
  readonly der: Uint8Array;
}

/** What an assertion must say. */
export interface AssertionTerms {
  readonly clientId: string;
  /** The token endpoint, as its caller dialled it. */
  readonly audience: string;
  readonly keys: readonly AssertionKey[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ReadAssertion {
  readonly credentialId: string;
  /** Tells it from every other assertion: its `jti`, or where it has none a hash of all of it. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface AssertionUse {
  readonly resource: string;
  /** The address that it came from. */
  readonly source: string;
  /** Of the application's tokens: who must ask for another token has no other assertion yet. */
  readonly generation: number;
}

/** Makes tokens, and reads what applications prove themselves by. */
export interface TokenIssuer {
  /** An RSA key pair of 2048 bits; takes a while. */
  drawKey(): Promise<DrawnKey>;
  /** What tokens of a key are checked with. */
  toJwk(key: Pick<HouseKeyRow, 'id' | 'publicPart'>): TokenKey;
  /**
   * A signed token (RFC 7515, RS256).
   * @param key its id, the `kid` of its tokens, and the private part as PKCS#8 DER, which stays the caller's
   * @returns ASCII, which the caller zeroes
   */
  sign(key: { readonly id: string; readonly secret: Uint8Array }, grant: TokenGrant): Promise<Uint8Array>;
  /**
   * Reads a client assertion (RFC 7523): RS256 or PS256, by one of these keys, issuer and subject the client, audience the token
   * endpoint, with an end at most an hour away.
   * @throws VaultError TokenRefused {assertion}
   */
  readAssertion(assertion: Uint8Array, terms: AssertionTerms): Promise<ReadAssertion>;
  /**
   * Notes that an assertion is used for a resource. It lives in memory: assertions last an hour at the most. SDKs use one assertion until it
   * ends: once for each resource, several times at once where a program begins with several requests, and again where an answer was lost.
   * So the same source may repeat itself for a minute, and once the tokens that it was given before count no more.
   * @returns false where it was used for it before
   */
  noteUse(assertion: Pick<ReadAssertion, 'id' | 'until'>, use: AssertionUse, now: number): boolean;
  readonly failures: TokenFailures;
}

/** Failures to prove oneself, by who asked for whom. */
export interface TokenFailures {
  /**
   * Counts one. @param subject source and client id
   * @returns until when the next failure of the subject is told nothing but to wait, milliseconds since 1970; undefined while that is not so
   */
  note(subject: string): number | undefined;
  /** Until when the subject has to wait by what was counted so far. */
  waitsUntil(subject: string): number | undefined;
  /** Forgets the failures of a subject that proved itself. */
  clear(subject: string): void;
}
