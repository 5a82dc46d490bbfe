import { describe, expect, test } from 'vitest';
import type { UsageRow } from '../../app/endpoint/usage-store.ts';
import { aCredential, aHouseKey, anApplication, everyByte, hardText, hash } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const tenant = { id: 't1', name: 'Northwind', createdOn: 1 };
const home = { tenantId: 't2', tenant: hardText, fingerprint: 'f', offeredOn: 6, by: 'alice', on: 7 };

describe.each(kinds)('in $kind', (kind) => {
  const stores = usePlaces(kind);
  const founded = async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.directory.insertTenant(tenant));
    return store;
  };

  describe('applications', () => {
    const gone = anApplication('Billing', {
      id: 'application-gone',
      clientId: 'client-gone',
      deletion: { on: 5, by: 'ada' },
      rowVersion: 2,
    });
    const foreign = anApplication('Backup', { home, description: hardText, enabled: false, tokenGeneration: 7, mac: everyByte() });
    const filled = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const row of [anApplication('Crawler'), anApplication('Billing'), foreign, gone]) await tx.applications.insert(row);
      });
      return store;
    };

    test('come back as they were put; deleted ones only by id', async () => {
      const store = await filled();
      expect(await store.read((tx) => tx.applications.find(gone.id))).toStrictEqual(gone);
      expect(await store.read((tx) => tx.applications.find(foreign.id))).toStrictEqual(foreign);
      expect(await store.read((tx) => tx.applications.find('nothing'))).toBeUndefined();
      expect(await store.read((tx) => tx.applications.findByClientId(foreign.clientId))).toStrictEqual(foreign);
      expect(await store.read((tx) => tx.applications.findByClientId(gone.clientId))).toBeUndefined();
      expect(await store.read((tx) => tx.applications.findByName('billing'))).toStrictEqual(anApplication('Billing'));
      const after = await store.read((tx) => tx.applications.scan('application-Billing', 2));
      expect(after).toStrictEqual([anApplication('Crawler'), gone]);
    });

    test('are listed by name in pages, and by a part of it', async () => {
      const store = await filled();
      const list = async (text?: string, after?: string, limit = 10) => {
        const rows = await store.read((tx) => tx.applications.list({ text }, { after, limit }));
        return [rows.map(({ name }) => name).join(' '), await store.read((tx) => tx.applications.count({ text }))];
      };
      expect(await list()).toEqual(['Backup Billing Crawler', 3]);
      expect(await list(undefined, 'backup', 1)).toEqual(['Billing', 3]);
      expect(await list('b')).toEqual(['Backup Billing', 2]);
      expect(await list('%')).toEqual(['', 0]);
    });

    test('have names and client ids that are taken once, until they are deleted', async () => {
      const store = await filled();
      const taken = (name: string) => ({ code: 'Conflict', data: { name } });
      const put = (change: object) => store.transaction((tx) => tx.applications.insert(anApplication('Fresh', change)));
      await expect(put({ name: 'BILLING', nameKey: 'billing' })).rejects.toMatchObject(taken('BILLING'));
      await expect(put({ clientId: 'client-Billing' })).rejects.toMatchObject(taken('Fresh'));
      await expect(put({ id: gone.id })).rejects.toMatchObject(taken('Fresh'));
      const renamed = anApplication('Crawler', { nameKey: 'billing' });
      await expect(store.transaction((tx) => tx.applications.update(renamed))).rejects.toMatchObject(taken('Crawler'));
      await store.transaction((tx) => tx.applications.update(anApplication('Billing', { deletion: { on: 6, by: 'ada' } })));
      await store.transaction((tx) => tx.applications.update(renamed));
      await put({ clientId: 'client-Billing' });
      expect(await store.read((tx) => tx.applications.findByName('billing'))).toStrictEqual(renamed);
    });

    test('are told apart by whether a credential that holds ends by a day', async () => {
      const store = await filled();
      const credential = (id: string, name: string, change: object) =>
        aCredential(id, `application-${name}`, { from: 10, until: 30, ...change });
      await store.transaction(async (tx) => {
        await tx.credentials.insert(credential('c1', 'Crawler', {}));
        await tx.credentials.insert(credential('c2', 'Billing', { from: 21 }));
        await tx.credentials.insert(credential('c3', 'Billing', { until: 19 }));
        await tx.credentials.insert(credential('c4', 'Billing', { end: { on: 15, by: 'ada' } }));
        await tx.credentials.insert(credential('c5', 'Billing', { until: 31 }));
        await tx.credentials.insert(credential('c6', 'Backup', { until: 25 }));
        await tx.credentials.insert({ ...credential('c7', 'Backup', { until: 26 }), applicationId: gone.id });
      });
      const found = async (text: string | undefined, by: number) => {
        const filter = { text, ending: { now: 20, by } };
        const rows = await store.read((tx) => tx.applications.list(filter, { after: undefined, limit: 9 }));
        return [rows.map(({ name }) => name).join(' '), await store.read((tx) => tx.applications.count(filter))];
      };
      expect(await found(undefined, 30)).toEqual(['Backup Crawler', 2]);
      expect(await found(undefined, 29)).toEqual(['Backup', 1]);
      expect(await found('craw', 30)).toEqual(['Crawler', 1]);
      expect(await found(undefined, 20)).toEqual(['', 0]);
    });

    test('belong to a tenant that is there, and are changed only where they are', async () => {
      const store = await founded();
      await expect(store.transaction((tx) => tx.applications.insert(anApplication('x', { tenantId: 'nobody' })))).rejects.toThrow();
      await expect(store.transaction((tx) => tx.applications.update(anApplication('x')))).rejects.toThrow('no application application-x');
    });
  });

  describe('credentials', () => {
    const first = aCredential('c1', 'application-Billing', { createdOn: 9 });
    const older = aCredential('c2', 'application-Billing', { createdOn: 3, kind: 'certificate', end: { on: 8, by: 'ada' } });
    const header = aCredential('c3', 'application-Crawler', { kind: 'managed-identity', content: hash(3), label: hardText });
    const filled = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const name of ['Billing', 'Crawler']) await tx.applications.insert(anApplication(name));
        for (const row of [header, first, older]) await tx.credentials.insert(row);
      });
      return store;
    };

    test('come back as they were put, by their application in the order they were made, ended ones too', async () => {
      const store = await filled();
      expect(await store.read((tx) => tx.credentials.find('c3'))).toStrictEqual(header);
      expect(await store.read((tx) => tx.credentials.listOf(['application-Billing']))).toStrictEqual([older, first]);
      expect(await store.read((tx) => tx.credentials.listOf([]))).toEqual([]);
      expect(await store.read((tx) => tx.credentials.scan('c1', 1))).toStrictEqual([older]);
    });

    test('are found by their kind and what they are checked against', async () => {
      const store = await filled();
      const find = (content: Uint8Array) => store.read((tx) => tx.credentials.listByContent('managed-identity', content));
      expect(await find(hash(3))).toStrictEqual([header]);
      expect(await find(everyByte())).toEqual([]);
    });

    test('are changed where they are, and belong to an application that is there', async () => {
      const store = await filled();
      const ended = { ...first, end: { on: 11, by: 'ada' }, rowVersion: 2 };
      await store.transaction((tx) => tx.credentials.update(ended));
      expect(await store.read((tx) => tx.credentials.find('c1'))).toStrictEqual(ended);
      await expect(store.transaction((tx) => tx.credentials.update(aCredential('c9', 'application-Billing')))).rejects.toThrow();
      await expect(store.transaction((tx) => tx.credentials.insert(aCredential('c9', 'nothing')))).rejects.toThrow();
      await expect(store.transaction((tx) => tx.credentials.insert(first))).rejects.toMatchObject({ code: 'Conflict' });
    });

    test('were used last when that was noted last, and their applications with the latest of them', async () => {
      const store = await filled();
      await store.transaction(async (tx) => {
        for (const time of [1, 4]) await tx.credentials.putUse('c1', time);
        await tx.credentials.putUse('c2', 9);
      });
      expect(await store.read((tx) => tx.credentials.lastUses(['c1', 'c3']))).toEqual(new Map([['c1', 4]]));
      const last = await store.read((tx) => tx.credentials.lastSignIns(['application-Billing', 'application-Crawler']));
      expect(last).toEqual(new Map([['application-Billing', 9]]));
      await expect(store.transaction((tx) => tx.credentials.putUse('ghost', 1))).rejects.toThrow();
    });
  });

  describe('keys of the house', () => {
    const rows = [
      aHouseKey('k1'),
      aHouseKey('k2', { from: 1_750_000_000_000 }),
      aHouseKey('k3', { purpose: 'endpoint-authority', publicPart: hardText }),
    ];
    const filled = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const row of rows) await tx.houseKeys.insert(row);
      });
      return store;
    };

    test('come back as they were put, of a purpose newest first', async () => {
      const store = await filled();
      expect(await store.read((tx) => tx.houseKeys.list('token-signing'))).toStrictEqual([rows[1], rows[0]]);
      expect(await store.read((tx) => tx.houseKeys.find('k3'))).toStrictEqual(rows[2]);
      expect(await store.read((tx) => tx.houseKeys.scan('k1', 1))).toStrictEqual([rows[1]]);
    });

    test('are changed and forgotten', async () => {
      const store = await filled();
      const changed = aHouseKey('k1', { until: 5, rowVersion: 2 });
      await store.transaction((tx) => tx.houseKeys.update(changed));
      await store.transaction((tx) => tx.houseKeys.remove('k2'));
      expect(await store.read((tx) => tx.houseKeys.list('token-signing'))).toStrictEqual([changed]);
      await expect(store.transaction((tx) => tx.houseKeys.update(aHouseKey('k2')))).rejects.toThrow('no key k2');
      await expect(store.transaction((tx) => tx.houseKeys.insert(changed))).rejects.toMatchObject({ code: 'Conflict' });
    });
  });

  describe('use of vaults', () => {
    const used = (day: number, vault: string, operation: string, answered: number, refused = 0): UsageRow => {
      const counts = { answered, refused };
      return { day, vault, operation, ...counts };
    };

    test('adds up by day, vault and operation', async () => {
      const store = await founded();
      await store.transaction((tx) =>
        tx.usage.add([used(1, 'pay', 'SecretGet', 2), used(2, 'pay', 'SecretGet', 1), used(1, 'pay', 'SecretSet', 1)]),
      );
      await store.transaction((tx) => tx.usage.add([used(1, 'pay', 'SecretGet', 3, 4), used(1, 'hr', 'SecretGet', 5)]));
      const list = (from: number, until: number, vault?: string) => store.read((tx) => tx.usage.list({ from, until, vault }));
      expect(await list(1, 2)).toEqual([used(1, 'hr', 'SecretGet', 5), used(1, 'pay', 'SecretGet', 5, 4), used(1, 'pay', 'SecretSet', 1)]);
      expect(await list(0, 3, 'pay')).toEqual([
        used(1, 'pay', 'SecretGet', 5, 4),
        used(1, 'pay', 'SecretSet', 1),
        used(2, 'pay', 'SecretGet', 1),
      ]);
      expect(await list(2, 2)).toEqual([]);
    });
  });
});
