import { sql, type Kysely } from 'kysely';
import * as z from 'zod';
import { readRecord } from '../../../app/audit/record.ts';
import { removedRow, toColumns } from '../../../app/audit/record-row.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { columnNames, encodeSegment, largeRows, namesOf, packNumbers, smallRows, toFact } from '../log-column.ts';
import { bytes, maybe } from '../sqlite/column.ts';
import type { Dialect, Migration } from './migration.ts';

/** Records say whom and what they are about in columns of their own, and what filters and counts read stands beside them, by field. */
export const logSearch: Migration = {
  number: 5,
  name: 'log-search',
  up: async (db, dialect) => {
    await createRecords(db, dialect);
    await createSegments(db, dialect);
    await createSpare(db, dialect);
    await createViews(db, dialect);
    for (let from = 0; ;) {
      const page = await readPage(db, from);
      for (const row of page) await insertRecord(db, row);
      await insertSegments(db, page);
      const last = page.at(-1);
      if (!last) break;
      from = last.sequence + 1;
    }
    await db.schema.dropTable('log_record').execute();
    await db.schema.alterTable('log_record_wide').renameTo('log_record').execute();
    await db.schema
      .createIndex('log_record_disabled')
      .on('log_record')
      .columns(['sequence', 'time', 'object'])
      .where(sql.ref('code'), '=', sql.lit('SecretDisabled'))
      .execute();
  },
};

async function createRecords(db: Kysely<unknown>, { bytes: blob, whole, double, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('log_record_wide'))
    .addColumn('sequence', whole, (column) => column.primaryKey().notNull())
    .addColumn('time', whole, (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('status', whole, (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('identity_id', 'text', (column) => column.notNull())
    .addColumn('object', 'text', (column) => column.notNull())
    .addColumn('vault', 'text', (column) => column.notNull())
    .addColumn('resource_id', 'text', (column) => column.notNull())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('duration_ms', double, (column) => column.notNull())
    .addColumn('correlation_id', 'text', (column) => column.notNull())
    .addColumn('leaf_hash', blob, (column) => column.notNull())
    // Last, so that reading the columns never follows a long text into its overflow pages.
    .addColumn('canonical', 'text')
    .execute();
}

async function createSegments(db: Kysely<unknown>, { bytes: blob, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('log_segment'))
    .addColumn('first', whole, (column) => column.primaryKey().notNull())
    .addColumn('last', whole, (column) => column.notNull())
    .addColumn('size', whole, (column) => column.notNull())
    .addColumn('live', whole, (column) => column.notNull())
    .addColumn('oldest', whole, (column) => column.notNull())
    .addColumn('newest', whole, (column) => column.notNull())
    .execute();
  await strict(db.schema.createTable('log_column'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('first', whole, (column) => column.notNull())
    .addColumn('numbers', blob, (column) => column.notNull())
    .addPrimaryKeyConstraint('log_column_key', ['field', 'first'])
    .execute();
}

/** Where names are while their own table is written anew. */
async function createSpare(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('log_name_spare'))
    .addColumn('id', whole, (column) => column.primaryKey().notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .execute();
}

/** Views of the log beside those of secrets: each kind has names of its own. */
async function createViews(db: Kysely<unknown>, { strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('view_of_kind'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .addUniqueConstraint('view_of_kind_name', ['person_id', 'kind', 'name'])
    .execute();
  await sql`insert into view_of_kind (id, person_id, kind, name, json) select id, person_id, 'secret', name, json from view`.execute(db);
  await db.schema.dropTable('view').execute();
  await db.schema.alterTable('view_of_kind').renameTo('view').execute();
}

const older = z.object({
  sequence: z.number(),
  time: z.number(),
  operation: z.string(),
  result: z.enum(['succeeded', 'refused', 'failed', 'attempted']),
  status: z.number(),
  code: z.string(),
  identity: z.string(),
  object: z.string(),
  door: z.enum(['window', 'rest', 'job', 'shell']),
  address: z.string(),
  durationMs: z.number(),
  correlationId: z.string(),
  canonical: maybe(z.string()),
  leafHash: bytes,
});

async function readPage(db: Kysely<unknown>, from: number): Promise<RecordRow[]> {
  const { rows } = await sql`select sequence, time, operation, result, status, code, identity, object, door, address,
      duration_ms as "durationMs", correlation_id as "correlationId", canonical, leaf_hash as "leafHash"
    from log_record where sequence >= ${from} order by sequence limit ${largeRows}`.execute(db);
  return z.array(older).parse(rows).map(widen);
}

/** What the older columns did not say comes from the text. What is wrong stays wrong: verification is to find it. */
function widen(row: z.output<typeof older>): RecordRow {
  if (row.canonical === undefined) return { ...removedRow(row), ...row };
  const record = readRecord(row.canonical);
  const { identityId, vault, resourceId } = record ? toColumns(record) : removedRow(row);
  return { ...row, identityId, vault, resourceId };
}

async function insertRecord(db: Kysely<unknown>, row: RecordRow): Promise<void> {
  await sql`insert into log_record_wide (sequence, time, operation, result, status, code, identity, identity_id, object, vault, resource_id,
      door, address, duration_ms, correlation_id, leaf_hash, canonical)
    values (${row.sequence}, ${row.time}, ${row.operation}, ${row.result}, ${row.status}, ${row.code}, ${row.identity}, ${row.identityId},
      ${row.object}, ${row.vault}, ${row.resourceId}, ${row.door}, ${row.address}, ${row.durationMs}, ${row.correlationId},
      ${row.leafHash}, ${row.canonical ?? null})`.execute(db);
}

/** One of a whole page, or small ones as far as they go; the rest stays by itself. */
async function insertSegments(db: Kysely<unknown>, page: readonly RecordRow[]): Promise<void> {
  const size = page.length === largeRows ? largeRows : smallRows;
  for (let at = 0; at + size <= page.length; at += size) await insertSegment(db, page.slice(at, at + size));
}

async function insertSegment(db: Kysely<unknown>, page: readonly RecordRow[]): Promise<void> {
  const facts = page.map(toFact);
  const numbers = new Map<string, number>();
  for (const name of namesOf(facts)) numbers.set(name, await numberName(db, name));
  const { head, columns } = encodeSegment(facts, (name) => numbers.get(name) ?? 0);
  await sql`insert into log_segment (first, last, size, live, oldest, newest)
    values (${head.first}, ${head.last}, ${head.size}, ${head.live}, ${head.oldest}, ${head.newest})`.execute(db);
  for (const field of columnNames) {
    await sql`insert into log_column (field, first, numbers) values (${field}, ${head.first}, ${packNumbers(columns[field])})`.execute(db);
  }
}

const numbered = z.array(z.object({ id: z.number() }));

async function numberName(db: Kysely<unknown>, name: string): Promise<number> {
  const known = numbered.parse((await sql`select id from log_name where folded = ${name}`.execute(db)).rows)[0];
  if (known) return known.id;
  const added = await sql`insert into log_name (id, folded) select coalesce(max(id), 0) + 1, ${name} from log_name returning id`.execute(
    db,
  );
  const [made] = numbered.parse(added.rows);
  if (!made) throw new Error('a name was not added');
  return made.id;
}
