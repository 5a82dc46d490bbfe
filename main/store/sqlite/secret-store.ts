import type { SecretRow, SecretStore, SecretTypes, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { limited, places } from './column.ts';
import type { Sql, Value } from './connection.ts';
import { objectValues, versionValues } from './object-row.ts';
import { createSqliteObjectStore, objectTexts, type ObjectTable } from './object-store.ts';
import { removeIndex, tallySecret, writeIndex } from './secret-index-write.ts';
import { head, headColumns, listing, listingColumns, secret, selectSecret, version } from './secret-row.ts';

// By way of the index, because few lie in the bin beside all that do not.
const listDeleted = `select ${listingColumns}
  from vault_index n cross join secret_index i indexed by secret_index_vault on i.deleted = 1 and i.vault = n.number
  cross join secret s on s.id = i.secret_id cross join secret_version v on v.version = s.current_version
  where n.vault_id = ? and i.name_key > ? order by i.name_key ${limited}`;

const texts = objectTexts({
  name: 'secret',
  rowColumns: '',
  headColumns,
  versionColumns: ', v.wrapped_key as wrappedKey, v.sealed_value as sealedValue',
});
const findHead = `select ${headColumns} from secret_version v where v.version = ?`;
const findPointing = `${selectSecret} where id = ? and current_version = ?`;

const versionValuesOf = (row: SecretVersionRow): Record<string, Value> => ({
  ...versionValues(row),
  secret_id: row.secretId,
  content_type: row.contentType ?? null,
  value_bytes: row.valueBytes,
  key_generation: row.keyGeneration,
  wrapped_key: row.wrappedKey,
  sealed_value: row.sealedValue,
});

export const createSqliteSecretStore = (sql: Sql): SecretStore => createSqliteObjectStore(sql, secretTable(sql));

/** Secrets, with their index kept in step. */
const secretTable = (sql: Sql): ObjectTable<SecretTypes> => ({
  texts,
  row: secret,
  head,
  version,
  listing,
  listDeleted,
  count: (vaultIds) => `select vault_id as vaultId, live as count from vault_index where vault_id in (${places(vaultIds)})`,
  valuesOf: objectValues,
  versionValuesOf,
  inserted: (row) => tallySecret(sql, placeOf(row), 1),
  updated(before, row) {
    if (isMoved(before, row)) {
      tallySecret(sql, placeOf(before), -1);
      tallySecret(sql, placeOf(row), 1);
    }
    // A version that is about to be added puts the index in step itself.
    const current = sql.find(head, findHead, [row.currentVersion]);
    if (current) writeIndex(sql, row, current);
  },
  versionWritten(row) {
    // A version of which its secret says that it is the current one is what the index shows of the secret.
    const owner = sql.find(secret, findPointing, [row.secretId, row.version]);
    if (owner) writeIndex(sql, owner, row);
  },
  removed(id, before) {
    removeIndex(sql, id);
    if (before) tallySecret(sql, placeOf(before), -1);
  },
});

const placeOf = ({ vaultId, deletion }: SecretRow) => ({ vaultId, deleted: deletion !== undefined });

const isMoved = (before: SecretRow, after: SecretRow): boolean =>
  before.vaultId !== after.vaultId || (before.deletion === undefined) !== (after.deletion === undefined);
