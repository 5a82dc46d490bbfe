import { describe, expect, test } from 'vitest';
import type { Store } from '../../app/operation/store.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { aVault } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const names = async (store: Store) => (await store.read((tx) => tx.vaults.list(undefined, 100))).map((vault) => vault.name);

/** A promise and what settles it. */
function latch(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise, open: () => resolve(undefined) };
}

describe.each(kinds)('transactions in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('what was written is there afterwards, and its result is given', async () => {
    const store = await stores.store();
    const answer = await store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('a'));
      return 42;
    });
    expect(answer).toBe(42);
    expect(await names(store)).toEqual(['a']);
  });

  test('what throws undoes everything, and is thrown on', async () => {
    const store = await stores.store();
    const bug = new RangeError('a bug');
    const failing = store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('a'));
      await tx.settings.put('x', '1');
      throw bug;
    });
    await expect(failing).rejects.toBe(bug);
    expect(await names(store)).toEqual([]);
    expect(await store.read((tx) => tx.settings.find('x'))).toBeUndefined();
  });

  test('work that throws at once, without a promise, is undone and frees the queue', async () => {
    const store = await stores.store();
    const failing = store.transaction(() => {
      throw new RangeError('at once');
    });
    await expect(failing).rejects.toThrow('at once');
    await store.transaction((tx) => tx.vaults.insert(aVault('a')));
    expect(await names(store)).toEqual(['a']);
  });

  test('a refused row spoils nothing when it is caught', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('a'));
      await expect(tx.vaults.insert(aVault('a'))).rejects.toBeInstanceOf(VaultError);
      await tx.vaults.insert(aVault('b'));
    });
    expect(await names(store)).toEqual(['a', 'b']);
  });

  test('a transaction sees its own writes', async () => {
    const store = await stores.store();
    const seen = await store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('a'));
      return tx.vaults.find('a');
    });
    expect(seen).toStrictEqual(aVault('a'));
  });

  test('transactions run one at a time, in the order in which they were asked for', async () => {
    const store = await stores.store();
    const order: string[] = [];
    const turn = (name: string) =>
      store.transaction(async (tx) => {
        order.push(`${name} begins`);
        const before = Number((await tx.settings.find('count')) ?? '0');
        await Promise.resolve();
        await tx.settings.put('count', String(before + 1));
        order.push(`${name} ends`);
      });
    await Promise.all(['a', 'b', 'c'].map(turn));
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(await store.read((tx) => tx.settings.find('count'))).toBe('3');
  });

  test('one that fails does not keep the next from running', async () => {
    const store = await stores.store();
    const first = store.transaction(() => Promise.reject(new Error('first')));
    const second = store.transaction((tx) => tx.vaults.insert(aVault('a')));
    await expect(first).rejects.toThrow('first');
    await second;
    expect(await names(store)).toEqual(['a']);
  });

  test('a transaction that is over refuses further work', async () => {
    const store = await stores.store();
    const kept = await store.transaction(async (tx, savepoint) => ({ tx, savepoint }));
    await expect(kept.tx.vaults.insert(aVault('late'))).rejects.toThrow('over');
    await expect(kept.tx.vaults.find('late')).rejects.toThrow('over');
    await expect(kept.savepoint(() => Promise.resolve())).rejects.toThrow('over');
    expect(await names(store)).toEqual([]);
  });
});

describe.each(kinds)('savepoints in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('what throws inside undoes only its own writes', async () => {
    const store = await stores.store();
    await store.transaction(async (tx, savepoint) => {
      await tx.vaults.insert(aVault('before'));
      const failing = savepoint(async () => {
        await tx.vaults.insert(aVault('inside'));
        throw new RangeError('inside');
      });
      await expect(failing).rejects.toThrow('inside');
      await tx.vaults.insert(aVault('after'));
    });
    expect(await names(store)).toEqual(['after', 'before']);
  });

  test('they nest, and an outer one undoes what an inner one had kept', async () => {
    const store = await stores.store();
    await store.transaction(async (tx, savepoint) => {
      const outer = savepoint(async () => {
        await tx.vaults.insert(aVault('outer'));
        await savepoint(() => tx.vaults.insert(aVault('kept')));
        await expect(
          savepoint(async () => {
            await tx.vaults.insert(aVault('inner'));
            throw new Error('inner');
          }),
        ).rejects.toThrow('inner');
        expect((await tx.vaults.list(undefined, 9)).map((vault) => vault.name)).toEqual(['kept', 'outer']);
        throw new Error('outer');
      });
      await expect(outer).rejects.toThrow('outer');
      expect(await savepoint(() => tx.vaults.list(undefined, 9))).toEqual([]);
      await tx.vaults.insert(aVault('last'));
    });
    expect(await names(store)).toEqual(['last']);
  });

  test('they do not save a transaction that throws', async () => {
    const store = await stores.store();
    const failing = store.transaction(async (tx, savepoint) => {
      await savepoint(() => tx.vaults.insert(aVault('a')));
      throw new Error('whole');
    });
    await expect(failing).rejects.toThrow('whole');
    expect(await names(store)).toEqual([]);
  });

  test('two that overlap without nesting undo the transaction', async () => {
    const store = await stores.store();
    const failing = store.transaction(async (tx, savepoint) => {
      const second = latch();
      const one = savepoint(() => second.opened);
      const two = savepoint(() => tx.vaults.insert(aVault('two')).then(() => new Promise<void>((resolve) => void one.catch(resolve))));
      second.open();
      await Promise.all([one, two]);
    });
    await expect(failing).rejects.toThrow('savepoints overlap');
    expect(await names(store)).toEqual([]);
  });
});

describe.each(kinds)('snapshots in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a read sees what was committed when it began, and nothing later', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('a')));
    await store.read(async (tx) => {
      await store.transaction((write) => write.vaults.insert(aVault('b')));
      expect((await tx.vaults.list(undefined, 9)).map((vault) => vault.name)).toEqual(['a']);
    });
    expect(await names(store)).toEqual(['a', 'b']);
  });

  test('a read never sees a transaction that is under way', async () => {
    const store = await stores.store();
    const written = latch();
    const seen = latch();
    const writing = store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('a'));
      written.open();
      await seen.opened;
    });
    await written.opened;
    expect(await names(store)).toEqual([]);
    seen.open();
    await writing;
    expect(await names(store)).toEqual(['a']);
  });

  test('a read refuses to write, and ends when it is over', async () => {
    const store = await stores.store();
    await expect(store.read((tx) => tx.vaults.insert(aVault('a')))).rejects.toThrow('a read may not write');
    await expect(store.read((tx) => tx.settings.put('a', '1'))).rejects.toThrow('a read may not write');
    const kept = await store.read(async (tx) => ({ tx }));
    await expect(kept.tx.vaults.find('a')).rejects.toThrow('over');
    expect(await names(store)).toEqual([]);
  });
});

describe.each(kinds)('closing in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a closed store refuses everything, and may be closed again', async () => {
    const store = await stores.store();
    await store.close();
    const closed = { code: 'StoreUnavailable', data: { reason: 'closed' } };
    await expect(store.transaction((tx) => tx.vaults.insert(aVault('a')))).rejects.toMatchObject(closed);
    await expect(store.read((tx) => tx.vaults.find('a'))).rejects.toMatchObject(closed);
    await expect(store.copyTo('/nowhere')).rejects.toMatchObject(closed);
    await store.close();
  });

  test('what is under way is finished, what waits is refused', async () => {
    const place = stores.place();
    const store = await place.opener().create(new Uint8Array(32));
    const begun = latch();
    const go = latch();
    const running = store.transaction(async (tx) => {
      begun.open();
      await go.opened;
      await tx.vaults.insert(aVault('running'));
    });
    await begun.opened;
    const waiting = store.transaction((tx) => tx.vaults.insert(aVault('waiting')));
    const closing = store.close();
    go.open();
    await expect(waiting).rejects.toMatchObject({ code: 'StoreUnavailable', data: { reason: 'closed' } });
    await running;
    await closing;
    const again = await place.opener().open(new Uint8Array(32));
    expect(await names(again)).toEqual(['running']);
    await again.close();
  });
});
