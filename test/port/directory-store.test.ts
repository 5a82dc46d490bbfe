import { describe, expect, test } from 'vitest';
import { aPerson, everyByte, hardText } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const everybody = { text: undefined, states: [] };
const tenant = { id: 't1', name: hardText, createdOn: 1 };

describe.each(kinds)('the directory in $kind', (kind) => {
  const stores = usePlaces(kind);
  const founded = async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.directory.insertTenant(tenant));
    return store;
  };

  test('the organisation comes back as it was made, in order of names', async () => {
    const store = await founded();
    await store.transaction(async (tx) => {
      for (const name of ['Test', 'Live']) await tx.directory.insertSubscription({ id: `sub-${name}`, tenantId: 't1', name });
      await tx.directory.insertResourceGroup({ subscriptionId: 'sub-Test', name: 'b' });
      await tx.directory.insertResourceGroup({ subscriptionId: 'sub-Live', name: 'b' });
      await tx.directory.insertResourceGroup({ subscriptionId: 'sub-Test', name: 'a' });
    });
    expect(await store.read((tx) => tx.directory.findTenant())).toStrictEqual(tenant);
    expect(await store.read((tx) => tx.directory.listSubscriptions('t1'))).toStrictEqual([
      { id: 'sub-Live', tenantId: 't1', name: 'Live' },
      { id: 'sub-Test', tenantId: 't1', name: 'Test' },
    ]);
    expect(await store.read((tx) => tx.directory.listResourceGroups('t1'))).toStrictEqual([
      { subscriptionId: 'sub-Test', name: 'a' },
      { subscriptionId: 'sub-Live', name: 'b' },
      { subscriptionId: 'sub-Test', name: 'b' },
    ]);
    expect(await store.read((tx) => tx.directory.listResourceGroups('t2'))).toEqual([]);
  });

  test('an empty house has no tenant', async () => {
    const store = await stores.store();
    expect(await store.read((tx) => tx.directory.findTenant())).toBeUndefined();
  });

  test('a resource group is taken once in its subscription', async () => {
    const store = await founded();
    await store.transaction(async (tx) => {
      await tx.directory.insertSubscription({ id: 's1', tenantId: 't1', name: 'Live' });
      await tx.directory.insertResourceGroup({ subscriptionId: 's1', name: 'rg' });
    });
    const again = store.transaction((tx) => tx.directory.insertResourceGroup({ subscriptionId: 's1', name: 'rg' }));
    await expect(again).rejects.toMatchObject({ code: 'Conflict', data: { name: 'rg' } });
  });

  test('nobody and nothing belongs to a tenant that is not there', async () => {
    const store = await stores.store();
    await expect(store.transaction((tx) => tx.directory.insertPerson(aPerson('ada')))).rejects.toThrow();
    await expect(store.transaction((tx) => tx.directory.insertSubscription({ id: 's', tenantId: 't1', name: 'x' }))).rejects.toThrow();
    await expect(store.transaction((tx) => tx.directory.insertResourceGroup({ subscriptionId: 's', name: 'x' }))).rejects.toThrow();
  });

  test('a person comes back as they were put, and is found by name and by id', async () => {
    const store = await founded();
    const ada = aPerson('Ada', { displayName: hardText, passwordSalt: everyByte(), mac: everyByte() });
    await store.transaction((tx) => tx.directory.insertPerson(ada));
    expect(await store.read((tx) => tx.directory.findPerson('ada'))).toStrictEqual(ada);
    expect(await store.read((tx) => tx.directory.findPersonById(ada.id))).toStrictEqual(ada);
    expect(await store.read((tx) => tx.directory.findPerson('Ada'))).toBeUndefined();
  });

  test('a person is replaced whole', async () => {
    const store = await founded();
    await store.transaction(async (tx) => {
      await tx.directory.insertPerson(aPerson('ben'));
      await tx.directory.insertPerson(aPerson('ada'));
    });
    const changed = aPerson('ada', { name: 'eve', nameKey: 'eve', enabled: false, passwordHash: everyByte(), rowVersion: 2 });
    await store.transaction((tx) => tx.directory.updatePerson(changed));
    expect(await store.read((tx) => tx.directory.listPeople(everybody, { after: undefined, limit: 10 }))).toStrictEqual([
      aPerson('ben'),
      changed,
    ]);
    expect(await store.read((tx) => tx.directory.findPerson('ada'))).toBeUndefined();
  });

  test('a name is taken once, also by a change of name', async () => {
    const store = await founded();
    await store.transaction(async (tx) => {
      await tx.directory.insertPerson(aPerson('ada'));
      await tx.directory.insertPerson(aPerson('ben'));
    });
    const again = store.transaction((tx) => tx.directory.insertPerson(aPerson('ADA', { id: 'other' })));
    await expect(again).rejects.toMatchObject({ code: 'Conflict', data: { name: 'ADA' } });
    const renamed = store.transaction((tx) => tx.directory.updatePerson(aPerson('ben', { name: 'Ada', nameKey: 'ada' })));
    await expect(renamed).rejects.toMatchObject({ code: 'Conflict', data: { name: 'Ada' } });
    expect(await store.read((tx) => tx.directory.findPerson('ben'))).toStrictEqual(aPerson('ben'));
  });

  test('who is not there cannot be changed', async () => {
    const store = await founded();
    await expect(store.transaction((tx) => tx.directory.updatePerson(aPerson('ghost')))).rejects.toThrow('no person person-ghost');
  });
});
