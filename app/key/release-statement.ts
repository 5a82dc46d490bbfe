import type { KeyProperties } from '../contract/key.ts';
import type { ReleaseWrap } from '../contract/release.ts';

/** What the house says of a key that it releases. */
export interface ReleaseStatement {
  /** `https://payroll.vault.localhost:8443` */
  readonly origin: string;
  readonly key: KeyProperties;
  readonly enc: ReleaseWrap;
  /** As the environment's token names its key. */
  readonly kid: string;
  /** The key, wrapped for it. */
  readonly wrapped: Uint8Array;
  readonly nonce?: string | undefined;
  readonly apiVersion?: string | undefined;
}

/** Signs what keys are released in, as Key Vault does: a JWS in compact form (RFC 7515), RS256, with the certificates that it stands on. */
export interface ReleaseSigning {
  /** @param signer its certificates as PEM, its own first, and its private key as PKCS#8 DER, which stays the caller's */
  sign(signer: { readonly publicPart: string; readonly secret: Uint8Array }, statement: ReleaseStatement): Promise<string>;
}
