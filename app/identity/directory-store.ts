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
  /** Argon2id salt, cost as JSON and the hash. */
  readonly passwordSalt: Uint8Array;
  readonly passwordCost: string;
  readonly passwordHash: Uint8Array;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides who may sign in. */
  readonly mac: Uint8Array;
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
  listPeople(): Promise<PersonRow[]>;
}
