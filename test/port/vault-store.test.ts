import { describe, expect, test } from 'vitest';
import { aVault, everyByte, hardText } from './a-row.ts';
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
});
