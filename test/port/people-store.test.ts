import { describe, expect, test } from 'vitest';
import type { PersonState } from '../../app/contract/person.ts';
import type { MembershipFilter } from '../../app/identity/membership-store.ts';
import { aFactor, aGroup, aMembership, anApplication, aPerson, aRequest, everyByte, hardText } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const tenant = { id: 't1', name: 'Northwind', createdOn: 1 };
const nothing = new Uint8Array();

describe.each(kinds)('in $kind', (kind) => {
  const stores = usePlaces(kind);
  const founded = async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.directory.insertTenant(tenant));
    return store;
  };

  describe('people', () => {
    const invited = aPerson('ben', {
      passwordSalt: nothing, passwordCost: '', passwordHash: nothing, invitation: { hash: everyByte(), until: 9, by: 'person-ada' }, secondFactor: true,
      credential: 3, freedOn: 8,
    }); // prettier-ignore
    const everybody = [aPerson('ada', { displayName: 'Éva Lovelace' }), invited, aPerson('carl', { enabled: false }), aPerson('dora')];
    const peopled = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const person of everybody.toReversed()) await tx.directory.insertPerson(person);
      });
      return store;
    };

    test('come back with their invitation, and whatever else is not always there', async () => {
      const store = await peopled();
      expect(await store.read((tx) => tx.directory.findPerson('ben'))).toStrictEqual(invited);
    });

    test('are listed by name in pages, by state, and by a part of either name in lower case', async () => {
      const store = await peopled();
      const list = async (states: PersonState[], text?: string, after?: string, limit = 10) => {
        const filter = { states, text };
        const rows = await store.read((tx) => tx.directory.listPeople(filter, { after, limit }));
        const count = await store.read((tx) => tx.directory.countPeople(filter));
        return [rows.map(({ name }) => name).join(' '), count];
      };
      expect(await list([])).toEqual(['ada ben carl dora', 4]);
      expect(await list([], undefined, 'ben', 1)).toEqual(['carl', 4]);
      expect(await list(['active'])).toEqual(['ada dora', 2]);
      expect(await list(['invited', 'disabled'])).toEqual(['ben carl', 2]);
      expect(await list([], 'éva')).toEqual(['ada', 1]);
      expect(await list(['active'], 'or')).toEqual(['dora', 1]);
      expect(await list([], '%')).toEqual(['', 0]);
    });

    test('are walked by id', async () => {
      const store = await peopled();
      expect(await store.read((tx) => tx.directory.scanPeople('person-ben', 1))).toStrictEqual([everybody[2]]);
    });

    test('are found by another name once they have it', async () => {
      const store = await peopled();
      await store.transaction((tx) => tx.directory.updatePerson(aPerson('ada', { displayName: 'Countess' })));
      const find = (text: string) => store.read((tx) => tx.directory.countPeople({ text, states: [] }));
      expect([await find('countess'), await find('éva')]).toEqual([1, 0]);
    });

    test('signed in last when that was noted last', async () => {
      const store = await peopled();
      await store.transaction(async (tx) => {
        for (const time of [1, 7]) await tx.directory.putSignIn('person-ada', time);
        await tx.directory.putSignIn('person-ben', 3);
      });
      const last = await store.read((tx) => tx.directory.lastSignIns(['person-ada', 'person-dora']));
      expect(last).toEqual(new Map([['person-ada', 7]]));
      await expect(store.transaction((tx) => tx.directory.putSignIn('ghost', 1))).rejects.toThrow();
    });
  });

  describe('groups', () => {
    const gone = aGroup('Bees', { id: 'group-gone', deletion: { on: 5, by: 'ada' }, rowVersion: 2 });
    const grouped = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const group of [aGroup('Cats', { description: hardText }), aGroup('Bees'), aGroup('Ants'), gone])
          await tx.groups.insert(group);
      });
      return store;
    };

    test('come back as they were put; deleted ones only by id', async () => {
      const store = await grouped();
      expect(await store.read((tx) => tx.groups.find(gone.id))).toStrictEqual(gone);
      expect(await store.read((tx) => tx.groups.findByName('bees'))).toStrictEqual(aGroup('Bees'));
      expect(await store.read((tx) => tx.groups.findAll([gone.id, 'nobody', 'group-Ants']))).toStrictEqual([aGroup('Ants'), gone]);
      expect(await store.read((tx) => tx.groups.scan('group-Bees', 2))).toStrictEqual([aGroup('Cats', { description: hardText }), gone]);
    });

    test('are listed by name in pages, and by a part of it', async () => {
      const store = await grouped();
      const list = async (text?: string, after?: string, limit = 10) => {
        const rows = await store.read((tx) => tx.groups.list(text, { after, limit }));
        return [rows.map(({ name }) => name).join(' '), await store.read((tx) => tx.groups.count(text))];
      };
      expect(await list()).toEqual(['Ants Bees Cats', 3]);
      expect(await list(undefined, 'ants', 1)).toEqual(['Bees', 3]);
      expect(await list('ts')).toEqual(['Ants Cats', 2]);
    });

    test('have names that are taken once, until the group is deleted', async () => {
      const store = await grouped();
      const taken = { code: 'Conflict', data: { name: 'BEES' } };
      await expect(store.transaction((tx) => tx.groups.insert(aGroup('BEES')))).rejects.toMatchObject(taken);
      const renamed = aGroup('Ants', { name: 'BEES', nameKey: 'bees' });
      await expect(store.transaction((tx) => tx.groups.update(renamed))).rejects.toMatchObject(taken);
      await store.transaction((tx) => tx.groups.update(aGroup('Bees', { deletion: { on: 6, by: 'ada' } })));
      await store.transaction((tx) => tx.groups.update(renamed));
      expect(await store.read((tx) => tx.groups.findByName('bees'))).toStrictEqual(renamed);
      await expect(store.transaction((tx) => tx.groups.update(aGroup('Ghosts')))).rejects.toThrow('no group group-Ghosts');
    });
  });

  describe('memberships', () => {
    const inner = aMembership('m1', 'group-Bees', 'group-Ants', { memberKind: 'group', from: 10 });
    const ada = aMembership('m2', 'group-Bees', 'person-ada', { from: 10, until: 20, endedBy: 'ben', mac: everyByte() });
    const ben = aMembership('m3', 'group-Bees', 'person-ben', { from: 20 });
    const benToo = aMembership('m4', 'group-Ants', 'person-ben', { from: 5 });
    const placed = async () => {
      const store = await founded();
      await store.transaction(async (tx) => {
        for (const name of ['ada', 'ben']) await tx.directory.insertPerson(aPerson(name));
        for (const name of ['Ants', 'Bees']) await tx.groups.insert(aGroup(name));
        for (const membership of [benToo, ben, ada, inner]) await tx.memberships.insert(membership);
      });
      return store;
    };

    test('of people, groups and applications are in one order', async () => {
      const store = await placed();
      await store.transaction(async (tx) => {
        await tx.applications.insert(anApplication('Atlas'));
        await tx.memberships.insert(aMembership('m9', 'group-Bees', 'application-Atlas', { memberKind: 'application', from: 10 }));
      });
      const list = (change: Partial<MembershipFilter>) =>
        store.read((tx) => tx.memberships.list({ of: 'group', ids: ['group-Bees'], at: 15, ...change }, { after: undefined, limit: 9 }));
      expect((await list({})).map(({ nameKey }) => nameKey)).toEqual(['ada', 'ants', 'atlas']);
      expect((await list({ kind: 'application' })).map(({ id }) => id)).toEqual(['m9']);
      expect(await list({ of: 'member', ids: ['application-Atlas'] })).toMatchObject([{ id: 'm9', nameKey: 'bees' }]);
    });

    test('come back as they were put, from both ends, ended ones too', async () => {
      const store = await placed();
      expect(await store.read((tx) => tx.memberships.find('m2'))).toStrictEqual(ada);
      expect(await store.read((tx) => tx.memberships.listOf(['person-ben', 'person-ada']))).toStrictEqual([ada, ben, benToo]);
      expect(await store.read((tx) => tx.memberships.listIn(['group-Bees']))).toStrictEqual([inner, ada, ben]);
      expect(await store.read((tx) => tx.memberships.scan('m2', 1))).toStrictEqual([ben]);
      expect(await store.read((tx) => tx.memberships.listOf([]))).toEqual([]);
    });

    test('that held at an instant are listed by the name of the other side, in pages', async () => {
      const store = await placed();
      const list = async (of: 'group' | 'member', ids: string[], at: number, change: object = {}) => {
        const rows = await store.read((tx) => tx.memberships.list({ of, ids, at }, { after: undefined, limit: 10, ...change }));
        return rows.map(({ id, nameKey }) => `${id} ${nameKey}`);
      };
      expect(await list('group', ['group-Bees'], 19)).toEqual(['m2 ada', 'm1 ants']);
      expect(await list('group', ['group-Bees'], 20)).toEqual(['m1 ants', 'm3 ben']);
      expect(await list('group', ['group-Bees', 'group-Ants'], 20)).toEqual(['m1 ants', 'm3 ben', 'm4 ben']);
      const after = { nameKey: 'ben', id: 'm3' };
      expect(await list('group', ['group-Bees', 'group-Ants'], 20, { after })).toEqual(['m4 ben']);
      expect(await list('member', ['person-ben'], 20, { limit: 1 })).toEqual(['m4 ants']);
      expect(await list('group', ['group-Bees'], 9)).toEqual([]);
    });

    test('are counted for each side, and by the kind of the member', async () => {
      const store = await placed();
      const count = (change: object) =>
        store.read((tx) => tx.memberships.count({ of: 'group', ids: ['group-Bees', 'group-Ants', 'x'], at: 20, ...change }));
      expect(await count({})).toEqual(new Map([['group-Ants', 1], ['group-Bees', 2]])); // prettier-ignore
      expect(await count({ kind: 'group' })).toEqual(new Map([['group-Bees', 1]]));
      expect(await count({ of: 'member', ids: ['person-ben'] })).toEqual(new Map([['person-ben', 2]]));
    });

    test('are replaced whole, stand in a group that is there, and have ids of their own', async () => {
      const store = await placed();
      await store.transaction((tx) => tx.memberships.update({ ...ben, until: 30, endedBy: 'ada', rowVersion: 2 }));
      expect(await store.read((tx) => tx.memberships.find('m3'))).toMatchObject({ until: 30, endedBy: 'ada' });
      const ghost = aMembership('m9', 'group-Ghosts', 'person-ada');
      await expect(store.transaction((tx) => tx.memberships.insert(ghost))).rejects.toThrow();
      await expect(store.transaction((tx) => tx.memberships.update(ghost))).rejects.toThrow('no membership m9');
      await expect(store.transaction((tx) => tx.memberships.insert(ben))).rejects.toMatchObject({ code: 'Conflict' });
    });
  });

  test('second factors come back as they were put, of people, oldest first, until they are removed', async () => {
    const store = await founded();
    const [app, key] = [
      aFactor('f1', 'person-ada', { createdOn: 2 }),
      aFactor('f2', 'person-ada', { kind: 'passkey', createdOn: 1, label: hardText }),
    ];
    await store.transaction(async (tx) => {
      for (const name of ['ada', 'ben']) await tx.directory.insertPerson(aPerson(name));
      for (const factor of [app, key, aFactor('f3', 'person-ben')]) await tx.factors.insert(factor);
    });
    expect(await store.read((tx) => tx.factors.listOf(['person-ada']))).toStrictEqual([key, app]);
    const used = { ...app, lastUsedOn: 7, counter: 41, content: nothing, rowVersion: 2 };
    await store.transaction((tx) => tx.factors.update(used));
    expect(await store.read((tx) => tx.factors.find('f1'))).toStrictEqual(used);
    await store.transaction((tx) => tx.factors.remove('f2'));
    expect((await store.read((tx) => tx.factors.scan(undefined, 9))).map(({ id }) => id)).toEqual(['f1', 'f3']);
    await expect(store.transaction((tx) => tx.factors.insert(used))).rejects.toMatchObject({ code: 'Conflict' });
    await expect(store.transaction((tx) => tx.factors.update(key))).rejects.toThrow('no factor f2');
    await expect(store.transaction((tx) => tx.factors.insert(aFactor('f4', 'ghost')))).rejects.toThrow();
  });

  test('requests for access are listed newest first in pages, by person and by state', async () => {
    const store = await founded();
    const decided = { state: 'granted', decidedBy: 'ben', decidedOn: 9, note: hardText, scope: '/', roleId: 'r', rowVersion: 2 } as const;
    const [first, second] = [aRequest('q1', 'person-ada', { createdOn: 1 }), aRequest('q2', 'person-ben', { createdOn: 1, ...decided })];
    const third = aRequest('q3', 'person-ada', { createdOn: 2, vault: undefined, name: undefined });
    await store.transaction(async (tx) => {
      for (const name of ['ada', 'ben']) await tx.directory.insertPerson(aPerson(name));
      for (const request of [second, third, first]) await tx.accessRequests.insert(request);
    });
    const all = { personId: undefined, states: [] };
    const list = (filter: object, change: object = {}) =>
      store.read((tx) => tx.accessRequests.list({ ...all, ...filter }, { after: undefined, limit: 10, ...change }));
    expect(await list({})).toStrictEqual([third, second, first]);
    expect(await list({}, { after: second })).toStrictEqual([first]);
    expect(await list({ personId: 'person-ada' }, { limit: 1 })).toStrictEqual([third]);
    expect(await list({ states: ['granted', 'refused'] })).toStrictEqual([second]);
    expect(await store.read((tx) => tx.accessRequests.count({ personId: 'person-ada', states: ['open'] }))).toBe(2);
    expect(await store.read((tx) => tx.accessRequests.scan('q1', 1))).toStrictEqual([second]);
    await store.transaction((tx) => tx.accessRequests.update({ ...first, ...decided }));
    expect(await store.read((tx) => tx.accessRequests.find('q1'))).toStrictEqual({ ...first, ...decided });
    await expect(store.transaction((tx) => tx.accessRequests.update(aRequest('q9', 'person-ada')))).rejects.toThrow('no access request q9');
    await expect(store.transaction((tx) => tx.accessRequests.insert(first))).rejects.toMatchObject({ code: 'Conflict' });
  });

  test('the access revision is the last one, and none at first', async () => {
    const store = await stores.store();
    expect(await store.read((tx) => tx.accessRevision.find())).toBeUndefined();
    await store.transaction(async (tx) => {
      for (const revision of ['a', 'b']) await tx.accessRevision.put(revision);
    });
    expect(await store.read((tx) => tx.accessRevision.find())).toBe('b');
  });
});
