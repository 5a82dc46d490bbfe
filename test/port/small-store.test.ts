import { describe, expect, test } from 'vitest';
import { aGrant, aManifest, anAnswer, aWrappedKey, everyByte, hardText, hash } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

describe.each(kinds)('grants in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('grants of all the principals are listed, ended ones too, oldest first', async () => {
    const store = await stores.store();
    const now = aGrant('g1', 'ada', { from: 3, scope: hardText, reason: hardText });
    const ended = aGrant('g2', 'group', { from: 1, until: 2, endedBy: 'ben', rowVersion: 2, mac: everyByte() });
    await store.transaction(async (tx) => {
      for (const grant of [now, ended, aGrant('g3', 'ben')]) await tx.grants.insert(grant);
    });
    expect(await store.read((tx) => tx.grants.listOf(['ada', 'group', 'nobody']))).toStrictEqual([ended, now]);
    expect(await store.read((tx) => tx.grants.listOf([]))).toEqual([]);
  });

  test('say who of some holds one at an instant', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.grants.insert(aGrant('g1', 'ada', { from: 5 }));
      await tx.grants.insert(aGrant('g2', 'ada', { from: 5 }));
      await tx.grants.insert(aGrant('g3', 'ben', { from: 1, until: 5 }));
      await tx.grants.insert(aGrant('g4', 'carl', { from: 1 }));
    });
    const holders = (time: number) => store.read((tx) => tx.grants.listHolders(['ada', 'ben'], time));
    expect([await holders(4), await holders(5)]).toEqual([['ben'], ['ada']]);
  });

  test('are walked by id in pages, whoever has them', async () => {
    const store = await stores.store();
    const [first, second, third] = [aGrant('g1', 'ada'), aGrant('g2', 'ben'), aGrant('g3', 'ada')];
    await store.transaction(async (tx) => {
      for (const grant of [third, first, second]) await tx.grants.insert(grant);
    });
    expect(await store.read((tx) => tx.grants.scan(undefined, 2))).toStrictEqual([first, second]);
    expect(await store.read((tx) => tx.grants.scan('g2', 2))).toStrictEqual([third]);
  });

  test('are found by their scope and what lies below it, without case', async () => {
    const store = await stores.store();
    const at = aGrant('g1', 'ada', { scope: '/Vaults/Payroll' });
    const below = aGrant('g2', 'ben', { scope: '/vaults/payroll/secrets/db', until: 5, endedBy: 'ada' });
    await store.transaction(async (tx) => {
      for (const grant of [below, at, aGrant('g3', 'ben', { scope: '/vaults/payroll2' }), aGrant('g4', 'ben', { scope: '/vaults' })])
        await tx.grants.insert(grant);
    });
    expect(await store.read((tx) => tx.grants.listWithin('/vaults/PAYROLL'))).toStrictEqual([at, below]);
    expect(await store.read((tx) => tx.grants.listWithin('/vaults/payroll/secrets/db'))).toStrictEqual([below]);
  });

  test('one that is there is replaced, one that is not is a bug', async () => {
    const store = await stores.store();
    const ended = aGrant('g1', 'ada', { until: 5, endedBy: 'ben', rowVersion: 2, mac: everyByte() });
    await store.transaction((tx) => tx.grants.insert(aGrant('g1', 'ada')));
    await store.transaction((tx) => tx.grants.update(ended));
    expect(await store.read((tx) => tx.grants.listOf(['ada']))).toStrictEqual([ended]);
    await expect(store.transaction((tx) => tx.grants.update(aGrant('g2', 'ada')))).rejects.toThrow('g2');
  });

  test('an id is taken once', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.grants.insert(aGrant('g1', 'ada')));
    await expect(store.transaction((tx) => tx.grants.insert(aGrant('g1', 'ben')))).rejects.toMatchObject({ code: 'Conflict' });
  });
});

describe.each(kinds)('wrapped keys in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('generations of one owner are listed from the first', async () => {
    const store = await stores.store();
    const log = aWrappedKey('house', 1, { layer: 'log', publicKey: hash(1) });
    await store.transaction(async (tx) => {
      for (const key of [aWrappedKey('v1', 10), aWrappedKey('v1', 2), aWrappedKey('v2', 1), log]) await tx.keyring.insert(key);
    });
    expect(await store.read((tx) => tx.keyring.list('vault', 'v1'))).toStrictEqual([aWrappedKey('v1', 2), aWrappedKey('v1', 10)]);
    expect(await store.read((tx) => tx.keyring.list('log', 'house'))).toStrictEqual([log]);
    expect(await store.read((tx) => tx.keyring.list('master', 'house'))).toEqual([]);
  });

  test('are destroyed up to a generation, of one owner', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const key of [aWrappedKey('v1', 1), aWrappedKey('v1', 2), aWrappedKey('v1', 3), aWrappedKey('v2', 1)])
        await tx.keyring.insert(key);
      await tx.keyring.removeUpTo('vault', 'v1', 2);
    });
    expect(await store.read((tx) => tx.keyring.list('vault', 'v1'))).toStrictEqual([aWrappedKey('v1', 3)]);
    expect(await store.read((tx) => tx.keyring.list('vault', 'v2'))).toStrictEqual([aWrappedKey('v2', 1)]);
  });

  test('a generation is never replaced', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.keyring.insert(aWrappedKey('v1', 1)));
    const again = store.transaction((tx) => tx.keyring.insert(aWrappedKey('v1', 1, { wrapped: hash(0) })));
    await expect(again).rejects.toMatchObject({ code: 'Conflict' });
    expect(await store.read((tx) => tx.keyring.list('vault', 'v1'))).toStrictEqual([aWrappedKey('v1', 1)]);
  });
});

describe.each(kinds)('manifests in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('the newest manifest of a set replaces the one before', async () => {
    const store = await stores.store();
    const newer = aManifest('secret:v1', { count: 2, sum: hash(255), sequence: 2, mac: everyByte() });
    await store.transaction((tx) => tx.manifests.put(aManifest('secret:v1')));
    await store.transaction(async (tx) => {
      await tx.manifests.put(newer);
      await tx.manifests.put(aManifest('grant'));
    });
    expect(await store.read((tx) => tx.manifests.find('secret:v1'))).toStrictEqual(newer);
    expect(await store.read((tx) => tx.manifests.find('nothing'))).toBeUndefined();
    expect(await store.read((tx) => tx.manifests.list())).toStrictEqual([aManifest('grant'), newer]);
  });
});

describe.each(kinds)('a removed manifest in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('is gone, others stay', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.manifests.put(aManifest('secret:v1'));
      await tx.manifests.put(aManifest('grant'));
      await tx.manifests.remove('secret:v1');
    });
    expect(await store.read((tx) => tx.manifests.list())).toStrictEqual([aManifest('grant')]);
  });
});

describe.each(kinds)('answered requests in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('an answer is found by who asked and by request', async () => {
    const store = await stores.store();
    const answer = anAnswer('r1', { fingerprint: everyByte(), output: JSON.stringify({ hardText }) });
    await store.transaction((tx) => tx.requests.insert(answer));
    expect(await store.read((tx) => tx.requests.find('alice', 'r1'))).toStrictEqual(answer);
    expect(await store.read((tx) => tx.requests.find('mallory', 'r1'))).toBeUndefined();
  });

  test('a request is answered once by each', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.requests.insert(anAnswer('r1')));
    await expect(store.transaction((tx) => tx.requests.insert(anAnswer('r1')))).rejects.toMatchObject({ code: 'Conflict' });
    await store.transaction((tx) => tx.requests.insert(anAnswer('r1', { identityId: 'ben' })));
  });

  test('what was answered before an instant is forgotten, the instant itself is not', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.requests.insert(anAnswer('old', { answeredOn: 99 }));
      await tx.requests.insert(anAnswer('new', { answeredOn: 100 }));
      await tx.requests.removeBefore(100);
    });
    expect(await store.read((tx) => tx.requests.find('alice', 'old'))).toBeUndefined();
    expect(await store.read((tx) => tx.requests.find('alice', 'new'))).toBeDefined();
  });
});

describe.each(kinds)('settings in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a setting is put, replaced and found', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.settings.put('lock', '5'));
    await store.transaction((tx) => tx.settings.put('lock', JSON.stringify(hardText)));
    expect(await store.read((tx) => tx.settings.find('lock'))).toBe(JSON.stringify(hardText));
    expect(await store.read((tx) => tx.settings.find('Lock'))).toBeUndefined();
  });
});

describe.each(kinds)('marks of keys that are to be drawn anew in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a vault keeps its first mark until it is cleared; the longest due comes first', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      await tx.rotations.mark({ vaultId: 'v1', since: 5 });
      await tx.rotations.mark({ vaultId: 'v2', since: 3 });
      await tx.rotations.mark({ vaultId: 'v1', since: 9 });
    });
    expect(await store.read((tx) => tx.rotations.list())).toStrictEqual([
      { vaultId: 'v2', since: 3 },
      { vaultId: 'v1', since: 5 },
    ]);
    await store.transaction((tx) => tx.rotations.clear('v2'));
    expect(await store.read((tx) => tx.rotations.list())).toStrictEqual([{ vaultId: 'v1', since: 5 }]);
  });
});
