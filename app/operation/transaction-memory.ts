import type { KeyringStore } from '../seal/keyring-store.ts';
import type { ManifestRow, ManifestStore } from '../seal/manifest-store.ts';
import type { DirectoryStore } from '../identity/directory-store.ts';
import type { AccessRevisionStore } from '../access/access-revision.ts';
import type { GrantStore } from '../access/grant-store.ts';
import type { ApplicationStore } from '../identity/application-store.ts';
import type { CredentialStore } from '../identity/credential-store.ts';
import type { FactorStore } from '../identity/factor-store.ts';
import type { GroupStore } from '../identity/group-store.ts';
import type { MembershipStore } from '../identity/membership-store.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import type { Savepoint, Tx } from './store.ts';

/** What works that share a transaction all look at is read once, and what they all change is written once. */
export interface TransactionMemory {
  readonly tx: Tx;
  readonly savepoint: Savepoint;
  /** Writes what was held back; to be called before the transaction commits. */
  flush(): Promise<void>;
}

/** Remembers people, groups, grants, vaults and keys until one of their kind is written, and holds manifests back until `flush`. */
export function createTransactionMemory(tx: Tx, savepoint: Savepoint): TransactionMemory {
  const all: Notes[] = [];
  const notes = (): Notes => {
    const made = createNotes();
    all.push(made);
    return made;
  };
  const manifests = holdManifests(tx.manifests);
  return {
    tx: {
      ...tx,
      vaults: rememberVaults(tx.vaults, notes()),
      directory: rememberPeople(tx.directory, notes()),
      groups: rememberGroups(tx.groups, notes()),
      memberships: rememberMemberships(tx.memberships, notes()),
      factors: rememberFactors(tx.factors, notes()),
      applications: rememberApplications(tx.applications, notes()),
      credentials: rememberCredentials(tx.credentials, notes()),
      grants: rememberGrants(tx.grants, notes()),
      accessRevision: rememberRevision(tx.accessRevision, notes()),
      keyring: rememberKeys(tx.keyring, notes()),
      manifests: manifests.store,
    },
    savepoint: async (work) => {
      const restore = manifests.mark();
      try {
        return await savepoint(work);
      } catch (error) {
        // What was written is undone, and with it what was read of it.
        for (const each of all) each.forget();
        restore();
        throw error;
      }
    },
    flush: manifests.flush,
  };
}

interface Notes {
  /** The same read; what it gave is given again until `forget`. */
  remembered<K extends readonly (string | readonly string[])[], R>(
    name: string,
    read: (...key: K) => Promise<R>,
  ): (...key: K) => Promise<R>;
  /** The same write, after which nothing is remembered. */
  forgetting<A extends readonly unknown[], R>(write: (...given: A) => Promise<R>): (...given: A) => Promise<R>;
  forget(): void;
}

function createNotes(): Notes {
  const known = new Map<string, unknown>();
  let age = 0;
  const forget = (): void => {
    age += 1;
    known.clear();
  };
  return {
    remembered:
      <K extends readonly (string | readonly string[])[], R>(name: string, read: (...key: K) => Promise<R>) =>
      async (...key: K) => {
        const [only] = key;
        const at = key.length === 1 && typeof only === 'string' ? `${name} ${only}` : JSON.stringify([name, ...key]);
        // The same name and key were read by this very function.
        if (known.has(at)) return known.get(at) as R;
        const begun = age;
        const found = await read(...key);
        // What was written meanwhile is not in it.
        if (age === begun) known.set(at, found);
        return found;
      },
    forgetting:
      (write) =>
      async (...given) => {
        forget();
        return write(...given).finally(forget);
      },
    forget,
  };
}

const rememberVaults = (store: VaultStore, { remembered, forgetting }: Notes): VaultStore => ({
  find: remembered('find', store.find),
  findById: remembered('findById', store.findById),
  list: store.list,
  listDue: store.listDue,
  insert: forgetting(store.insert),
  update: forgetting(store.update),
  remove: forgetting(store.remove),
});

const rememberPeople = (store: DirectoryStore, { remembered, forgetting }: Notes): DirectoryStore => ({
  ...store,
  findPersonById: remembered('findPersonById', store.findPersonById),
  insertPerson: forgetting(store.insertPerson),
  updatePerson: forgetting(store.updatePerson),
});

const rememberGroups = (store: GroupStore, { remembered, forgetting }: Notes): GroupStore => ({
  ...store,
  findAll: remembered('findAll', store.findAll),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
});

const rememberMemberships = (store: MembershipStore, { remembered, forgetting }: Notes): MembershipStore => ({
  ...store,
  listOf: remembered('listOf', store.listOf),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
});

const rememberFactors = (store: FactorStore, { remembered, forgetting }: Notes): FactorStore => ({
  ...store,
  listOf: remembered('listOf', store.listOf),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
  remove: forgetting(store.remove),
});

const rememberApplications = (store: ApplicationStore, { remembered, forgetting }: Notes): ApplicationStore => ({
  ...store,
  find: remembered('find', store.find),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
});

const rememberCredentials = (store: CredentialStore, { remembered, forgetting }: Notes): CredentialStore => ({
  ...store,
  listOf: remembered('listOf', store.listOf),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
});

const rememberRevision = (store: AccessRevisionStore, { remembered, forgetting }: Notes): AccessRevisionStore => ({
  find: remembered('find', store.find),
  put: forgetting(store.put),
});

const rememberGrants = (store: GrantStore, { remembered, forgetting }: Notes): GrantStore => ({
  ...store,
  listOf: remembered('listOf', store.listOf),
  insert: forgetting(store.insert),
  update: forgetting(store.update),
});

const rememberKeys = (store: KeyringStore, { remembered, forgetting }: Notes): KeyringStore => ({
  list: remembered('list', store.list),
  insert: forgetting(store.insert),
  removeUpTo: forgetting(store.removeUpTo),
});

/** Manifests as the last work left them; all but the last row of each set is never written. */
function holdManifests(store: ManifestStore): { store: ManifestStore; mark(): () => void; flush(): Promise<void> } {
  let held = new Map<string, { readonly row: ManifestRow | undefined; readonly written: boolean }>();
  const flush = async (): Promise<void> => {
    for (const [set, { row, written }] of held) {
      if (row && !written) await store.put(row);
      held.set(set, { row, written: true });
    }
  };
  return {
    store: {
      find: async (set) => {
        const known = held.get(set);
        if (known) return known.row;
        const row = await store.find(set);
        held.set(set, { row, written: true });
        return row;
      },
      list: async () => {
        await flush();
        return store.list();
      },
      put: async (row) => void held.set(row.set, { row, written: false }),
      remove: async (set) => {
        held.delete(set);
        await store.remove(set);
      },
    },
    mark: () => {
      const before = new Map(held);
      return () => void (held = before);
    },
    flush,
  };
}
