import * as z from 'zod';
import { fieldsOf } from '../../../app/secret/search-text.ts';
import { never } from '../../../app/secret/secret-index.ts';
import type { SecretRow, SecretVersionHead } from '../../../app/secret/secret-store.ts';
import { tokensOf } from '../gram.ts';
import { tagsOfText, textColumns } from '../secret-column.ts';
import type { Sql, Value } from './connection.ts';

const columnsShape = z.object({
  vault: z.number(),
  deleted: z.number(),
  enabled: z.number(),
  not_before: z.number().nullable(),
  expires: z.number(),
  created_on: z.number(),
  changed_on: z.number(),
  purge_on: z.number(),
  name_key: z.string(),
  content_type: z.string(),
  tags: z.string(),
  fields: z.string(),
});
type Columns = z.output<typeof columnsShape>;

const found = z.object({ id: z.number(), ...columnsShape.shape });
const added = z.object({ id: z.number() });
const vault = z.object({ number: z.number() });

const names = Object.keys(columnsShape.shape);
const select = `select id, ${names.join(', ')} from secret_index where secret_id = ?`;
const insert = `insert into secret_index (secret_id, ${names.join(', ')})
  values (@secret_id, ${names.map((name) => `@${name}`).join(', ')}) returning id`;

/** Puts the index in step with a secret and its current version; in the transaction that changed them. */
export function writeIndex(sql: Sql, secret: SecretRow, head: SecretVersionHead): void {
  const columns = columnsOf(sql, secret, head);
  const before = sql.find(found, select, [secret.id]);
  if (before) changeRow(sql, before, columns);
  else addRow(sql, secret.id, columns);
}

/** Takes a secret out of the index, its tokens too. */
export function removeIndex(sql: Sql, secretId: string): void {
  const before = sql.find(found, select, [secretId]);
  if (!before) return;
  sql.late(deleteTokens, [before.id, [...tokensIn(before)].join(' ')]);
  sql.run('delete from secret_index where id = ?', [before.id]);
}

/** Counts a secret of a vault in or out. @param by 1 or -1 */
export function tallySecret(sql: Sql, { vaultId, deleted }: { readonly vaultId: string; readonly deleted: boolean }, by: 1 | -1): void {
  const column = deleted ? 'binned' : 'live';
  sql.run(`update vault_index set ${column} = ${column} + ? where vault_id = ?`, [by, vaultId]);
}

/** Gives a new vault its number, above those of all that are there. */
export function numberVault(sql: Sql, vaultId: string): void {
  sql.run('insert into vault_index (number, vault_id, live, binned) select coalesce(max(number), 0) + 1, ?, 0, 0 from vault_index', [
    vaultId,
  ]);
}

/** Forgets a vault that holds nothing. */
export function forgetVault(sql: Sql, vaultId: string): void {
  sql.run('delete from vault_index where vault_id = ?', [vaultId]);
}

function columnsOf(sql: Sql, secret: SecretRow, head: SecretVersionHead): Columns {
  const place = sql.find(vault, 'select number from vault_index where vault_id = ?', [secret.vaultId]);
  if (!place) throw new Error(`no number of vault ${secret.vaultId}`);
  return {
    vault: place.number,
    deleted: Number(secret.deletion !== undefined),
    enabled: Number(head.enabled),
    not_before: head.notBefore ?? null,
    expires: head.expires ?? never,
    created_on: head.createdOn,
    changed_on: head.updatedOn,
    purge_on: secret.deletion?.purgeOn ?? never,
    name_key: secret.nameKey,
    ...textColumns(fieldsOf(secret.nameKey, head), head),
  };
}

// Late: FTS5 writes a segment of its own for each savepoint, and merges them afterwards.
const insertTokens = 'insert into secret_gram (rowid, tokens) values (?, ?)';
// How FTS5 is told which tokens a row had, where it keeps no copy of them.
const deleteTokens = `insert into secret_gram (secret_gram, rowid, tokens) values ('delete', ?, ?)`;

function addRow(sql: Sql, secretId: string, columns: Columns): void {
  const row = sql.find(added, insert, { ...columns, secret_id: secretId });
  if (!row) throw new Error('a secret was not indexed');
  sql.late(insertTokens, [row.id, [...tokensIn(columns)].join(' ')]);
}

/** Names only what changes: each column that is set costs its indexes, and each token a page. */
function changeRow(sql: Sql, { id, ...before }: z.output<typeof found>, after: Columns): void {
  const old: Readonly<Record<string, Value>> = before;
  const changed = Object.entries(after).filter(([name, value]) => old[name] !== value);
  if (changed.length === 0) return;
  const set = changed.map(([name]) => `${name} = ?`).join(', ');
  sql.run(`update secret_index set ${set} where id = ?`, [...changed.map(([, value]) => value), id]);
  // A new value, which is what is written most often, changes nothing that words are found by.
  if (before.fields === after.fields && before.content_type === after.content_type && before.tags === after.tags) return;
  const had = tokensIn(before);
  const has = tokensIn(after);
  const gone = [...had].filter((token) => !has.has(token));
  const come = [...has].filter((token) => !had.has(token));
  if (gone.length + come.length === 0) return;
  sql.late(deleteTokens, [id, gone.join(' ')]);
  sql.late(insertTokens, [id, come.join(' ')]);
}

const tokensIn = (columns: Columns): Set<string> =>
  tokensOf(columns.fields === '' ? [] : columns.fields.split('\n'), { contentType: columns.content_type, tags: tagsOfText(columns.tags) });
