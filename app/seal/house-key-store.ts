/**
 * What a key pair of the house's own is for. `token-signing`: RSA, signs tokens; `offer-signing`: ECDSA P-256, signs what other tenants
 * are offered; `endpoint-authority`: ECDSA P-256, the authority's own, which signs certificates of the endpoint; `endpoint-certificate`:
 * of a certificate of one's own.
 */
export const houseKeyPurposes = ['token-signing', 'offer-signing', 'endpoint-authority', 'endpoint-certificate'] as const;
export type HouseKeyPurpose = (typeof houseKeyPurposes)[number];

/** A key pair of the house's own, its private part sealed under a master key. */
export interface HouseKeyRow {
  /** UUID. */
  readonly id: string;
  readonly purpose: HouseKeyPurpose;
  /** Of this purpose, from 1. */
  readonly generation: number;
  /** Generation of the master key that wraps it. */
  readonly wrappedBy: number;
  /** Envelope over the private key as PKCS#8 DER (RFC 5208). */
  readonly wrapped: Uint8Array;
  /**
   * Of signing keys the public key as SubjectPublicKeyInfo DER (RFC 5280); of `endpoint-authority` its certificate as DER; of
   * `endpoint-certificate` certificate and chain as PEM.
   */
  readonly publicPart: Uint8Array;
  /** Used from then on, milliseconds since 1970. */
  readonly from: number;
  /** Nothing that it signed holds any longer. */
  readonly until: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export interface HouseKeyStore {
  /** @throws VaultError Conflict when the purpose has a key of this generation */
  insert(row: HouseKeyRow): Promise<void>;
  /** Of a purpose, the oldest first. */
  list(purpose: HouseKeyPurpose): Promise<HouseKeyRow[]>;
  /** Nothing where it is not there. */
  remove(id: string): Promise<void>;
  /** Every key by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<HouseKeyRow[]>;
}
