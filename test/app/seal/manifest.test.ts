import { describe, expect, test } from 'vitest';
import type { RowFields } from '../../../app/seal/keyring.ts';
import { createKeyring } from '../../../app/seal/open-keyring.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { mapStore } from './map-store.ts';

const crypto = createNodeCrypto();
const set = 'secret:v';
const violation: unknown = expect.objectContaining({ code: 'IntegrityViolation', data: { what: 'manifest', id: set } });

const row = (id: number, version = 1): RowFields => ({ id, version, wrapped: Uint8Array.of(id, version) });

async function* rowsOf(...rows: RowFields[]): AsyncGenerator<RowFields> {
  yield* rows;
}

async function aSet(...rows: RowFields[]) {
  const store = mapStore();
  const keyring = await createKeyring({ crypto, instanceId: 'i', rootKey: crypto.random(32) }, store, 1);
  await keyring.createVaultKey(store, 'v', 1);
  for (const it of rows) await keyring.updateManifest(store, set, undefined, it);
  return { store, keyring, check: (...found: RowFields[]) => keyring.checkManifest(store, set, rowsOf(...found)) };
}

describe('a manifest', () => {
  test('of a new vault is that of no rows', async () => {
    const { check } = await aSet();
    await check();
    await expect(check(row(1))).rejects.toEqual(violation);
  });

  test('is met by the rows in any order, and by nothing else', async () => {
    const { check } = await aSet(row(1), row(2), row(3));
    await check(row(3), row(1), row(2));
    await expect(check(row(1), row(2)), 'missing').rejects.toEqual(violation);
    await expect(check(row(1), row(2), row(2)), 'duplicated').rejects.toEqual(violation);
    await expect(check(row(1), row(2), row(3), row(3)), 'one too many').rejects.toEqual(violation);
    await expect(check(row(1), row(2), row(3, 2)), 'altered').rejects.toEqual(violation);
  });

  test('follows changed and removed rows', async () => {
    const { store, keyring, check } = await aSet(row(1), row(2));
    await keyring.updateManifest(store, set, row(1), row(1, 2));
    await keyring.updateManifest(store, set, row(2), undefined);
    await check(row(1, 2));
    await expect(check(row(1)), 'older').rejects.toEqual(violation);
    expect(store.sets.get(set)).toMatchObject({ count: 1, sequence: 5 });
  });

  test('never goes below no rows', async () => {
    const { store, keyring } = await aSet();
    await expect(keyring.updateManifest(store, set, row(1), undefined)).rejects.toEqual(violation);
  });

  test('that was removed is not taken for an empty one', async () => {
    const { store, keyring, check } = await aSet(row(1));
    store.sets.delete(set);
    await expect(check()).rejects.toEqual(violation);
    await expect(keyring.updateManifest(store, set, undefined, row(2))).rejects.toEqual(violation);
  });

  test.each(['count', 'sequence'] as const)('with another %s is refused', async (field) => {
    const { store, check } = await aSet(row(1));
    const found = store.sets.get(set);
    if (found === undefined) throw new Error('no manifest');
    store.sets.set(set, { ...found, [field]: found[field] - 1 });
    await expect(check(row(1))).rejects.toEqual(violation);
  });

  test('of one set is not that of another', async () => {
    const { store, keyring, check } = await aSet(row(1));
    await keyring.createVaultKey(store, 'w', 1);
    const other = store.sets.get('secret:w');
    if (other === undefined) throw new Error('no manifest');
    store.sets.set(set, { ...other, set });
    await expect(check()).rejects.toEqual(violation);
  });

  test('is started once', async () => {
    const { store, keyring } = await aSet(row(1));
    await expect(keyring.startManifest(store, set)).rejects.toEqual(violation);
  });

  test('shows no relation between its sums: the same rows at another time look different', async () => {
    const { store, keyring } = await aSet(row(1));
    const before = store.sets.get(set)?.sum;
    await keyring.updateManifest(store, set, row(1), row(2));
    await keyring.updateManifest(store, set, row(2), row(1));
    expect(store.sets.get(set)?.sum).not.toEqual(before);
  });
});
