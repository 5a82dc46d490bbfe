import { VaultError } from '../contract/vault-error.ts';
import type { Store, Tx } from '../operation/store.ts';
import { createMemoryGroupStore } from './group-store.ts';
import { createMemoryMembershipStore } from './membership-store.ts';
import { createMemoryFactorStore } from './factor-store.ts';
import { createMemoryApplicationStore } from './application-store.ts';
import { createMemoryCredentialStore } from './credential-store.ts';
import { createMemoryHouseKeyStore } from './house-key-store.ts';
import { createMemoryUsageStore } from './usage-store.ts';
import { createMemoryAccessRequestStore } from './access-request-store.ts';
import { createMemoryAccessRevisionStore } from './access-revision-store.ts';
import { createMemoryDirectoryStore } from './directory-store.ts';
import { createMemoryGrantStore } from './grant-store.ts';
import { createMemoryKeyRemainStore } from './key-remain-store.ts';
import { createMemoryKeyStore } from './key-store.ts';
import { createMemoryKeyringStore } from './keyring-store.ts';
import { createMemoryManifestStore } from './manifest-store.ts';
import { createMemoryRecordStore } from './record-store.ts';
import { createMemoryRequestStore } from './request-store.ts';
import { createMemoryRotationStore } from './rotation-store.ts';
import { createMemoryRoleDefinitionStore } from './role-definition-store.ts';
import { createMemorySecretIndex } from './secret-index.ts';
import { createMemorySecretStore } from './secret-store.ts';
import { createMemorySettingStore } from './setting-store.ts';
import { createMemoryVaultStore } from './vault-store.ts';
import { createMemoryViewStore } from './view-store.ts';
import { forkTables, type Desk, type Tables } from './tables.ts';

/** What a memory store leaves behind when it is closed: its "file". */
export interface MemoryFile {
  tables: Tables;
  readonly pageKey: Uint8Array;
}

/** Files by path. */
export type MemoryDisk = Map<string, MemoryFile>;

/** A store whose transactions, savepoints and snapshots behave as a database's do; nothing of it survives the process. */
export function createMemoryStore(disk: MemoryDisk, file: MemoryFile, closed: () => void): Store {
  let open = true;
  let queue: Promise<unknown> = Promise.resolve();

  const assertOpen = () => {
    if (!open) throw new VaultError('StoreUnavailable', { reason: 'closed' });
  };

  return {
    transaction: (work) => {
      const run = async () => {
        assertOpen();
        const draft = createDraft(file.tables, true);
        try {
          const result = await work(draft.tx, draft.savepoint);
          file.tables = draft.finish();
          return result;
        } finally {
          draft.finish();
        }
      };
      const done = queue.then(run);
      queue = done.catch(() => undefined);
      return done;
    },
    read: async (work) => {
      assertOpen();
      const draft = createDraft(file.tables, false);
      try {
        return await work(draft.tx);
      } finally {
        draft.finish();
      }
    },
    copyTo: async (path) => {
      assertOpen();
      if (disk.has(path)) throw new VaultError('Conflict', { name: path });
      disk.set(path, { tables: forkTables(file.tables), pageKey: file.pageKey });
    },
    close: async () => {
      if (!open) return;
      open = false;
      await queue;
      closed();
    },
  };
}

function createDraft(committed: Tables, writable: boolean) {
  let tables = forkTables(committed);
  let over = false;
  let depth = 0;

  const look = () => {
    if (over) throw new Error('this transaction is over');
    return tables;
  };
  const change = () => {
    if (!writable) throw new Error('a read may not write');
    return look();
  };
  const savepoint = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = look();
    depth += 1;
    const own = depth;
    tables = forkTables(before);
    try {
      const result = await work();
      if (depth !== own) throw new Error('savepoints overlap');
      return result;
    } catch (error) {
      tables = before;
      throw error;
    } finally {
      depth -= 1;
    }
  };
  const finish = () => {
    over = true;
    return tables;
  };
  return { tx: createTx({ look, change }), savepoint, finish };
}

const createTx = (desk: Desk): Tx => ({
  vaults: createMemoryVaultStore(desk),
  secrets: createMemorySecretStore(desk),
  keys: createMemoryKeyStore(desk),
  keyRemains: createMemoryKeyRemainStore(desk),
  index: createMemorySecretIndex(desk),
  views: createMemoryViewStore(desk),
  directory: createMemoryDirectoryStore(desk),
  groups: createMemoryGroupStore(desk),
  memberships: createMemoryMembershipStore(desk),
  factors: createMemoryFactorStore(desk),
  applications: createMemoryApplicationStore(desk),
  credentials: createMemoryCredentialStore(desk),
  grants: createMemoryGrantStore(desk),
  roleDefinitions: createMemoryRoleDefinitionStore(desk),
  accessRequests: createMemoryAccessRequestStore(desk),
  accessRevision: createMemoryAccessRevisionStore(desk),
  keyring: createMemoryKeyringStore(desk),
  houseKeys: createMemoryHouseKeyStore(desk),
  manifests: createMemoryManifestStore(desk),
  records: createMemoryRecordStore(desk),
  requests: createMemoryRequestStore(desk),
  usage: createMemoryUsageStore(desk),
  rotations: createMemoryRotationStore(desk),
  settings: createMemorySettingStore(desk),
});
