import { describe, expect, test } from 'vitest';
import type { VaultRow } from '../../app/vault/vault-store.ts';
import { aSecret, aVault, everyByte, hardText } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

describe.each(kinds)('vaults in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a vault comes back as it was put, byte for byte', async () => {
    const store = await stores.store();
    const vault = aVault('Payroll', { tags: { [hardText]: hardText }, createdBy: hardText, purgeProtection: false, mac: everyByte() });
    await store.transaction((tx) => tx.vaults.insert(vault));
    const found = await store.read((tx) => tx.vaults.find('payroll'));
    expect(found).toStrictEqual(vault);
    expect(await store.read((tx) => tx.vaults.find('Payroll'))).toBeUndefined();
    expect(await store.read((tx) => tx.vaults.findById(vault.id))).toStrictEqual(vault);
    expect(await store.read((tx) => tx.vaults.findById('payroll'))).toBeUndefined();
  });

  test('a name is taken once, whatever its case', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    const again = store.transaction((tx) => tx.vaults.insert(aVault('Payroll', { id: 'other' })));
    await expect(again).rejects.toMatchObject({ code: 'VaultAlreadyExists', data: { name: 'Payroll' } });
    expect(await store.read((tx) => tx.vaults.list(undefined, 10))).toHaveLength(1);
  });

  test('pages follow each other by name without gap or repetition', async () => {
    const store = await stores.store();
    const names = ['b', 'a', 'd', 'c', 'e'];
    await store.transaction(async (tx) => {
      for (const name of names) await tx.vaults.insert(aVault(name));
    });
    const first = await store.read((tx) => tx.vaults.list(undefined, 2));
    const second = await store.read((tx) => tx.vaults.list('b', 2));
    const third = await store.read((tx) => tx.vaults.list('d', 2));
    expect([first, second, third].map((page) => page.map((vault) => vault.name))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  test('names are ordered by code point', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const name of ['\u{1F510}', '\uE000', 'z', 'é', 'a-', 'a']) await tx.vaults.insert(aVault(name));
    });
    const listed = await store.read((tx) => tx.vaults.list(undefined, 10));
    expect(listed.map((vault) => vault.name)).toEqual(['a', 'a-', 'z', 'é', '\uE000', '\u{1F510}']);
  });

  test('changing what was given or got changes nothing that is kept', async () => {
    const store = await stores.store();
    const mac = everyByte();
    const vault = aVault('payroll', { mac, tags: { team: 'finance' } });
    await store.transaction((tx) => tx.vaults.insert(vault));
    mac.fill(0);
    const found = await store.read((tx) => tx.vaults.find('payroll'));
    found?.mac.fill(0);
    expect(await store.read((tx) => tx.vaults.find('payroll'))).toStrictEqual(
      aVault('payroll', { mac: everyByte(), tags: { team: 'finance' } }),
    );
  });

  test('settings, a lock and a place in the recycle bin come back as they were put', async () => {
    const store = await stores.store();
    const vault = aVault('payroll', {
      tier: 'premium',
      enforceDates: true,
      deletionLock: { reason: hardText, by: 'ada', on: 5 },
      deletion: { on: 6, purgeOn: 7, by: hardText },
      rowVersion: 2,
    });
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    await store.transaction((tx) => tx.vaults.update(vault));
    expect(await store.read((tx) => tx.vaults.find('payroll'))).toStrictEqual(vault);
    await expect(store.transaction((tx) => tx.vaults.update(aVault('billing')))).rejects.toThrow('vault-billing');
  });

  test('a name that was given up is free, one that another has is not', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.vaults.insert(aVault('payroll'));
      await tx.vaults.insert(aVault('billing'));
      await tx.vaults.update(aVault('payroll', { name: '', nameKey: '~gone' }));
    });
    expect(await store.read((tx) => tx.vaults.find('payroll'))).toBeUndefined();
    const taken = store.transaction((tx) => tx.vaults.update(aVault('payroll', { name: 'Billing', nameKey: 'billing' })));
    await expect(taken).rejects.toMatchObject({ code: 'Conflict' });
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll', { id: 'another' })));
  });

  test('lists tell what lies in the recycle bin from what does not, and what is over its time', async () => {
    const store = await stores.store();
    const gone = (name: string, purgeOn: number) => aVault(name, { deletion: { on: 1, purgeOn, by: 'ada' } });
    await store.transaction(async (tx) => {
      for (const vault of [gone('a', 30), aVault('b'), gone('c', 10), gone('d', 20)]) await tx.vaults.insert(vault);
    });
    const named = (rows: readonly { name: string }[]) => rows.map((row) => row.name);
    expect(named(await store.read((tx) => tx.vaults.list(undefined, 10)))).toEqual(['a', 'b', 'c', 'd']);
    expect(named(await store.read((tx) => tx.vaults.list(undefined, 10, false)))).toEqual(['b']);
    expect(named(await store.read((tx) => tx.vaults.list('a', 1, true)))).toEqual(['c']);
    const due = (time: number, limit: number, after?: VaultRow) =>
      store.read((tx) => tx.vaults.listDue(time, { after: after?.deletion && { purgeOn: after.deletion.purgeOn, id: after.id }, limit }));
    expect(named(await due(20, 10))).toEqual(['c', 'd']);
    expect(named(await due(30, 2))).toEqual(['c', 'd']);
    expect(named(await due(30, 2, gone('c', 10)))).toEqual(['d', 'a']);
    expect(named(await due(20, 2, gone('d', 20)))).toEqual([]);
  });

  test('a vault is removed when it holds nothing, and not before', async () => {
    const store = await stores.store();
    const vault = aVault('payroll');
    await store.transaction(async (tx) => {
      await tx.vaults.insert(vault);
      await tx.secrets.insert(aSecret(vault, 'db'));
    });
    await expect(store.transaction((tx) => tx.vaults.remove(vault.id))).rejects.toMatchObject({ code: 'Conflict' });
    await store.transaction(async (tx) => {
      await tx.secrets.remove(aSecret(vault, 'db').id);
      await tx.vaults.remove(vault.id);
    });
    expect(await store.read((tx) => tx.vaults.list(undefined, 10))).toEqual([]);
  });
});
