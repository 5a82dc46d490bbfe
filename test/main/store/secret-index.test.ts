import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { placeOf } from '../../../app/secret/index-order.ts';
import type { IndexPlace } from '../../../app/secret/secret-index.ts';
import { counted } from '../../../main/store/sqlite/column.ts';
import { type Connection, openConnection } from '../../../main/store/sqlite/connection.ts';
import { writerSettings } from '../../../main/store/sqlite/durable-setting.ts';
import { createSqliteSecretIndex } from '../../../main/store/sqlite/secret-index.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { aSecret, aVault, aVersion } from '../../port/a-row.ts';
import { pageKey } from '../../port/a-store.ts';
import { expected, fill, filter, items, nameOfListing, rowsOf, sort, vaults } from '../../port/index-case.ts';
import { useFolders } from './a-folder.ts';

const connect = (directory: string): Connection =>
  openConnection({ path: join(directory, 'strongroom.db'), readonly: false, settings: writerSettings }, pageKey);

const term = z.object({ term: z.string() });

/** Every token that any page of the inverted index still holds. */
function tokensIn(connection: Connection): string[] {
  connection.run('create virtual table temp.word using fts5vocab(main, secret_gram, row)');
  const found = connection.all(term, 'select term from temp.word');
  connection.run('drop table temp.word');
  return found.map((row) => row.term);
}

describe('the index of secrets in a file', () => {
  const folder = useFolders();
  const made = async (names: readonly string[]) => {
    const directory = folder();
    const store = await createSqliteStoreOpener({ directory }).create(pageKey);
    const vault = vaults[0] ?? aVault('none');
    await store.transaction(async (tx) => {
      for (const it of vaults) await tx.vaults.insert(it);
      for (const name of names) {
        await tx.secrets.insert(aSecret(vault, name));
        await tx.secrets.insertVersion(aVersion(aSecret(vault, name), 1));
      }
    });
    return { directory, store, vault };
  };

  test('walks to the same secrets that it finds among few', async () => {
    const { directory, store } = await made([]);
    const connection = connect(directory);
    // Nothing is few, and hardly anything is counted.
    const limits = [
      { few: -1, lookedAt: 4, counted: 3, sampled: 5, spread: 2 },
      { few: 4, lookedAt: 8, counted: 100, sampled: 1000, spread: 3 },
    ];
    await fc.assert(
      fc.asyncProperty(items, fc.array(fc.tuple(filter, sort), { minLength: 6, maxLength: 6 }), async (told, questions) => {
        await fill(store, told);
        for (const [limit, [question, by]] of limits.flatMap((one) => questions.map((asked) => [one, asked] as const))) {
          const index = createSqliteSecretIndex(connection, limit);
          const wanted = expected(told, question, by);
          const found: string[] = [];
          for (let after: IndexPlace | undefined = undefined, more = true; more;) {
            const { listings } = await index.find(question, { sort: by, after, offset: 0, limit: 3 });
            found.push(...listings.map(nameOfListing));
            const last = listings.at(-1);
            after = last && placeOf(last, by.by, question.words);
            more = last !== undefined;
          }
          expect(found).toEqual(wanted);
          for (let offset = 0; offset <= wanted.length; offset += 4) {
            const { listings, total } = await index.find(question, { sort: by, after: undefined, offset, limit: 4 });
            expect(listings.map(nameOfListing)).toEqual(wanted.slice(offset, offset + 4));
            if (!total.atLeast) expect(total.count).toBe(wanted.length);
            expect(total.count).toBeLessThanOrEqual(wanted.length);
            expect(total.count).toBeGreaterThanOrEqual(offset < wanted.length ? offset + listings.length : 0);
          }
        }
        await store.transaction(async (tx) => {
          for (const it of told) await tx.secrets.remove(rowsOf(it).secret.id);
        });
      }),
      { numRuns: 40 },
    );
    connection.database.close();
    await store.close();
  });

  test('keeps nothing of a name that was removed, in any page', async () => {
    const { directory, store, vault } = await made(['left-over', 'zebra-crossing']);
    const connection = connect(directory);
    // Tokens that follow each other share their beginnings: no other token has these digits.
    const pages = () =>
      connection.find(counted, `select count(*) as count from secret_gram_data where instr(block, cast('6562' as blob)) > 0`);
    expect(pages()?.count).toBeGreaterThan(0);
    await store.transaction((tx) => tx.secrets.remove(aSecret(vault, 'zebra-crossing').id));
    expect(pages()?.count).toBe(0);
    await store.close();
    const tokens = tokensIn(connection);
    expect(tokens).toContain(`g${Buffer.from('eft').toString('hex')}`);
    expect(tokens.filter((token) => token.startsWith(`g${Buffer.from('z').toString('hex')}`))).toEqual([]);
    connection.database.close();
  });

  test('keeps no token of a tag that was replaced, and writes none that stays', async () => {
    const { directory, store, vault } = await made(['db-password']);
    const version = aVersion(aSecret(vault, 'db-password'), 1);
    await store.transaction((tx) => tx.secrets.updateVersion({ ...version, tags: { colour: 'ultramarine' } }));
    await store.transaction((tx) => tx.secrets.updateVersion({ ...version, tags: { colour: 'vermilion' } }));
    await store.close();
    const connection = connect(directory);
    const tokens = tokensIn(connection);
    expect(tokens).toContain(`g${Buffer.from('ver').toString('hex')}`);
    expect(tokens).toContain(`g${Buffer.from('col').toString('hex')}`);
    expect(tokens).not.toContain(`g${Buffer.from('ult').toString('hex')}`);
    connection.database.close();
  });
});
