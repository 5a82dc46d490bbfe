import { describe, expect, test } from 'vitest';
import { aRoleDefinition } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

describe.each(kinds)('roles of pools in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('come back as they were written, whatever they say', async () => {
    const store = await stores.store();
    const rows = [
      aRoleDefinition('a'),
      aRoleDefinition('b', { dataActions: [], notDataActions: ['Microsoft.KeyVault/managedHsm/keys/delete'], scopes: ['/keys'] }),
      aRoleDefinition('c', { description: 'Ünïcode, with "quotes"', deletion: { on: 5, by: 'Grace Hopper' }, rowVersion: 9 }),
    ];
    await store.transaction(async (tx) => {
      for (const row of rows) await tx.roleDefinitions.insert(row);
    });
    for (const row of rows) expect(await store.read((tx) => tx.roleDefinitions.find(row.id))).toStrictEqual(row);
    expect(await store.read((tx) => tx.roleDefinitions.find('d'))).toBeUndefined();
  });

  test('are listed for their pool by name without case, without deleted ones', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.roleDefinitions.insert(aRoleDefinition('1', { name: 'zebra' }));
      await tx.roleDefinitions.insert(aRoleDefinition('2', { name: 'Apple' }));
      await tx.roleDefinitions.insert(aRoleDefinition('3', { name: 'apple' }));
      await tx.roleDefinitions.insert(aRoleDefinition('4', { name: 'gone', deletion: { on: 1, by: 'ada' } }));
      await tx.roleDefinitions.insert(aRoleDefinition('5', { vaultId: 'vault-other' }));
    });
    const listed = await store.read((tx) => tx.roleDefinitions.list('vault-hsms'));
    expect(listed.map(({ id }) => id)).toEqual(['2', '3', '1']);
    const pages = await store.read(async (tx) => [await tx.roleDefinitions.scan(undefined, 3), await tx.roleDefinitions.scan('3', 3)]);
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([
      ['1', '2', '3'],
      ['4', '5'],
    ]);
  });

  test('are changed in place, and never made twice', async () => {
    const store = await stores.store();
    const row = aRoleDefinition('a');
    await store.transaction((tx) => tx.roleDefinitions.insert(row));
    await expect(store.transaction((tx) => tx.roleDefinitions.insert(row))).rejects.toMatchObject({ code: 'Conflict' });
    const changed = { ...row, name: 'Other', scopes: ['/' as const], rowVersion: 2 };
    await store.transaction((tx) => tx.roleDefinitions.update(changed));
    expect(await store.read((tx) => tx.roleDefinitions.find('a'))).toStrictEqual(changed);
    await expect(store.transaction((tx) => tx.roleDefinitions.update(aRoleDefinition('b')))).rejects.toThrow('no role');
  });
});
