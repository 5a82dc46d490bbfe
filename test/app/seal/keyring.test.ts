import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Keyring, RowFields, ValueBinding } from '../../../app/seal/keyring.ts';
import { createKeyring, openKeyring } from '../../../app/seal/open-keyring.ts';
import { openValue, sealValue } from '../../../app/seal/sealed-value.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { mapStore } from './map-store.ts';
import { witnessed } from './sealing.ts';

const crypto = createNodeCrypto();
const instanceId = '6f0d1c1e-7a53-4a3e-9a55-0f7f3c9f2f10';
const vaultId = '0a4e6a0b-3d3a-4c0e-8f0e-5a1b1c1d1e1f';
const utf8 = new TextEncoder();

const binding: ValueBinding = {
  version: '0123456789abcdef0123456789abcdef',
  secretId: '11111111-2222-4333-8444-555555555555',
  vaultId,
  contentType: 'text/plain',
  enabled: true,
  notBefore: 1_000,
  expires: 2_000,
  tags: { team: 'payroll', tier: '1' },
  createdOn: 500,
  recoveryLevel: 'Recoverable+Purgeable',
  recoverableDays: 90,
  rowVersion: 1,
};

/** For every field of a binding, values that differ from the one it was sealed with. */
const otherwise: { [Name in keyof ValueBinding]: readonly ValueBinding[Name][] } = {
  version: ['0123456789abcdef0123456789abcdee'],
  secretId: ['11111111-2222-4333-8444-555555555556'],
  vaultId: ['0a4e6a0b-3d3a-4c0e-8f0e-5a1b1c1d1e20'],
  contentType: ['text/plain2', '', undefined],
  enabled: [false],
  notBefore: [999, 0, undefined],
  expires: [2_001, undefined],
  tags: [{}, { team: 'payroll' }, { team: 'payroll', tier: '2' }, { team: 'payroll', Tier: '1' }, { team: 'payroll,tier:1' }],
  createdOn: [501],
  recoveryLevel: ['Recoverable', ''],
  recoverableDays: [89],
  rowVersion: [2],
};

const violation = (what: string): unknown =>
  expect.objectContaining({ code: 'IntegrityViolation', data: expect.objectContaining({ what }) as unknown });

async function aHouse() {
  const store = mapStore();
  const rootKey = crypto.random(32);
  const keyring = await createKeyring({ crypto, instanceId, rootKey }, store, 1);
  await keyring.createVaultKey(store, vaultId, 2);
  const reopen = () => openKeyring({ crypto, instanceId, rootKey }, store);
  return { store, rootKey, keyring, reopen };
}

const text = async (keyring: Keyring, ...args: Parameters<Keyring['openValue']>) =>
  new TextDecoder().decode(await keyring.openValue(...args));

describe('values', () => {
  test('a value comes back from a keyring that was opened again', async () => {
    const { store, keyring, reopen } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('hunter2 ✓'));
    expect(await text(keyring, store, binding, sealed)).toBe('hunter2 ✓');
    expect(await text(await reopen(), store, binding, sealed)).toBe('hunter2 ✓');
  });

  test('the value given is neither kept nor zeroed, and the value returned is the reader’s own', async () => {
    const { store, keyring } = await aHouse();
    const value = utf8.encode('mine');
    const sealed = await keyring.sealValue(store, binding, value);
    expect(new TextDecoder().decode(value)).toBe('mine');
    (await keyring.openValue(store, binding, sealed)).fill(0);
    expect(await text(keyring, store, binding, sealed)).toBe('mine');
  });

  const changes = Object.entries(otherwise).flatMap(([field, values]) => values.map((value) => ({ field, value })));
  test.each(changes)('a value does not open when its $field is $value', async ({ field, value }) => {
    const { store, keyring, reopen } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('secret'));
    const elsewhere = { ...binding, [field]: value };
    if (field === 'vaultId') await keyring.createVaultKey(store, elsewhere.vaultId, 3);
    await expect(keyring.openValue(store, elsewhere, sealed)).rejects.toEqual(violation('secret'));
    await expect((await reopen()).openValue(store, elsewhere, sealed)).rejects.toEqual(violation('secret'));
  });

  test.each(Object.entries(otherwise))('another %s is another hash of the binding', async (field, values) => {
    const { keyring, reopen } = await aHouse();
    const hash = keyring.hashBinding(1, binding);
    expect((await reopen()).hashBinding(1, { ...binding })).toEqual(hash);
    expect(keyring.hashBinding(2, binding)).not.toEqual(hash);
    for (const value of values) expect(keyring.hashBinding(1, { ...binding, [field]: value })).not.toEqual(hash);
  });

  test.each([{ expires: 0.5 }, { contentType: '\ud800' }, { tags: { a: '\ud800' } }])(
    'what cannot be bound was never sealed: %j',
    async (edited) => {
      const { keyring } = await aHouse();
      expect(() => keyring.hashBinding(1, { ...binding, ...edited })).toThrow(
        expect.objectContaining({ code: 'IntegrityViolation', data: expect.objectContaining({ what: 'secret' }) as unknown }),
      );
    },
  );

  test('every flipped bit of key and value is found', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('s'));
    for (const part of ['wrappedKey', 'sealedValue'] as const) {
      for (let bit = 0; bit < sealed[part].length * 8; bit += 1) {
        const flipped = Uint8Array.from(sealed[part]);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(keyring.openValue(store, binding, { ...sealed, [part]: flipped })).rejects.toEqual(violation('secret'));
      }
    }
  });

  test('two versions cannot exchange their values, nor their keys', async () => {
    const { store, keyring } = await aHouse();
    const second = { ...binding, version: 'f'.repeat(32) };
    const one = await keyring.sealValue(store, binding, utf8.encode('one'));
    const two = await keyring.sealValue(store, second, utf8.encode('two'));
    await expect(keyring.openValue(store, binding, two)).rejects.toEqual(violation('secret'));
    await expect(keyring.openValue(store, binding, { ...one, sealedValue: two.sealedValue })).rejects.toEqual(violation('secret'));
    await expect(keyring.openValue(store, binding, { ...one, wrappedKey: two.wrappedKey })).rejects.toEqual(violation('secret'));
  });

  test('a vault without a key refuses values', async () => {
    const { store, keyring } = await aHouse();
    await expect(keyring.sealValue(store, { ...binding, vaultId: 'none' }, utf8.encode('x'))).rejects.toEqual(violation('key'));
  });

  test('a vault gets its first key once', async () => {
    const { store, keyring } = await aHouse();
    await expect(keyring.createVaultKey(store, vaultId, 3)).rejects.toEqual(expect.objectContaining({ code: 'Conflict' }));
  });
});

test('a data key is zeroed as soon as its value is sealed or opened', () => {
  const witness = witnessed();
  const deps = { crypto: witness.crypto, instanceId };
  const vaultKey = { generation: 1, key: crypto.random(32) };
  const sealed = sealValue(deps, vaultKey, binding, utf8.encode('x'));
  expect(witness.count()).toBe(1);
  expect(witness.left()).toEqual([]);
  const value = openValue(deps, vaultKey.key, binding, sealed);
  expect(openValue(deps, vaultKey.key, { ...binding, rowVersion: 2 }, sealed)).toBeUndefined();
  expect(openValue(deps, vaultKey.key, binding, { ...sealed, sealedValue: sealed.sealedValue.slice(1) })).toBeUndefined();
  expect(value).toEqual(utf8.encode('x'));
  expect(witness.left(value)).toEqual([]);
});

describe('rotation', () => {
  test('values of every generation stay readable, new ones use the newest', async () => {
    const { store, keyring, reopen } = await aHouse();
    const sealed = [await keyring.sealValue(store, binding, utf8.encode('0'))];
    for (const [index, rotate] of ['vault', 'master', 'vault', 'master', 'master', 'vault'].entries()) {
      if (rotate === 'vault') await keyring.rotateVault(store, vaultId, 10 + index);
      else await keyring.rotateMaster(store, 10 + index);
      sealed.push(await keyring.sealValue(store, binding, utf8.encode(String(index + 1))));
    }
    expect(sealed.map((it) => it.keyGeneration)).toEqual([1, 2, 2, 3, 3, 3, 4]);
    const vaultKeys = store.keys.filter((row) => row.layer === 'vault').map((row) => [row.generation, row.wrappedBy]);
    expect(vaultKeys).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 4],
    ]);
    for (const opened of [keyring, await reopen()]) {
      for (const [index, it] of sealed.entries()) expect(await text(opened, store, binding, it)).toBe(String(index));
    }
  });

  test('a generation cannot be passed off as another', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('x'));
    await keyring.rotateVault(store, vaultId, 3);
    await expect(keyring.openValue(store, binding, { ...sealed, keyGeneration: 2 })).rejects.toEqual(violation('secret'));
    await expect(keyring.openValue(store, binding, { ...sealed, keyGeneration: 3 })).rejects.toEqual(violation('key'));
  });

  test('a rotation that was rolled back leaves no key behind', async () => {
    const { store, keyring } = await aHouse();
    const abandoned = store.copy();
    await keyring.rotateMaster(abandoned, 3);
    await keyring.rotateVault(abandoned, vaultId, 3);
    const lost = await keyring.sealValue(abandoned, binding, utf8.encode('never happened'));
    expect(lost.keyGeneration).toBe(2);

    await keyring.rotateMaster(store, 4);
    await keyring.rotateVault(store, vaultId, 4);
    const sealed = await keyring.sealValue(store, binding, utf8.encode('happened'));
    expect(sealed.keyGeneration).toBe(2);
    expect(await text(keyring, store, binding, sealed)).toBe('happened');
    const reopened = await openKeyring({ crypto, instanceId, rootKey: (await aHouse()).rootKey }, store).catch((error: unknown) => error);
    expect(reopened).toEqual(violation('key'));
    await expect(keyring.openValue(store, binding, lost)).rejects.toEqual(violation('secret'));
  });

  test('a vault without a key cannot be rotated', async () => {
    const { store, keyring } = await aHouse();
    await expect(keyring.rotateVault(store, 'none', 3)).rejects.toEqual(violation('key'));
  });
});

describe('the rows of keys', () => {
  test('a house is made once', async () => {
    const { store, rootKey } = await aHouse();
    await expect(createKeyring({ crypto, instanceId, rootKey }, store, 9)).rejects.toEqual(expect.objectContaining({ code: 'Conflict' }));
  });

  test('another root key or another instance id does not open them', async () => {
    const { store, rootKey } = await aHouse();
    await expect(openKeyring({ crypto, instanceId, rootKey: crypto.random(32) }, store)).rejects.toEqual(violation('key'));
    await expect(openKeyring({ crypto, instanceId: vaultId, rootKey }, store)).rejects.toEqual(violation('key'));
  });

  test.each(['master', 'log'] as const)('a missing %s key is found when the keyring is opened', async (layer) => {
    const { store, reopen } = await aHouse();
    store.keys.splice(0, store.keys.length, ...store.keys.filter((row) => row.layer !== layer));
    await expect(reopen()).rejects.toEqual(violation('key'));
  });

  const tampering = { createdOn: 77, publicKey: new Uint8Array(32), wrapped: new Uint8Array(62), wrappedBy: 0 };
  test.each(Object.entries(tampering))('an altered %s of the log’s key is found when the keyring is opened', async (field, value) => {
    const { store, reopen } = await aHouse();
    const index = store.keys.findIndex((row) => row.layer === 'log');
    const row = store.keys[index];
    if (row === undefined) throw new Error('the house has no log key');
    store.keys[index] = { ...row, [field]: value };
    await expect(reopen()).rejects.toEqual(violation('key'));
  });

  test('the vault keys of two vaults cannot be exchanged', async () => {
    const { store, keyring, reopen } = await aHouse();
    await keyring.createVaultKey(store, 'other', 3);
    const sealed = await keyring.sealValue(store, binding, utf8.encode('x'));
    const swapped = store.keys.map((row) => (row.layer === 'vault' ? { ...row, owner: row.owner === 'other' ? vaultId : 'other' } : row));
    store.keys.splice(0, store.keys.length, ...swapped);
    await expect((await reopen()).openValue(store, binding, sealed)).rejects.toEqual(violation('key'));
  });
});

describe('marks', () => {
  test('a checkpoint is signed with the key that the keyring names, also after opening it again', async () => {
    const { keyring, reopen } = await aHouse();
    const message = utf8.encode('checkpoint');
    const again = await reopen();
    expect(again.logPublicKey).toEqual(keyring.logPublicKey);
    expect(crypto.verifyEd25519(again.logPublicKey, message, keyring.signCheckpoint(message))).toBe(true);
  });

  test('a row’s MAC covers its table and every field', async () => {
    const { keyring } = await aHouse();
    const row: RowFields = { id: '1', until: undefined, salt: Uint8Array.of(1, 2), tags: { a: 'b' }, count: 1 };
    const mac = keyring.rowMac('grant', row);
    const check = (table: string, fields: RowFields, given = mac) => keyring.checkRow(table, { id: '1', mac: given }, () => fields);
    check('grant', { ...row });
    const others = [
      { ...row, id: '2' },
      { ...row, until: 1 },
      { ...row, salt: Uint8Array.of(1, 3) },
      { ...row, tags: {} },
      { ...row, count: '1' },
    ];
    for (const other of others) expect(() => check('grant', other)).toThrow(VaultError);
    expect(() => check('person', row)).toThrow(VaultError);
    expect(() => check('grant', row, mac.subarray(1))).toThrow(VaultError);
  });

  test('a row that was found sound is read again as long as nothing of it is another', async () => {
    const { keyring } = await aHouse();
    const row: RowFields = { id: '1', until: undefined, name: 'a', count: 1, open: true };
    const mac = keyring.rowMac('grant', row);
    const check = (fields: RowFields, given = mac, table = 'grant') => keyring.checkRow(table, { id: '1', mac: given }, () => fields);
    check({ ...row });
    check({ ...row }, mac.slice());
    const { until: _until, ...shorter } = row;
    check(shorter);
    const others = [
      { ...row, name: 'b' },
      { ...row, until: 1 },
      { ...row, count: '1' },
      { ...row, open: 1 },
      { ...shorter, more: 'x' },
    ];
    for (const other of others) expect(() => check(other)).toThrow(VaultError);
    for (let at = 0; at < mac.length; at += 1) {
      expect(() => check({ ...row }, mac.with(at, (mac[at] ?? 0) ^ 1))).toThrow(VaultError);
    }
    expect(() => check({ ...row }, mac, 'person')).toThrow(VaultError);
    check({ ...row });
  });

  test('a row that was found sound in one table is still checked for another', async () => {
    const { keyring } = await aHouse();
    const row = { id: '1', mac: keyring.rowMac('grant', { id: '1' }) };
    const fieldsOf = ({ id }: { id: string }) => ({ id });
    keyring.checkRow('grant', row, fieldsOf);
    expect(() => keyring.checkRow('person', row, fieldsOf)).toThrow(VaultError);
  });

  test('equal texts have equal log hashes in one house, and different ones in another', async () => {
    const { keyring, reopen } = await aHouse();
    expect(keyring.logHash('db-password')).toMatch(/^h:1:[\w-]{22}$/);
    expect((await reopen()).logHash('db-password')).toBe(keyring.logHash('db-password'));
    expect(keyring.logHash('db-passwore')).not.toBe(keyring.logHash('db-password'));
    expect((await aHouse()).keyring.logHash('db-password')).not.toBe(keyring.logHash('db-password'));
  });
});

describe('closing', () => {
  test('zeroes the page key and refuses everything afterwards', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('x'));
    const page = keyring.pageKey;
    expect(page.some((byte) => byte !== 0)).toBe(true);
    keyring.close();
    expect(page.every((byte) => byte === 0)).toBe(true);
    const isSealed: unknown = expect.objectContaining({ code: 'InstanceSealed' });
    await expect(keyring.sealValue(store, binding, utf8.encode('x'))).rejects.toEqual(isSealed);
    await expect(keyring.openValue(store, binding, sealed)).rejects.toEqual(isSealed);
    await expect(keyring.rotateVault(store, vaultId, 5)).rejects.toEqual(isSealed);
    await expect(keyring.startManifest(store, 'x')).rejects.toEqual(isSealed);
    const calls = [
      () => keyring.hashBinding(1, binding),
      () => keyring.rowMac('a', {}),
      () => keyring.logHash('a'),
      () => keyring.signCheckpoint(page),
      () => keyring.pageKey,
    ];
    for (const call of calls) expect(call).toThrow(isSealed);
  });

  test('work that is under way is refused rather than sealed under zeroed keys', async () => {
    const { store, keyring, rootKey } = await aHouse();
    const fresh = await openKeyring({ crypto, instanceId, rootKey }, store);
    const before = store.keys.length;
    const work = [
      keyring.sealValue(store, binding, utf8.encode('x')),
      keyring.createVaultKey(store, 'another', 3),
      fresh.sealValue(store, binding, utf8.encode('x')),
      fresh.rotateMaster(store, 3),
    ];
    keyring.close();
    fresh.close();
    const outcomes = await Promise.allSettled(work);
    expect(outcomes.map((it) => it.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(store.keys).toHaveLength(before);
  });

  test('leaves none of the keys that were drawn or unwrapped', async () => {
    const witness = witnessed();
    const store = mapStore();
    const deps = { crypto: witness.crypto, instanceId, rootKey: crypto.random(32) };
    const keyrings = [await createKeyring(deps, store, 1), await openKeyring(deps, store)];
    for (const keyring of keyrings) {
      await keyring.createVaultKey(store, `${vaultId}${String(keyrings.indexOf(keyring))}`, 2);
      await keyring.rotateMaster(store, 3);
    }
    const [first, second] = keyrings;
    const bound = { ...binding, vaultId: `${vaultId}0` };
    const sealed = await first?.sealValue(store, bound, utf8.encode('x'));
    const value = sealed && (await second?.openValue(store, bound, sealed));
    for (const keyring of keyrings) keyring.close();
    expect(witness.left(value)).toEqual([]);
    expect(witness.count()).toBeGreaterThan(10);
  });

  test('the root key stays its owner’s', async () => {
    const { keyring, rootKey } = await aHouse();
    keyring.close();
    expect(rootKey.some((byte) => byte !== 0)).toBe(true);
  });
});
