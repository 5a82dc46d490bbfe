import { sql, type Kysely } from 'kysely';
import * as z from 'zod';
import { fieldsOf } from '../../../app/secret/search-text.ts';
import { tags } from '../sqlite/column.ts';
import { tokensOf } from '../gram.ts';
import { textColumns } from '../secret-column.ts';
import type { Dialect, Migration } from './migration.ts';

/** What lists and searches of secrets read: derived from secrets and their current versions, with a number and tallies for each vault. */
export const secretSearch: Migration = {
  number: 3,
  name: 'secret-search',
  up: async (db, dialect) => {
    await createVaultIndex(db, dialect);
    await createSecretIndex(db, dialect);
    await createOrders(db);
    await dialect.inverted.create(db);
    await createDisabledReads(db);
    await fillVaults(db);
    await fillSecrets(db, dialect);
  },
};

async function createVaultIndex(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('vault_index'))
    // Rises with the age of vaults.
    .addColumn('number', whole, (column) => column.primaryKey().notNull())
    .addColumn('vault_id', 'text', (column) => column.notNull().unique().references('vault.id'))
    .addColumn('live', whole, (column) => column.notNull())
    .addColumn('binned', whole, (column) => column.notNull())
    .execute();
}

async function createSecretIndex(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('secret_index'))
    .addColumn('id', whole, (column) => column.primaryKey().notNull())
    .addColumn('secret_id', 'text', (column) => column.notNull().unique().references('secret.id'))
    .addColumn('vault', whole, (column) => column.notNull().references('vault_index.number'))
    .addColumn('deleted', whole, (column) => column.notNull())
    .addColumn('enabled', whole, (column) => column.notNull())
    .addColumn('not_before', whole)
    // 2^53 - 1 where there is none, so that it sorts last.
    .addColumn('expires', whole, (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('changed_on', whole, (column) => column.notNull())
    .addColumn('purge_on', whole, (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('content_type', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .execute();
}

/** Every order in which lists are read, and what few secrets are. */
async function createOrders(db: Kysely<unknown>): Promise<void> {
  const order = (name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`secret_index_${name}`)
      .on('secret_index')
      .columns(['deleted', ...columns]);
  await order('name', ['name_key', 'vault']).execute();
  await order('vault', ['vault', 'name_key']).execute();
  await order('expires', ['expires', 'name_key', 'vault']).execute();
  await order('created', ['created_on', 'name_key', 'vault']).execute();
  await order('changed', ['changed_on', 'name_key', 'vault']).execute();
  await order('purge', ['purge_on', 'name_key', 'vault']).where(sql.ref('deleted'), '=', sql.lit(1)).execute();
  await order('disabled', ['vault']).where(sql.ref('enabled'), '=', sql.lit(0)).execute();
  await order('inactive', ['not_before']).where(sql.ref('not_before'), 'is not', null).execute();
}

/** Records of disabled secrets that were asked for. Few: the index costs nothing else. */
async function createDisabledReads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('log_record_disabled')
    .on('log_record')
    .columns(['sequence', 'time', 'object'])
    .where(sql.ref('code'), '=', sql.lit('SecretDisabled'))
    .execute();
}

async function fillVaults(db: Kysely<unknown>): Promise<void> {
  await sql`insert into vault_index (number, vault_id, live, binned)
    select row_number() over (order by v.created_on, v.id), v.id,
      (select count(*) from secret s where s.vault_id = v.id and s.deleted_on is null),
      (select count(*) from secret s where s.vault_id = v.id and s.deleted_on is not null)
    from vault v`.execute(db);
}

const pageSize = 1000;

const row = z.object({
  id: z.number(),
  secretId: z.string(),
  nameKey: z.string(),
  contentType: z.string().nullable(),
  tags,
});
type Row = z.output<typeof row>;

async function fillSecrets(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await sql`insert into secret_index (id, secret_id, vault, deleted, enabled, not_before, expires, created_on, changed_on, purge_on,
      name_key, content_type, tags, fields)
    select row_number() over (order by s.id), s.id, n.number, case when s.deleted_on is null then 0 else 1 end, v.enabled, v.not_before,
      coalesce(v.expires, 9007199254740991), v.created_on, v.updated_on, coalesce(s.purge_on, 9007199254740991), s.name_key, '', '', ''
    from secret s join secret_version v on v.version = s.current_version join vault_index n on n.vault_id = s.vault_id`.execute(db);
  for (let after = 0; ;) {
    const page = await readPage(db, after);
    for (const each of page) await fillText(db, dialect, each);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

async function readPage(db: Kysely<unknown>, after: number): Promise<Row[]> {
  const { rows } = await sql`select i.id, i.secret_id as "secretId", i.name_key as "nameKey", v.content_type as "contentType", v.tags
    from secret_index i join secret s on s.id = i.secret_id join secret_version v on v.version = s.current_version
    where i.id > ${after} order by i.id limit ${pageSize}`.execute(db);
  return z.array(row).parse(rows);
}

async function fillText(db: Kysely<unknown>, dialect: Dialect, { id, nameKey, tags, contentType }: Row): Promise<void> {
  const whole = { contentType: contentType ?? undefined, tags };
  const fields = fieldsOf(nameKey, whole);
  const text = textColumns(fields, whole);
  await sql`update secret_index set content_type = ${text.content_type}, tags = ${text.tags}, fields = ${text.fields}
    where id = ${id}`.execute(db);
  await dialect.inverted.add(db, id, [...tokensOf(fields, whole)].join(' '));
}
