import type { PersonState } from '../contract/person.ts';

export interface TenantRow {
  readonly id: string;
  readonly name: string;
  readonly createdOn: number;
}

export interface SubscriptionRow {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
}

export interface ResourceGroupRow {
  readonly subscriptionId: string;
  readonly name: string;
}

export interface PersonRow {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** The name in lower case: unique in its tenant. */
  readonly nameKey: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly createdOn: number;
  /** Argon2id salt, cost as JSON and the hash; all empty while no password has been chosen. */
  readonly passwordSalt: Uint8Array;
  readonly passwordCost: string;
  readonly passwordHash: Uint8Array;
  /** The one-time code with which a password is chosen: its hash, until when it holds, and the id of who was shown it. */
  readonly invitation: { readonly hash: Uint8Array; readonly until: number; readonly by: string } | undefined;
  /** Whether signing in needs a second factor. */
  readonly secondFactor: boolean;
  /** Counts, from 1, what ends every session: another password, being disabled or recovered. A session holds while it knows this number. */
  readonly credential: number;
  /** Failures to sign in up to here no longer count. */
  readonly freedOn: number | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides who may sign in. */
  readonly mac: Uint8Array;
}

/** Which people a list is about. */
export interface PeopleFilter {
  /** Part of the name or of the name that people read, in lower case. */
  readonly text: string | undefined;
  /** Any of these; empty for all. */
  readonly states: readonly PersonState[];
}

export interface DirectoryStore {
  insertTenant(row: TenantRow): Promise<void>;
  /** The tenant of the house. */
  findTenant(): Promise<TenantRow | undefined>;
  insertSubscription(row: SubscriptionRow): Promise<void>;
  listSubscriptions(tenantId: string): Promise<SubscriptionRow[]>;
  insertResourceGroup(row: ResourceGroupRow): Promise<void>;
  listResourceGroups(tenantId: string): Promise<ResourceGroupRow[]>;
  insertPerson(row: PersonRow): Promise<void>;
  /** Replaces the row of the same id. */
  updatePerson(row: PersonRow): Promise<void>;
  findPerson(nameKey: string): Promise<PersonRow | undefined>;
  findPersonById(id: string): Promise<PersonRow | undefined>;
  /** People by name. @param after the last `nameKey` of the page before */
  listPeople(filter: PeopleFilter, page: { readonly after: string | undefined; readonly limit: number }): Promise<PersonRow[]>;
  countPeople(filter: PeopleFilter): Promise<number>;
  /** Every person by id, after `after`: what the manifest is checked against. */
  scanPeople(after: string | undefined, limit: number): Promise<PersonRow[]>;
  /** Notes when somebody signed in; it decides nothing, and has no MAC. */
  putSignIn(personId: string, time: number): Promise<void>;
  /** When each of these people signed in last, by id. */
  lastSignIns(personIds: readonly string[]): Promise<Map<string, number>>;
}
