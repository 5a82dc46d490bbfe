import type { Plane } from './caller.ts';
import type { HouseKeyStore } from '../seal/house-key-store.ts';
import type { Keyring, KeyringTx } from '../seal/keyring.ts';

/** What a token says once it was found to be the house's own, for here and for now. */
export interface TokenClaims {
  /** `oid`: id of the application (service principal). */
  readonly applicationId: string;
  /** `appid`. */
  readonly clientId: string;
  /** What kind of vaults its audience is; absent of one for a single address. */
  readonly plane?: Plane | undefined;
  /** `cred`: the credential that it was given for; the caller asks whether that still holds. */
  readonly credentialId: string;
  /** `gen`: the application's generation of tokens when it was given. */
  readonly generation: number;
  /** `uti`: UUID of the token. */
  readonly tokenId: string;
  /** Milliseconds since 1970. */
  readonly issuedOn: number;
  readonly expiresOn: number;
}

/** The part of a transaction that tokens need; it may be a read. */
export type TokenTx = KeyringTx & { readonly houseKeys: HouseKeyStore };

/** Reads what applications bring along. */
export interface Tokens {
  /**
   * @param token the bearer as it was sent; what was verified is remembered by its SHA-256 until it ends
   * @param now milliseconds since 1970
   * @throws VaultError Unauthorized, with `why`: malformed, signature, audience, issuer or expired
   */
  read(tx: TokenTx, keyring: Keyring, token: string, now: number): Promise<TokenClaims>;
}
