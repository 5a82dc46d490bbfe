/**
 * What a key pair of the house's own is for, or another secret of its own that outlives the process. `token-signing`: RSA, signs tokens; `offer-signing`: ECDSA P-256, signs what other tenants
 * are offered; `endpoint-authority`: ECDSA P-256, the authority's own, which signs certificates of the endpoint; `endpoint-certificate`:
 * of a certificate of one's own; `release-signing`: RSA, signs what keys are released in; `token-pin`: the user PIN of a token, whose id is the public part.
 */
export const houseKeyPurposes = [
  'token-signing',
  'offer-signing',
  'endpoint-authority',
  'endpoint-certificate',
  'release-signing',
  'token-pin',
] as const;
export type HouseKeyPurpose = (typeof houseKeyPurposes)[number];

/** A key pair of the house's own; its private part is wrapped under the hierarchy of keys and bound to its purpose. */
export interface HouseKeyRow {
  readonly id: string;
  readonly purpose: HouseKeyPurpose;
  /** Envelope over the private key as PKCS#8 DER (RFC 5208). */
  readonly wrapped: Uint8Array;
  /** What anybody may know, as PEM: of signing keys the public key, of the endpoint's the certificate with its chain. */
  readonly publicPart: string;
  /** It is used from this instant until before the other, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly createdOn: number;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export interface HouseKeyStore {
  insert(row: HouseKeyRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: HouseKeyRow): Promise<void>;
  find(id: string): Promise<HouseKeyRow | undefined>;
  /** Those of a purpose, newest first by `from`, then by id. */
  list(purpose: HouseKeyPurpose): Promise<HouseKeyRow[]>;
  remove(id: string): Promise<void>;
  /** Every key by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<HouseKeyRow[]>;
}
