import type { CredentialKind } from '../contract/application.ts';

/** What an application proves itself by. */
export interface CredentialRow {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: CredentialKind;
  readonly label: string;
  /** The first characters of a secret or header, the SHA-256 thumbprint (base64url) of a certificate. */
  readonly hint: string;
  /** What a proof is checked against: SHA-256 of a secret or header as it is sent; a certificate as DER. */
  readonly content: Uint8Array;
  /** It holds from this instant until before the other, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly createdOn: number;
  readonly createdBy: string;
  /** Ended before its time. */
  readonly end: { readonly on: number; readonly by: string } | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export interface CredentialStore {
  insert(row: CredentialRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: CredentialRow): Promise<void>;
  find(id: string): Promise<CredentialRow | undefined>;
  /** Those of a kind with this content, ended ones included, by id: how a header finds its application. */
  listByContent(kind: CredentialKind, content: Uint8Array): Promise<CredentialRow[]>;
  /** Credentials of any of the applications, ended ones included, by the time they were made, and by id. */
  listOf(applicationIds: readonly string[]): Promise<CredentialRow[]>;
  /** Every credential by id, after `after`, ended ones included: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<CredentialRow[]>;
  /** Notes when a token was given for one; it decides nothing, and has no MAC. */
  putUse(credentialId: string, time: number): Promise<void>;
  /** When each of these was used last, by id. */
  lastUses(credentialIds: readonly string[]): Promise<Map<string, number>>;
  /** When each of these applications was given a token last, by id; credentials that were ended count. */
  lastSignIns(applicationIds: readonly string[]): Promise<Map<string, number>>;
}
