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
import type { ObjectStore, ObjectTypes } from '../vault/object-store.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import type { CommittedRows, CommittedSight } from './committed-memory.ts';
import type { SettingStore } from './setting-store.ts';
import type { Savepoint, Tx } from './store.ts';

/** What works that share a transaction all look at is read once, and what they all change is written once. */
export interface TransactionMemory {
  readonly tx: Tx;
  readonly savepoint: Savepoint;
  /** Writes what was held back; to be called before the transaction commits. */
  flush(): Promise<void>;
}

/**
 * Remembers rows until one of their kind is written, and holds manifests back until `flush`. What is remembered is shared: nobody may
 * change it, the bytes in it neither.
 * @param committed what earlier transactions read of what is committed
 */
export function createTransactionMemory(tx: Tx, savepoint: Savepoint, committed: CommittedSight): TransactionMemory {
  const all: Notes[] = [];
  const notes = (kind: keyof Tx): Notes => {
    const made = createNotes(committed.of(kind));
    all.push(made);
    return made;
  };
  const manifests = holdManifests(tx.manifests);
  return {
    tx: {
      ...tx,
      vaults: rememberVaults(tx.vaults, notes('vaults')),
      directory: rememberPeople(tx.directory, notes('directory')),
      groups: rememberGroups(tx.groups, notes('groups')),
      memberships: rememberMemberships(tx.memberships, notes('memberships')),
      factors: rememberFactors(tx.factors, notes('factors')),
      applications: rememberApplications(tx.applications, notes('applications')),
      credentials: rememberCredentials(tx.credentials, notes('credentials')),
      grants: rememberGrants(tx.grants, notes('grants')),
      accessRevision: rememberRevision(tx.accessRevision, notes('accessRevision')),
      keyring: rememberKeys(tx.keyring, notes('keyring')),
      secrets: { ...tx.secrets, ...rememberObjects(tx.secrets, notes('secrets')) },
      keys: { ...tx.keys, ...rememberObjects(tx.keys, notes('keys')) },
      settings: rememberSettings(tx.settings, notes('settings')),
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

type Key = readonly (string | readonly string[])[];

interface Notes {
  /** The same read; what it gave is given again until something of its kind is written. */
  remembered<K extends Key, R>(name: string, read: (...key: K) => Promise<R>): (...key: K) => Promise<R>;
  /** The same write, after which nothing is remembered. */
  forgetting<A extends readonly unknown[], R>(write: (...given: A) => Promise<R>): (...given: A) => Promise<R>;
  forget(): void;
}

/** Rows of one kind that are kept from one transaction to the next: enough for what is used over and over, sealed values among it. */
const mostCommitted = 500;

function createNotes(committed: CommittedRows): Notes {
  const own = new Map<string, unknown>();
  let age = 0;
  const forget = (): void => {
    age += 1;
    own.clear();
  };
  const keep = (at: string, found: unknown): void => {
    const rows = committed.rows();
    // What is not there could be asked for by endless names.
    if (!rows || found === undefined) return void own.set(at, found);
    rows.set(at, found);
    const oldest = rows.size > mostCommitted ? rows.keys().next() : undefined;
    if (oldest && !oldest.done) rows.delete(oldest.value);
  };
  return {
    remembered:
      <K extends Key, R>(name: string, read: (...key: K) => Promise<R>) =>
      async (...key: K) => {
        const at = textOf(name, key);
        for (const rows of [committed.rows(), own]) {
          // The same name and key were read by this very function.
          if (rows?.has(at)) return rows.get(at) as R;
        }
        const begun = age;
        const found = await read(...key);
        // What was written meanwhile is not in it.
        if (age === begun) keep(at, found);
        return found;
      },
    forgetting:
      (write) =>
      async (...given) => {
        committed.withhold();
        forget();
        return write(...given).finally(forget);
      },
    forget,
  };
}

function textOf(name: string, key: Key): string {
  const [first, second] = key;
  if (key.length === 1 && typeof first === 'string') return `${name} ${first}`;
  if (key.length === 2 && typeof first === 'string' && typeof second === 'string') return `${name} ${first.length} ${first} ${second}`;
  return JSON.stringify([name, ...key]);
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

type ObjectMemory<T extends ObjectTypes> = Pick<
  ObjectStore<T>,
  'find' | 'findVersion' | 'findNewest' | 'insert' | 'insertVersion' | 'update' | 'updateVersion' | 'updateKey' | 'remove'
>;

const rememberObjects = <T extends ObjectTypes>(store: ObjectStore<T>, { remembered, forgetting }: Notes): ObjectMemory<T> => ({
  find: remembered('find', store.find),
  findVersion: remembered('findVersion', store.findVersion),
  findNewest: remembered('findNewest', store.findNewest),
  insert: forgetting(store.insert),
  insertVersion: forgetting(store.insertVersion),
  update: forgetting(store.update),
  updateVersion: forgetting(store.updateVersion),
  updateKey: forgetting(store.updateKey),
  remove: forgetting(store.remove),
});

const rememberSettings = (store: SettingStore, { remembered, forgetting }: Notes): SettingStore => ({
  find: remembered('find', store.find),
  put: forgetting(store.put),
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
