/** An application (service principal) as it stands in the house. */
export interface ApplicationRow {
  /** What assignments and memberships name, and tokens carry as `oid`. */
  readonly id: string;
  readonly tenantId: string;
  /** What it signs in with: unique among applications that are not deleted. Of another tenant's the id that it has there. */
  readonly clientId: string;
  readonly name: string;
  /** The name in lower case: unique among applications that are not deleted. */
  readonly nameKey: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Grows, from 1, when the application is disabled: tokens of an older one are refused for good. */
  readonly tokenGeneration: number;
  /** The tenant that made it, where that is another one, and the consent by which it is used here. */
  readonly home: ConsentFact | undefined;
  readonly createdOn: number;
  readonly createdBy: string;
  /** What it held and did stays readable. */
  readonly deletion: { readonly on: number; readonly by: string } | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides what may sign in. */
  readonly mac: Uint8Array;
}

/** Where an application of another tenant comes from, and who let it in. */
export interface ConsentFact {
  readonly tenantId: string;
  readonly tenant: string;
  /** SHA-256 (base64url) of the key that signed the offer: another one is told of before it is taken. */
  readonly fingerprint: string;
  /** When the offer was written, milliseconds since 1970: an older one is not taken after it. */
  readonly offeredOn: number;
  /** Id of a person. */
  readonly by: string;
  readonly on: number;
}

/** Which applications are listed; those that are deleted never are. */
export interface ApplicationFilter {
  /** Part of the name, in lower case. */
  readonly text?: string | undefined;
  /** With a credential that is in force at `now` and ends at `by` or before; milliseconds since 1970. */
  readonly ending?: { readonly now: number; readonly by: number } | undefined;
}

export interface ApplicationStore {
  /** @throws VaultError Conflict when an application that is not deleted has the name or the client id */
  insert(row: ApplicationRow): Promise<void>;
  /** Replaces the row of this id. @throws VaultError Conflict as `insert` */
  update(row: ApplicationRow): Promise<void>;
  /** Deleted ones included. */
  find(id: string): Promise<ApplicationRow | undefined>;
  /** One that is not deleted. */
  findByClientId(clientId: string): Promise<ApplicationRow | undefined>;
  /** One that is not deleted. */
  findByName(nameKey: string): Promise<ApplicationRow | undefined>;
  /** By name. @param page `after`: the last `nameKey` of the one before */
  list(filter: ApplicationFilter, page: { readonly after: string | undefined; readonly limit: number }): Promise<ApplicationRow[]>;
  count(filter: ApplicationFilter): Promise<number>;
  /** Every application by id, after `after`, deleted ones included: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<ApplicationRow[]>;
}
