import { describe, expect, test } from 'vitest';
import { createCommittedMemory } from '../../../app/operation/committed-memory.ts';
import { createTransactionMemory } from '../../../app/operation/transaction-memory.ts';
import { aCredential, aFactor, aGroup, aMembership, anApplication, aPerson, aVault, hash } from '../../port/a-row.ts';
import { kinds, usePlaces } from '../../port/a-store.ts';

const aManifest = (sequence: number) => ({ set: 'grant', count: sequence, sum: hash(1), sequence, mac: hash(sequence) });
const broken = new Error('broken');

describe.each(kinds)('works that share a transaction of $kind', (kind) => {
  const stores = usePlaces(kind);

  test('get the very row that was read before, until one of its kind is written', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      const first = await tx.vaults.find('payroll');
      expect(await tx.vaults.find('payroll')).toBe(first);
      await tx.vaults.update(aVault('payroll', { rowVersion: 2 }));
      expect(await tx.vaults.find('payroll')).toMatchObject({ rowVersion: 2 });
    });
  });

  test('do not keep a row that was read while it was written', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      await Promise.all([tx.vaults.find('payroll'), tx.vaults.update(aVault('payroll', { rowVersion: 2 }))]);
      expect(await tx.vaults.find('payroll')).toMatchObject({ rowVersion: 2 });
    });
  });

  test('do not see what a failed one wrote', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx, savepoint, flush } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      await tx.manifests.put(aManifest(1));
      const failing = savepoint(async () => {
        await tx.vaults.update(aVault('payroll', { rowVersion: 2 }));
        await tx.vaults.find('payroll');
        await tx.manifests.put(aManifest(2));
        await tx.manifests.list();
        throw broken;
      });
      await expect(failing).rejects.toBe(broken);
      expect(await tx.vaults.find('payroll')).toMatchObject({ rowVersion: 1 });
      expect(await tx.manifests.find('grant')).toMatchObject({ sequence: 1 });
      await flush();
    });
    expect(await store.read((tx) => tx.manifests.list())).toEqual([aManifest(1)]);
  });

  test('do not see what a failed one wrote of people, groups and what they hold', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.directory.insertTenant({ id: 't1', name: 'Northwind', createdOn: 1 });
      await tx.directory.insertPerson(aPerson('ada'));
      await tx.groups.insert(aGroup('Bees'));
      await tx.applications.insert(anApplication('worker'));
      await tx.accessRevision.put('first');
    });
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx, savepoint } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      const look = async () => [
        await tx.groups.findAll(['group-Bees']),
        await tx.memberships.listOf(['person-ada']),
        await tx.factors.listOf(['person-ada']),
        await tx.accessRevision.find(),
        await tx.applications.find('application-worker'),
        await tx.credentials.listOf(['application-worker']),
      ];
      const before = await look();
      const failing = savepoint(async () => {
        await tx.groups.update(aGroup('Bees', { deletion: { on: 5, by: 'ada' } }));
        await tx.memberships.insert(aMembership('m1', 'group-Bees', 'person-ada'));
        await tx.factors.insert(aFactor('f1', 'person-ada'));
        await tx.accessRevision.put('second');
        await tx.applications.update(anApplication('worker', { enabled: false }));
        await tx.credentials.insert(aCredential('c1', 'application-worker'));
        const [groups, memberships, factors, revision, application, credentials] = await look();
        expect(application).toMatchObject({ enabled: false });
        expect(credentials).toMatchObject([{ id: 'c1' }]);
        expect([groups, memberships, factors, revision]).toMatchObject([
          [{ deletion: { on: 5 } }],
          [{ id: 'm1' }],
          [{ id: 'f1' }],
          'second',
        ]);
        throw broken;
      });
      await expect(failing).rejects.toBe(broken);
      expect(await look()).toStrictEqual(before);
    });
  });

  test('leave the manifest as the last of them put it', async () => {
    const store = await stores.store();
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx, savepoint, flush } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      for (const sequence of [1, 2, 3]) await savepoint(() => tx.manifests.put(aManifest(sequence)));
      expect(await plain.manifests.find('grant')).toBeUndefined();
      expect(await tx.manifests.list()).toEqual([aManifest(3)]);
      await tx.manifests.put(aManifest(4));
      await flush();
    });
    expect(await store.read((tx) => tx.manifests.find('grant'))).toEqual(aManifest(4));
  });

  test('find no manifest that was removed', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.manifests.put(aManifest(1)));
    await store.transaction(async (plain, plainSavepoint) => {
      const { tx, flush } = createTransactionMemory(plain, plainSavepoint, createCommittedMemory().begin());
      await tx.manifests.put(aManifest(2));
      await tx.manifests.remove('grant');
      expect(await tx.manifests.find('grant')).toBeUndefined();
      await flush();
    });
    expect(await store.read((tx) => tx.manifests.list())).toEqual([]);
  });
});
