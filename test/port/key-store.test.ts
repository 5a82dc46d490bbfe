import { describe, expect, test } from 'vitest';
import type { KeyFilter, KeyMark, KeyRow, KeySort, KeyVersionHead, KeyVersionRow } from '../../app/key/key-store.ts';
import type { AttentionTime } from '../../app/vault/attention.ts';
import { aVault, everyByte, hash } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const vault = aVault('payroll');
const other = aVault('billing');

const aKey = (name: string, change: Partial<KeyRow> = {}): KeyRow => ({
  id: `key-${name}`,
  vaultId: vault.id,
  name,
  nameKey: name.toLowerCase(),
  currentVersion: `version-${name}-1`,
  createdOn: 1_700_000_000_000,
  deletion: undefined,
  policy: undefined,
  rotatesOn: undefined,
  notifiesOn: undefined,
  rowVersion: 1,
  mac: hash(20),
  ...change,
});

const aVersion = (key: KeyRow, ordinal: number, change: Partial<KeyVersionRow> = {}): KeyVersionRow => ({
  version: key.currentVersion.replace(/-1$/, `-${ordinal}`),
  keyId: key.id,
  vaultId: key.vaultId,
  ordinal,
  type: 'oct',
  spec: { family: 'oct', bits: 256 },
  operations: ['encrypt', 'decrypt'],
  origin: 'generated',
  publicKey: undefined,
  exportable: false,
  releasePolicy: undefined,
  place: undefined,
  enabled: true,
  notBefore: undefined,
  expires: undefined,
  tags: {},
  createdOn: 1_700_000_000_000 + ordinal,
  updatedOn: 1_700_000_000_000 + ordinal,
  createdBy: 'alice',
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
  rowVersion: 1,
  mac: hash(21),
  material: { keyGeneration: 1, wrappedKey: hash(2), sealedValue: everyByte() },
  ...change,
});

function headOf({ material: _material, ...head }: KeyVersionRow): KeyVersionHead {
  return head;
}

const everything: KeyFilter = {
  vaultIds: [vault.id, other.id],
  words: [],
  type: undefined,
  state: undefined,
  rotates: undefined,
  expires: undefined,
  rotatesOn: undefined,
  created: undefined,
  token: undefined,
  deleted: false,
  time: 1_000,
  expiringUntil: 2_000,
};

describe.each(kinds)('keys in $kind', (kind) => {
  const stores = usePlaces(kind);
  const filled = async (...rows: readonly (readonly [KeyRow, Partial<KeyVersionRow>])[]) => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const one of [vault, other]) await tx.vaults.insert(one);
      for (const [key, change] of rows) {
        await tx.keys.insert(key);
        await tx.keys.insertVersion(aVersion(key, 1, change));
      }
    });
    return store;
  };

  test('a key and its versions come back as they were put, of software and of a token', async () => {
    const policy = { rotate: { from: 'creation', days: 30 }, notifyDays: 10, expiryDays: 90, createdOn: 5, updatedOn: 6 } as const;
    const key = aKey('signing', { policy, rotatesOn: 7, notifiesOn: 8 });
    const publicKey = { family: 'EC', curve: 'P-256', x: hash(3), y: hash(4) } as const;
    const inToken = {
      type: 'EC-HSM',
      spec: { family: 'EC', curve: 'P-256' },
      publicKey,
      place: { token: 't1', neverExtractable: true },
    } as const;
    const store = await filled([key, {}]);
    const second = aVersion(key, 2, {
      ...inToken,
      operations: ['sign'],
      exportable: true,
      releasePolicy: { contentType: 'application/json', data: everyByte(), immutable: true },
      material: undefined,
      notBefore: 0,
      expires: 9,
      enabled: false,
      tags: { a: 'b' },
    });
    await store.transaction((tx) => tx.keys.insertVersion(second));
    expect(await store.read((tx) => tx.keys.find(vault.id, 'signing'))).toStrictEqual(key);
    expect(await store.read((tx) => tx.keys.findById(key.id))).toStrictEqual(key);
    expect(await store.read((tx) => tx.keys.findNewest(key.id))).toStrictEqual(second);
    expect(await store.read((tx) => tx.keys.listVersions(key.id, undefined, 5))).toStrictEqual([headOf(second), headOf(aVersion(key, 1))]);
    expect(await store.read((tx) => tx.keys.list(vault.id, { after: undefined, limit: 5, deleted: false }))).toStrictEqual([
      { row: key, head: headOf(aVersion(key, 1)) },
    ]);
    expect(await store.read((tx) => tx.keys.countInTokens())).toEqual(new Map([['t1', 1]]));
    expect(await store.read((tx) => tx.keys.count([vault.id, other.id]))).toEqual(
      new Map([
        [vault.id, 1],
        [other.id, 0],
      ]),
    );
  });

  test('only what has material is listed as wrapped by an older key, and its key is replaced alone', async () => {
    const soft = aKey('soft');
    const hard = aKey('hard');
    const store = await filled([soft, {}], [hard, { material: undefined, place: { token: 't1', neverExtractable: false } }]);
    const page = { after: undefined, limit: 5 };
    expect((await store.read((tx) => tx.keys.listWrappedBefore(vault.id, 2, page))).map(({ keyId }) => keyId)).toEqual([soft.id]);
    await store.transaction((tx) => tx.keys.updateKey('version-soft-1', { keyGeneration: 2, wrappedKey: hash(9) }));
    expect(await store.read((tx) => tx.keys.listWrappedBefore(vault.id, 2, page))).toEqual([]);
    expect((await store.read((tx) => tx.keys.findVersion(soft.id, 'version-soft-1')))?.material).toStrictEqual({
      keyGeneration: 2,
      wrappedKey: hash(9),
      sealedValue: everyByte(),
    });
  });

  test('what is due is listed by its day, page by page, without what lies in the bin', async () => {
    const deletion = { on: 1, purgeOn: 2, by: 'alice' };
    const store = await filled(
      [aKey('c', { rotatesOn: 30 }), {}],
      [aKey('a', { rotatesOn: 20 }), {}],
      [aKey('b', { rotatesOn: 20, notifiesOn: 5 }), {}],
      [aKey('late', { rotatesOn: 31 }), {}],
      [aKey('gone', { rotatesOn: 10, deletion }), {}],
      [aKey('never'), {}],
    );
    const idsOf = async (by: 'rotatesOn' | 'notifiesOn', after?: { on: number; id: string }) =>
      (await store.read((tx) => tx.keys.listActing(by, 30, { after, limit: 2 }))).map(({ id }) => id);
    expect(await idsOf('rotatesOn')).toEqual(['key-a', 'key-b']);
    expect(await idsOf('rotatesOn', { on: 20, id: 'key-b' })).toEqual(['key-c']);
    expect(await idsOf('notifiesOn')).toEqual(['key-b']);
  });

  test('a search finds by name, type, state and policy, in pages', async () => {
    const rotating = { rotate: { from: 'creation', days: 30 }, createdOn: 1, updatedOn: 1 } as const;
    const store = await filled(
      [aKey('pay-off', { policy: rotating }), { enabled: false }],
      [aKey('Pay-soon'), { expires: 1_500 }],
      [aKey('pay-over'), { expires: 1_000 }],
      [aKey('pay-not-yet'), { notBefore: 1_001 }],
      [aKey('pay-plain', { vaultId: other.id }), { type: 'RSA', spec: { family: 'RSA', bits: 2048 } }],
      [aKey('zz-gone', { deletion: { on: 1, purgeOn: 9, by: 'alice' } }), {}],
      [aKey('aa-gone', { deletion: { on: 1, purgeOn: 10, by: 'alice' } }), {}],
    );
    const found = async (change: Partial<KeyFilter>, after?: KeyMark, limit = 9) => {
      const page = { sort: change.deleted ? 'purgeOn' : 'name', after, limit } as const;
      return (await store.read((tx) => tx.keys.search({ ...everything, ...change }, page))).map(({ row }) => row.name);
    };
    expect(await found({ words: ['pay'] })).toEqual(['pay-not-yet', 'pay-off', 'pay-over', 'pay-plain', 'Pay-soon']);
    expect(await found({ words: ['pay', 'o'] }, undefined, 2)).toEqual(['pay-not-yet', 'pay-off']);
    expect(await found({}, { on: 0, nameKey: 'pay-over', id: 'key-pay-over' })).toEqual(['pay-plain', 'Pay-soon']);
    expect(await found({ type: 'RSA' })).toEqual(['pay-plain']);
    expect(await found({ rotates: true })).toEqual(['pay-off']);
    expect(await found({ rotates: false })).toHaveLength(4);
    expect(await found({ state: 'disabled' })).toEqual(['pay-off']);
    expect(await found({ state: 'expired' })).toEqual(['pay-over']);
    expect(await found({ state: 'not-active' })).toEqual(['pay-not-yet']);
    expect(await found({ state: 'expiring' })).toEqual(['Pay-soon']);
    expect(await found({ state: 'enabled' })).toEqual(['pay-plain', 'Pay-soon']);
    expect(await found({ vaultIds: [other.id] })).toEqual(['pay-plain']);
    expect(await found({ deleted: true })).toEqual(['zz-gone', 'aa-gone']);
    expect(await found({ deleted: true }, { on: 9, nameKey: 'zz-gone', id: 'key-zz-gone' })).toEqual(['aa-gone']);
  });

  test('a search goes by dates, and in the order of one of them', async () => {
    const policy = { rotate: { from: 'creation', days: 30 }, createdOn: 1, updatedOn: 1 } as const;
    const store = await filled(
      [aKey('late', { policy, rotatesOn: 40 }), { expires: 90, createdOn: 7 }],
      [aKey('b-soon', { policy, rotatesOn: 20 }), { expires: 50, createdOn: 9 }],
      [aKey('a-soon', { policy, rotatesOn: 20, vaultId: other.id }), { expires: 50, place: { token: 't1', neverExtractable: true } }],
      [aKey('never'), {}],
      [aKey('gone', { rotatesOn: 10, deletion: { on: 1, purgeOn: 9, by: 'alice' } }), { expires: 10 }],
    );
    const found = async (change: Partial<KeyFilter>, sort: KeySort, after?: KeyMark, limit = 9) =>
      (await store.read((tx) => tx.keys.search({ ...everything, ...change }, { sort, after, limit }))).map(({ row }) => row.name);
    expect(await found({}, 'rotatesOn')).toEqual(['a-soon', 'b-soon', 'late']);
    expect(await found({}, 'rotatesOn', { on: 20, nameKey: 'a-soon', id: 'key-a-soon' }, 1)).toEqual(['b-soon']);
    expect(await found({ vaultIds: [vault.id] }, 'expires')).toEqual(['b-soon', 'late']);
    expect(await found({}, 'expires', { on: 50, nameKey: 'b-soon', id: 'key-b-soon' })).toEqual(['late']);
    expect(await found({ rotatesOn: { until: 40 } }, 'name')).toEqual(['a-soon', 'b-soon']);
    expect(await found({ rotatesOn: {} }, 'name')).toEqual(['a-soon', 'b-soon', 'late']);
    expect(await found({ expires: { from: 51 } }, 'name')).toEqual(['late']);
    expect(await found({ expires: { from: 50, until: 51 } }, 'name')).toEqual(['a-soon', 'b-soon']);
    expect(await found({ created: { from: 7, until: 9 } }, 'name')).toEqual(['late']);
    expect(await found({ token: 't1' }, 'name')).toEqual(['a-soon']);
  });

  test('what needs attention is counted by vault, period and token, each as long as the search for it', async () => {
    const policy = { rotate: { from: 'creation', days: 30 }, createdOn: 1, updatedOn: 1 } as const;
    const told = { notifyDays: 30, expiryDays: 90, createdOn: 1, updatedOn: 1 };
    const gone = (purgeOn: number) => ({ deletion: { on: 1, purgeOn, by: 'alice' } });
    const store = await filled(
      [aKey('over'), { expires: 1_000, createdOn: 900 }],
      [aKey('over-off'), { expires: 1_000, enabled: false, createdOn: 1 }],
      [aKey('soon', { vaultId: other.id, policy, rotatesOn: 1_001 }), { expires: 1_001, createdOn: 1 }],
      [aKey('soon-late', { policy: told }), { expires: 1_100, createdOn: 1 }],
      [aKey('later'), { expires: 1_101, notBefore: 1_001, createdOn: 1 }],
      [aKey('last', { policy, rotatesOn: 1_000 }), { expires: 1_200, createdOn: 900 }],
      [aKey('beyond', { policy, rotatesOn: 7 }), { expires: 1_201, place: { token: 't1', neverExtractable: true }, createdOn: 1 }],
      [aKey('never'), { place: { token: 't1', neverExtractable: true }, createdOn: 1 }],
      [aKey('bin-soon', { ...gone(1_500), rotatesOn: 1 }), { expires: 1_050, place: { token: 't2', neverExtractable: true } }],
      [aKey('bin-late', gone(1_501)), {}],
    );
    const at: AttentionTime = { time: 1_000, expiringUntil: 1_150, unchangedSince: 900, purgedUntil: 1_500, periodMs: 100, periods: 2 };
    const count = (...ids: string[]) => store.read((tx) => tx.keys.attention(ids, at));
    expect(await count(vault.id, other.id)).toEqual({
      total: 8,
      expired: 1,
      expiring: 2,
      unrotated: 2,
      overdue: 2,
      purgedSoon: 1,
      byPeriod: [2, 2],
      vaults: expect.arrayContaining([
        { vaultId: vault.id, expired: 1, expiring: 1 },
        { vaultId: other.id, expired: 0, expiring: 1 },
      ]),
      tokens: new Map([['t1', 2]]),
    });
    expect(await count(other.id)).toMatchObject({ total: 1, expiring: 1, overdue: 0, purgedSoon: 0, byPeriod: [1, 0], tokens: new Map() });
    expect(await count()).toMatchObject({ total: 0, vaults: [] });
    const found = async (change: Partial<KeyFilter>) => {
      const filter = { ...everything, ...change, time: at.time, expiringUntil: at.expiringUntil };
      return (await store.read((tx) => tx.keys.search(filter, { sort: 'name', after: undefined, limit: 99 }))).length;
    };
    expect(await found({ state: 'expired' })).toBe(1);
    expect(await found({ state: 'expiring' })).toBe(2);
    expect(await found({ state: 'enabled', rotates: false, created: { until: at.unchangedSince } })).toBe(2);
    expect(await found({ rotatesOn: { until: at.time + 1 } })).toBe(2);
    expect(await found({ token: 't1' })).toBe(2);
  });

  test('what needs attention follows the current version, whichever is written first', async () => {
    const key = aKey('signing');
    const store = await filled([key, { expires: 1_000 }]);
    const at: AttentionTime = { time: 1_000, expiringUntil: 1_150, unchangedSince: 900, purgedUntil: 1_500, periodMs: 100, periods: 2 };
    const counts = async () => {
      const { expired, expiring, tokens } = await store.read((tx) => tx.keys.attention([vault.id], at));
      return [expired, expiring, tokens.size];
    };
    expect(await counts()).toEqual([1, 0, 0]);
    const second = aVersion(key, 2, { expires: 1_100, place: { token: 't1', neverExtractable: true } });
    await store.transaction(async (tx) => {
      await tx.keys.insertVersion(second);
      await tx.keys.update({ ...key, currentVersion: second.version });
    });
    expect(await counts()).toEqual([0, 1, 1]);
    await store.transaction((tx) => tx.keys.updateVersion({ ...second, enabled: false }));
    await store.transaction((tx) => tx.keys.updateVersion(aVersion(key, 1, { expires: 999 })));
    expect(await counts()).toEqual([0, 0, 1]);
    const third = aVersion(key, 3);
    await store.transaction(async (tx) => {
      await tx.keys.update({ ...key, currentVersion: third.version });
      await tx.keys.insertVersion({ ...third, expires: 500 });
    });
    expect(await counts()).toEqual([1, 0, 0]);
    await store.transaction((tx) =>
      tx.keys.update({ ...key, currentVersion: third.version, deletion: { on: 1, purgeOn: 1_600, by: 'alice' } }),
    );
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('a name is taken once, a vault with keys stays, and what is removed takes its versions with it', async () => {
    const key = aKey('signing');
    const store = await filled([key, {}]);
    await expect(store.transaction((tx) => tx.keys.insert(aKey('SIGNING', { id: 'two' })))).rejects.toMatchObject({ code: 'Conflict' });
    await expect(store.transaction((tx) => tx.vaults.remove(vault.id))).rejects.toMatchObject({ code: 'Conflict' });
    await store.transaction((tx) => tx.keys.remove(key.id));
    expect(await store.read((tx) => tx.keys.hasVersion('version-signing-1'))).toBe(false);
    expect(await store.read((tx) => tx.keys.scan(vault.id, undefined, 5))).toEqual([]);
    await store.transaction((tx) => tx.vaults.remove(vault.id));
  });

  test('notes of objects are listed by age, replaced and taken away', async () => {
    const store = await filled();
    const note = { version: 'v1', token: 't1', making: true, since: 20, mac: hash(1) };
    await store.transaction(async (tx) => {
      await tx.keyRemains.put(note);
      await tx.keyRemains.put({ ...note, version: 'v2', since: 10 });
      await tx.keyRemains.put({ ...note, making: false });
    });
    expect(await store.read((tx) => tx.keyRemains.list())).toStrictEqual([
      { ...note, version: 'v2', since: 10 },
      { ...note, making: false },
    ]);
    await store.transaction((tx) => tx.keyRemains.remove('v2'));
    expect(await store.read((tx) => tx.keyRemains.find('v2'))).toBeUndefined();
    expect(await store.read((tx) => tx.keyRemains.find('v1'))).toStrictEqual({ ...note, making: false });
  });
});
