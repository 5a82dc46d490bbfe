import { describe, expect, test } from 'vitest';
import { aHouse, logOf } from '../../support/a-house.ts';
import { aKey } from './a-key.ts';

const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });

describe('making keys', () => {
  test.each([
    ['EC', { curve: 'P-384' }, { family: 'EC', curve: 'P-384' }, ['sign', 'verify']],
    ['EC', {}, { family: 'EC', curve: 'P-256' }, ['sign', 'verify']],
    ['RSA', {}, { family: 'RSA', bits: 2048 }, ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey']],
    ['oct', {}, { family: 'oct', bits: 256 }, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']],
    ['oct', { bits: 128 }, { family: 'oct', bits: 128 }, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']],
  ])('a key of type %s with %j has its size and what such keys are for', async (type, size, spec, operations) => {
    const { window } = await aHouse();
    const made = await window.call('KeyCreate', aKey({ type, ...size }));
    expect(made).toMatchObject({
      type,
      spec,
      operations,
      protection: { kind: 'software' },
      origin: 'generated',
      current: true,
      revision: 1,
    });
    expect(made.publicKey?.family).toBe(type === 'oct' ? undefined : type);
    expect(made.id).toBe(`/keys/signing/${made.version}`);
    expect(await window.call('KeyGet', { vault: 'payroll', name: 'Signing' })).toEqual(made);
  });

  test.each([
    [{ type: 'EC', bits: 2048 }, 'bits'],
    [{ type: 'RSA', bits: 256 }, 'bits'],
    [{ type: 'RSA', curve: 'P-256' }, 'curve'],
    [{ type: 'oct', bits: 2048 }, 'bits'],
    [{ type: 'EC', operations: ['encrypt'] }, 'operations'],
    [{ type: 'RSA', operations: ['import'] }, 'operations'],
    [{ type: 'EC', notBefore: 2_000, expires: 1_000 }, 'expires'],
  ])('%j is refused, and nothing is made', async (change, path) => {
    const { window } = await aHouse();
    await expect(window.call('KeyCreate', aKey(change))).rejects.toEqual(
      refusal('BadParameter', { issues: [expect.objectContaining({ path })] }),
    );
    expect((await window.call('KeyList', { vault: 'payroll' })).items).toEqual([]);
  });

  test.each(['RSA', 'EC'] as const)('what a door zeroes when it is sent is no part of the key: %s', async (type) => {
    const { window } = await aHouse();
    const made = await window.call('KeyCreate', aKey({ type }));
    const get = () => window.call('KeyGet', { vault: 'payroll', name: 'signing' });
    const first = await get();
    expect(first).toEqual(made);
    for (const part of Object.values(first.publicKey ?? {})) if (part instanceof Uint8Array) part.fill(0);
    expect(first).not.toEqual(made);
    expect(await get()).toEqual(made);
  });

  test('a key of an HSM needs a vault that is bound to a token', async () => {
    const { window } = await aHouse();
    await expect(window.call('KeyCreate', aKey({ type: 'EC-HSM' }))).rejects.toEqual(refusal('KeyUnsupported', { reason: 'vault' }));
  });

  test('making a key again adds a version, which may be of another type; the older one stays', async () => {
    const { window } = await aHouse();
    const first = await window.call('KeyCreate', aKey());
    const second = await window.call('KeyCreate', aKey({ type: 'oct', expect: first.version }));
    await expect(window.call('KeyCreate', aKey({ expect: first.version }))).rejects.toEqual(refusal('ChangedMeanwhile'));
    const { items } = await window.call('KeyListVersions', { vault: 'payroll', name: 'signing' });
    expect(items).toEqual([second, { ...first, current: false }]);
    expect(await window.call('KeyGet', { vault: 'payroll', name: 'signing', version: first.version })).toEqual({
      ...first,
      current: false,
    });
  });

  test('its record says what it is, and nothing of its numbers', async () => {
    const { window } = await aHouse();
    const { id } = await window.call('KeyCreate', aKey({ tags: { team: 'pay' } }));
    const record = (await logOf(window)).find(({ operation }) => operation === 'KeyCreate');
    expect(record).toMatchObject({ object: 'payroll / signing', result: 'succeeded' });
    const { canonical } = await window.call('LogGet', { sequence: record?.sequence ?? 0 });
    expect(JSON.parse(canonical).properties).toEqual({
      id,
      type: 'EC',
      size: 'P-256',
      operations: 'sign verify',
      enabled: 'true',
      httpStatusCode: 200,
    });
  });
});

describe('changing keys', () => {
  test('what is named changes, the rest stays, and a change that was not seen is not overwritten', async () => {
    const { window } = await aHouse();
    const made = await window.call('KeyCreate', aKey({ tags: { a: 'b' } }));
    const change = { vault: 'payroll', name: 'signing', revision: 1, enabled: false, operations: ['verify'] };
    const changed = await window.call('KeyUpdate', change);
    expect(changed).toEqual({ ...made, enabled: false, operations: ['verify'], revision: 2, updatedOn: changed.updatedOn });
    await expect(window.call('KeyUpdate', change)).rejects.toEqual(refusal('ChangedMeanwhile', { changedBy: 'Ada Lovelace' }));
    expect(await window.call('KeyGet', { vault: 'payroll', name: 'signing' })).toEqual(changed);
  });
});

describe('the recycle bin', () => {
  test('a deleted key keeps its name, can be recovered, and is listed', async () => {
    const { window } = await aHouse();
    const made = await window.call('KeyCreate', aKey());
    const deleted = await window.call('KeyDelete', { vault: 'payroll', name: 'signing' });
    expect(deleted).toEqual({
      ...made,
      deletedOn: deleted.deletedOn,
      purgeOn: deleted.deletedOn + 90 * 86_400_000,
      deletedBy: 'Ada Lovelace',
    });
    await expect(window.call('KeyCreate', aKey())).rejects.toEqual(refusal('ObjectIsDeletedButRecoverable'));
    await expect(window.call('KeyGet', { vault: 'payroll', name: 'signing' })).rejects.toEqual(refusal('KeyNotFound'));
    expect((await window.call('KeyListDeleted', { vault: 'payroll' })).items).toEqual([deleted]);
    expect(await window.call('KeyGetDeleted', { vault: 'payroll', name: 'signing' })).toEqual(deleted);
    expect(await window.call('KeyRecover', { vault: 'payroll', name: 'signing' })).toEqual(made);
    expect((await window.call('KeyList', { vault: 'payroll' })).items).toEqual([made]);
  });

  test('a purged key cannot be recovered, and its name is free', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    await window.call('KeyDelete', { vault: 'payroll', name: 'signing' });
    await window.call('KeyPurge', { vault: 'payroll', name: 'signing' });
    await expect(window.call('KeyRecover', { vault: 'payroll', name: 'signing' })).rejects.toEqual(refusal('KeyNotFound'));
    expect(await window.call('KeyCreate', aKey())).toMatchObject({ current: true });
  });

  test('a vault comes back with its keys', async () => {
    const { window } = await aHouse();
    const made = await window.call('KeyCreate', aKey());
    await window.call('VaultDelete', { vault: 'payroll' });
    await expect(window.call('KeyGet', { vault: 'payroll', name: 'signing' })).rejects.toEqual(refusal('VaultNotFound'));
    await window.call('VaultRecover', { vault: 'payroll' });
    expect(await window.call('KeyGet', { vault: 'payroll', name: 'signing' })).toEqual(made);
  });
});
