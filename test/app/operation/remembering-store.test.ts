import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rememberingStore } from '../../../app/operation/remembering-store.ts';
import type { Store } from '../../../app/operation/store.ts';
import { aSecret, aVault } from '../../port/a-row.ts';
import { kinds, usePlaces } from '../../port/a-store.ts';

const broken = new Error('broken');
const payroll = aVault('payroll');
const findVault = (store: Store) => store.read((tx) => tx.vaults.find('payroll'));
const rename = (store: Store, rowVersion: number) => store.transaction((tx) => tx.vaults.update({ ...payroll, rowVersion }));

describe.each(kinds)('a store of $kind that remembers', (kind) => {
  const stores = usePlaces(kind);

  async function furnished(): Promise<{ store: Store; plain: Store }> {
    const plain = await stores.store();
    const store = rememberingStore(plain);
    await store.transaction((tx) => tx.vaults.insert(payroll));
    return { store, plain };
  }

  test('gives the very row again, in reads and in transactions', async () => {
    const { store } = await furnished();
    const first = await findVault(store);
    expect(first).toMatchObject({ rowVersion: 1 });
    expect(await findVault(store)).toBe(first);
    expect(await store.transaction((tx) => tx.vaults.find('payroll'))).toBe(first);
  });

  test('gives what was committed last', async () => {
    const { store } = await furnished();
    await findVault(store);
    await rename(store, 2);
    expect(await findVault(store)).toMatchObject({ rowVersion: 2 });
    expect(await store.transaction((tx) => tx.vaults.find('payroll'))).toMatchObject({ rowVersion: 2 });
  });

  test('gives the writer what it wrote, and everybody else what is committed', async () => {
    const { store } = await furnished();
    await store.transaction(async (tx) => {
      await tx.vaults.update({ ...payroll, rowVersion: 2 });
      expect(await tx.vaults.find('payroll')).toMatchObject({ rowVersion: 2 });
      expect(await findVault(store)).toMatchObject({ rowVersion: 1 });
    });
    expect(await findVault(store)).toMatchObject({ rowVersion: 2 });
  });

  test('knows nothing of what was not committed', async () => {
    const { store } = await furnished();
    const failing = store.transaction(async (tx) => {
      await tx.vaults.update({ ...payroll, rowVersion: 2 });
      await tx.vaults.find('payroll');
      throw broken;
    });
    await expect(failing).rejects.toBe(broken);
    expect(await findVault(store)).toMatchObject({ rowVersion: 1 });
  });

  test('knows nothing of what a part of a transaction wrote that was undone', async () => {
    const { store } = await furnished();
    await store.transaction(async (tx, savepoint) => {
      const failing = savepoint(async () => {
        await tx.vaults.update({ ...payroll, rowVersion: 2 });
        await tx.vaults.find('payroll');
        throw broken;
      });
      await expect(failing).rejects.toBe(broken);
      expect(await tx.vaults.find('payroll')).toMatchObject({ rowVersion: 1 });
    });
    expect(await findVault(store)).toMatchObject({ rowVersion: 1 });
  });

  test.each(['before', 'after'] as const)(
    'keeps nothing of a snapshot that was taken %s the write, and outlived the commit',
    async (when) => {
      const { store } = await furnished();
      const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const look = () =>
        store.read(async (tx) => {
          begun.resolve();
          await go.promise;
          return tx.vaults.find('payroll');
        });
      let looking = when === 'before' ? look() : undefined;
      if (looking) await begun.promise;
      await store.transaction(async (tx) => {
        await tx.vaults.update({ ...payroll, rowVersion: 2 });
        looking ??= look();
        await begun.promise;
      });
      go.resolve();
      expect(await looking).toMatchObject({ rowVersion: 1 });
      expect(await findVault(store)).toMatchObject({ rowVersion: 2 });
    },
  );

  test('finds what was not there before', async () => {
    const { store } = await furnished();
    const find = () => store.read((tx) => tx.secrets.find(payroll.id, 'wage'));
    expect(await find()).toBeUndefined();
    await store.transaction((tx) => tx.secrets.insert(aSecret(payroll, 'wage')));
    expect(await find()).toMatchObject({ name: 'wage' });
    await store.transaction((tx) => tx.secrets.remove(aSecret(payroll, 'wage').id));
    expect(await find()).toBeUndefined();
  });

  test('keeps the latest of very many rows alone', async () => {
    const { store } = await furnished();
    const names = Array.from({ length: 501 }, (_, at) => `secret-${at}`);
    await store.transaction(async (tx) => {
      for (const name of names) await tx.secrets.insert(aSecret(payroll, name));
    });
    const find = (name: string) => store.read((tx) => tx.secrets.find(payroll.id, name));
    const [first, second] = [await find('secret-0'), await find('secret-1')];
    for (const name of names.slice(2)) await find(name);
    expect(await find('secret-1')).toBe(second);
    expect(await find('secret-0')).not.toBe(first);
    expect(await find('secret-0')).toStrictEqual(first);
  });

  test('answers as one that does not, whatever is done in whatever order', async () => {
    const { store, plain } = await furnished();
    const name = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), name, fails: fc.boolean() }),
      fc.record({ kind: fc.constant('remove' as const), name, fails: fc.boolean() }),
      fc.record({ kind: fc.constant('setting' as const), name, fails: fc.boolean() }),
    );
    let version = 1;
    const see = async (tx: Parameters<Parameters<Store['read']>[0]>[0]) => [
      await Promise.all(['a', 'b', 'c'].map((each) => tx.secrets.find(payroll.id, each))),
      await Promise.all(['a', 'b', 'c'].map((each) => tx.settings.find(each))),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const { kind: act, name: secret, fails } of steps) {
          const done = store.transaction(async (tx) => {
            const row = aSecret(payroll, secret);
            const before = await tx.secrets.find(payroll.id, secret);
            version += 1;
            if (act === 'setting') await tx.settings.put(secret, `${version}`);
            else if (act === 'remove') await tx.secrets.remove(row.id);
            else if (before) await tx.secrets.update({ ...row, rowVersion: version });
            else await tx.secrets.insert({ ...row, rowVersion: version });
            await see(tx);
            if (fails) throw broken;
          });
          const meanwhile = store.read(see);
          await done.catch((error: unknown) => expect(error).toBe(broken));
          await meanwhile;
          expect(await store.read(see)).toStrictEqual(await plain.read(see));
        }
      }),
      { numRuns: 40 },
    );
  });
});
