import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { SecretRow, SecretStore, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { assignments, counted, deletionValues, dueValues, limited, places, whereDue } from './column.ts';
import type { Sql, Value } from './connection.ts';
import { removeIndex, tallySecret, writeIndex } from './secret-index-write.ts';
import { head, headColumns, listing, listingColumns, secret, selectSecret, selectVersion, version } from './secret-row.ts';

const perVault = z.object({ vaultId: z.string(), count: z.number() });

const listLive = `select ${listingColumns} from secret s cross join secret_version v on v.version = s.current_version
  where s.vault_id = ? and s.name_key > ? and s.deleted_on is null order by s.name_key ${limited}`;

// By way of the index, because few lie in the bin beside all that do not.
const listDeleted = `select ${listingColumns}
  from vault_index n cross join secret_index i indexed by secret_index_vault on i.deleted = 1 and i.vault = n.number
  cross join secret s on s.id = i.secret_id cross join secret_version v on v.version = s.current_version
  where n.vault_id = ? and i.name_key > ? order by i.name_key ${limited}`;

const listVersions = `select ${headColumns} from secret_version v where v.secret_id = ? and v.ordinal < ? order by v.ordinal desc ${limited}`;

export const createSqliteSecretStore = (sql: Sql): SecretStore => ({ ...writes(sql), ...reads(sql) });

type Writes = 'insert' | 'update' | 'insertVersion' | 'updateVersion' | 'updateKey' | 'remove';

const taken = (name: string) => () => new VaultError('Conflict', { name });

const columnsOf = (row: SecretRow): Record<string, Value> => ({
  id: row.id,
  vault_id: row.vaultId,
  name: row.name,
  name_key: row.nameKey,
  current_version: row.currentVersion,
  created_on: row.createdOn,
  ...deletionValues(row.deletion),
  row_version: row.rowVersion,
  mac: row.mac,
});

const versionColumnsOf = (row: SecretVersionRow): Record<string, Value> => ({
  version: row.version,
  secret_id: row.secretId,
  vault_id: row.vaultId,
  ordinal: row.ordinal,
  content_type: row.contentType ?? null,
  enabled: Number(row.enabled),
  not_before: row.notBefore ?? null,
  expires: row.expires ?? null,
  tags: JSON.stringify(row.tags),
  created_on: row.createdOn,
  updated_on: row.updatedOn,
  created_by: row.createdBy,
  recovery_level: row.recoveryLevel,
  recoverable_days: row.recoverableDays,
  value_bytes: row.valueBytes,
  key_generation: row.keyGeneration,
  row_version: row.rowVersion,
  wrapped_key: row.wrappedKey,
  sealed_value: row.sealedValue,
});

function writes(sql: Sql): Pick<SecretStore, Writes> {
  return {
    insert: async (row) => {
      sql.insert('secret', columnsOf(row), taken(row.name));
      tallySecret(sql, placeOf(row), 1);
    },
    update: async (row) => {
      const before = sql.find(secret, `${selectSecret} where id = ?`, [row.id]);
      const columns = columnsOf(row);
      const changed = sql.change(`update secret set ${assignments(columns)} where id = @id`, columns, taken(row.name));
      if (changed === 0 || !before) throw new Error(`no secret ${row.id}`);
      if (isMoved(before, row)) {
        tallySecret(sql, placeOf(before), -1);
        tallySecret(sql, placeOf(row), 1);
      }
      // A version that is about to be added puts the index in step itself.
      const current = sql.find(head, `select ${headColumns} from secret_version v where v.version = ?`, [row.currentVersion]);
      if (current) writeIndex(sql, row, current);
    },
    insertVersion: async (row) => {
      sql.insert('secret_version', versionColumnsOf(row), taken(row.version));
      writeCurrent(sql, row);
    },
    updateVersion: async (row) => {
      const columns = versionColumnsOf(row);
      const changed = sql.change(`update secret_version set ${assignments(columns)} where version = @version`, columns, taken(row.version));
      if (changed === 0) throw new Error(`no version ${row.version}`);
      writeCurrent(sql, row);
    },
    updateKey: async (name, { keyGeneration, wrappedKey }) => {
      const changed = sql.run('update secret_version set key_generation = ?, wrapped_key = ? where version = ?', [
        keyGeneration,
        wrappedKey,
        name,
      ]);
      if (changed === 0) throw new Error(`no version ${name}`);
    },
    remove: async (id) => {
      removeIndex(sql, id);
      const before = sql.find(secret, `${selectSecret} where id = ?`, [id]);
      if (before) tallySecret(sql, placeOf(before), -1);
      sql.run('delete from secret_version where secret_id = ?', [id]);
      sql.run('delete from secret where id = ?', [id]);
    },
  };
}

const placeOf = ({ vaultId, deletion }: SecretRow) => ({ vaultId, deleted: deletion !== undefined });

const isMoved = (before: SecretRow, after: SecretRow): boolean =>
  before.vaultId !== after.vaultId || (before.deletion === undefined) !== (after.deletion === undefined);

/** A version of which its secret says that it is the current one is what the index shows of the secret. */
function writeCurrent(sql: Sql, row: SecretVersionRow): void {
  const owner = sql.find(secret, `${selectSecret} where id = ? and current_version = ?`, [row.secretId, row.version]);
  if (owner) writeIndex(sql, owner, row);
}

function reads(sql: Sql): Omit<SecretStore, Writes> {
  return {
    find: async (vaultId, nameKey) => sql.find(secret, `${selectSecret} where vault_id = ? and name_key = ?`, [vaultId, nameKey]),
    findVersion: async (secretId, name) => sql.find(version, `${selectVersion} where v.version = ? and v.secret_id = ?`, [name, secretId]),
    findNewest: async (secretId) => sql.find(version, `${selectVersion} where v.secret_id = ? order by v.ordinal desc limit 1`, [secretId]),
    hasVersion: async (name) => sql.find(counted, 'select count(*) as count from secret_version where version = ?', [name])?.count === 1,
    countVersions: async (secretId) =>
      sql.find(counted, 'select count(*) as count from secret_version where secret_id = ?', [secretId])?.count ?? 0,
    list: async (vaultId, { after, limit, deleted }) => sql.all(listing, deleted ? listDeleted : listLive, [vaultId, after ?? '', limit]),
    listDue: async (time, page) => sql.all(secret, `${selectSecret} ${whereDue}`, dueValues(time, page)),
    listWrappedBefore: async (vaultId, generation, { after, limit }) =>
      sql.all(version, `${selectVersion} where v.vault_id = ? and v.version > ? and v.key_generation < ? order by v.version ${limited}`, [
        vaultId,
        after ?? '',
        generation,
        limit,
      ]),
    listVersions: async (secretId, before, limit) => sql.all(head, listVersions, [secretId, before ?? Number.MAX_SAFE_INTEGER, limit]),
    count: async (vaultIds) => {
      const found = sql.all(
        perVault,
        `select vault_id as vaultId, live as count from vault_index where vault_id in (${places(vaultIds)})`,
        vaultIds,
      );
      const counts = new Map(found.map((row) => [row.vaultId, row.count]));
      return new Map(vaultIds.map((id) => [id, counts.get(id) ?? 0]));
    },
    scanHeads: async (vaultId, after, limit) =>
      sql.all(secret, `${selectSecret} where vault_id = ? and name_key > ? order by name_key ${limited}`, [vaultId, after ?? '', limit]),
    scan: async (vaultId, after, limit) =>
      sql.all(version, `${selectVersion} where v.vault_id = ? and v.version > ? order by v.version ${limited}`, [
        vaultId,
        after ?? '',
        limit,
      ]),
  };
}
