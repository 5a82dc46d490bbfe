import { isVaultError, type VaultError } from '../../../app/contract/vault-error.ts';
import type { Savepoint, Tx } from '../../../app/operation/store.ts';
import type { Connection, Sql } from './connection.ts';
import { createLateWrites } from './late-write.ts';
import { createSqliteGroupStore } from './group-store.ts';
import { createSqliteMembershipStore } from './membership-store.ts';
import { createSqliteFactorStore } from './factor-store.ts';
import { createSqliteApplicationStore } from './application-store.ts';
import { createSqliteCredentialStore } from './credential-store.ts';
import { createSqliteHouseKeyStore } from './house-key-store.ts';
import { createSqliteUsageStore } from './usage-store.ts';
import { createSqliteAccessRequestStore } from './access-request-store.ts';
import { createSqliteAccessRevisionStore } from './access-revision-store.ts';
import { createSqliteDirectoryStore } from './directory-store.ts';
import { createSqliteGrantStore } from './grant-store.ts';
import { createSqliteKeyRemainStore } from './key-remain-store.ts';
import { createSqliteKeyStore } from './key-store.ts';
import { createSqliteKeyringStore } from './keyring-store.ts';
import { createSqliteManifestStore } from './manifest-store.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { createSqliteRequestStore } from './request-store.ts';
import { createSqliteRotationStore } from './rotation-store.ts';
import { createSqliteRoleDefinitionStore } from './role-definition-store.ts';
import { createSqliteSecretIndex } from './secret-index.ts';
import { createSqliteSecretStore } from './secret-store.ts';
import { createSqliteSettingStore } from './setting-store.ts';
import { createSqliteVaultStore } from './vault-store.ts';
import { createSqliteViewStore } from './view-store.ts';

/** One transaction's ports, for as long as it lasts. */
export interface Draft {
  readonly tx: Tx;
  readonly savepoint: Savepoint;
  /** The failure of the database that doomed the transaction, even when `work` caught it. */
  doom(): VaultError | undefined;
  /** Makes the writes that were put off; to be called before the commit. */
  settle(): void;
  /** Refuses everything from now on. */
  finish(): void;
}

export function createDraft(connection: Connection, writable: boolean): Draft {
  let over = false;
  let doom: VaultError | undefined;

  // After such a failure SQLite may have rolled back by itself: a further statement would stand outside any transaction.
  const guarded = <T>(work: () => T): T => {
    if (over) throw new Error('this transaction is over');
    if (doom) throw doom;
    try {
      return work();
    } catch (error) {
      if (isVaultError(error, 'StoreUnavailable') || isVaultError(error, 'StoreDamaged')) doom = error;
      throw error;
    }
  };
  const writing = <T>(work: () => T): T => {
    if (!writable) throw new Error('a read may not write');
    savepoints.begin();
    return guarded(work);
  };

  const late = createLateWrites((text, parameters) => writing(() => connection.run(text, parameters)));
  const sql: Sql = {
    all: (row, text, parameters) => guarded(() => connection.all(row, text, parameters)),
    find: (row, text, parameters) => guarded(() => connection.find(row, text, parameters)),
    run: (text, parameters) => writing(() => connection.run(text, parameters)),
    change: (text, parameters, taken) => writing(() => connection.change(text, parameters, taken)),
    insert: (table, values, taken) => {
      writing(() => {
        connection.insert(table, values, taken);
      });
    },
    late: late.add,
    settle: late.settle,
  };

  const savepoints = createSavepoints({
    assertGoing: () => guarded(() => undefined),
    enter: (name) => guarded(() => connection.run(`savepoint ${name}`)),
    keep: (name) => guarded(() => connection.run(`release ${name}`)),
    undo: (name) => {
      if (!doom && !over) guarded(() => [connection.run(`rollback to ${name}`), connection.run(`release ${name}`)]);
    },
    mark: late.mark,
  });

  return {
    tx: createTx(sql),
    savepoint: savepoints.savepoint,
    doom: () => doom,
    settle: late.settle,
    finish: () => {
      over = true;
    },
  };
}

interface SavepointDeps {
  /** @throws what further work of the transaction is refused with */
  assertGoing(): void;
  enter(name: string): void;
  keep(name: string): void;
  undo(name: string): void;
  /** @returns what takes back the writes that were put off since */
  mark(): () => void;
}

/** Savepoints of one transaction: each lies whole in the one before. SQLite is told of one when something is written in it. */
function createSavepoints({ assertGoing, enter, keep, undo, mark }: SavepointDeps): { readonly savepoint: Savepoint; begin(): void } {
  let depth = 0;
  let begun = 0;
  const nameOf = (level: number): string => `level_${level}`;

  /** @returns whether there is anything to end */
  const end = (level: number): boolean => {
    const isBegun = begun >= level;
    if (isBegun) begun = level - 1;
    return isBegun;
  };

  return {
    begin() {
      for (; begun < depth; begun += 1) enter(nameOf(begun + 1));
    },
    async savepoint(work) {
      const own = (depth += 1);
      const putOff = mark();
      try {
        assertGoing();
        const result = await work();
        if (depth !== own) throw new Error('savepoints overlap');
        if (end(own)) keep(nameOf(own));
        return result;
      } catch (error) {
        putOff();
        if (end(own)) undo(nameOf(own));
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}

const createTx = (sql: Sql): Tx => ({
  vaults: createSqliteVaultStore(sql),
  secrets: createSqliteSecretStore(sql),
  keys: createSqliteKeyStore(sql),
  keyRemains: createSqliteKeyRemainStore(sql),
  index: createSqliteSecretIndex(sql),
  views: createSqliteViewStore(sql),
  directory: createSqliteDirectoryStore(sql),
  groups: createSqliteGroupStore(sql),
  memberships: createSqliteMembershipStore(sql),
  factors: createSqliteFactorStore(sql),
  applications: createSqliteApplicationStore(sql),
  credentials: createSqliteCredentialStore(sql),
  grants: createSqliteGrantStore(sql),
  roleDefinitions: createSqliteRoleDefinitionStore(sql),
  accessRequests: createSqliteAccessRequestStore(sql),
  accessRevision: createSqliteAccessRevisionStore(sql),
  keyring: createSqliteKeyringStore(sql),
  houseKeys: createSqliteHouseKeyStore(sql),
  manifests: createSqliteManifestStore(sql),
  records: createSqliteRecordStore(sql),
  requests: createSqliteRequestStore(sql),
  usage: createSqliteUsageStore(sql),
  rotations: createSqliteRotationStore(sql),
  settings: createSqliteSettingStore(sql),
});
