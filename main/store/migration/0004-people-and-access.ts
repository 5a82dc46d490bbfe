import { sql, type Kysely } from 'kysely';
import * as z from 'zod';
import { searchedText } from '../person-column.ts';
import type { Dialect, Migration } from './migration.ts';

/** Invitations and second factors of people, groups and who is in them, requests for access, and the revision and order of what decides it. */
export const peopleAndAccess: Migration = {
  number: 4,
  name: 'people-and-access',
  up: async (db, dialect) => {
    await widenPeople(db, dialect);
    await createGroups(db, dialect);
    await createMemberships(db, dialect);
    await createFactors(db, dialect);
    await createRequests(db, dialect);
    await createRevision(db, dialect);
    await orderGrants(db);
  },
};

async function widenPeople(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await db.schema.alterTable('person').addColumn('invitation_hash', bytes).execute();
  await db.schema.alterTable('person').addColumn('invitation_until', whole).execute();
  await db.schema.alterTable('person').addColumn('invitation_by', 'text').execute();
  await db.schema
    .alterTable('person')
    .addColumn('second_factor', whole, (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('person')
    .addColumn('credential', whole, (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('person').addColumn('freed_on', whole).execute();
  // Both names in lower case: what a search for a part of either reads.
  await db.schema
    .alterTable('person')
    .addColumn('searched', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const { rows } = await sql`select id, name_key as "nameKey", display_name as "displayName" from person`.execute(db);
  for (const { id, ...names } of z.array(z.object({ id: z.string(), nameKey: z.string(), displayName: z.string() })).parse(rows)) {
    await sql`update person set searched = ${searchedText(names)} where id = ${id}`.execute(db);
  }
  await strict(db.schema.createTable('sign_in'))
    .addColumn('person_id', 'text', (column) => column.primaryKey().notNull().references('person.id'))
    .addColumn('last_on', whole, (column) => column.notNull())
    .execute();
}

async function createGroups(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  // `group` is a word of SQL.
  await strict(db.schema.createTable('people_group'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenant.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('deleted_on', whole)
    .addColumn('deleted_by', 'text')
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  // The name of a deleted group is free again.
  await db.schema
    .createIndex('people_group_name')
    .unique()
    .on('people_group')
    .columns(['name_key', 'tenant_id'])
    .where(sql.ref('deleted_on'), 'is', null)
    .execute();
}

async function createMemberships(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('membership'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('group_id', 'text', (column) => column.notNull().references('people_group.id'))
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('member_kind', 'text', (column) => column.notNull())
    .addColumn('from_on', whole, (column) => column.notNull())
    .addColumn('until_on', whole)
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('ended_by', 'text')
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('membership_member').on('membership').columns(['member_id', 'id']).execute();
  await db.schema.createIndex('membership_group').on('membership').columns(['group_id', 'id']).execute();
}

async function createFactors(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('factor'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('last_used_on', whole)
    .addColumn('content', bytes, (column) => column.notNull())
    .addColumn('counter', whole, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('factor_person').on('factor').columns(['person_id', 'created_on', 'id']).execute();
}

async function createRequests(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('access_request'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('vault', 'text')
    .addColumn('name', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('scope', 'text')
    .addColumn('role_id', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_on', whole)
    .addColumn('note', 'text')
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('access_request_person').on('access_request').columns(['person_id', 'created_on', 'id']).execute();
  await db.schema.createIndex('access_request_state').on('access_request').columns(['state', 'created_on', 'id']).execute();
}

async function createRevision(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('access_revision'))
    .addColumn('id', whole, (column) => column.primaryKey().notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .execute();
}

/** All that there are, newest first, a page at a time. */
async function orderGrants(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('role_grant_newest').on('role_grant').columns(['from_on desc', 'id']).execute();
}
