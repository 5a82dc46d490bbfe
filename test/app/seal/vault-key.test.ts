import { describe, expect, test } from 'vitest';
import type { Keyring, ValueBinding } from '../../../app/seal/keyring.ts';
import { createKeyring, openKeyring } from '../../../app/seal/open-keyring.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { mapStore } from './map-store.ts';

const crypto = createNodeCrypto();
const instanceId = '6f0d1c1e-7a53-4a3e-9a55-0f7f3c9f2f10';
const vaultId = '0a4e6a0b-3d3a-4c0e-8f0e-5a1b1c1d1e1f';
const otherVault = '0a4e6a0b-3d3a-4c0e-8f0e-5a1b1c1d1e20';
const utf8 = new TextEncoder();

const binding: ValueBinding = {
  version: '0123456789abcdef0123456789abcdef',
  secretId: '11111111-2222-4333-8444-555555555555',
  vaultId,
  contentType: 'text/plain',
  enabled: true,
  notBefore: 1_000,
  expires: 2_000,
  tags: { team: 'payroll' },
  createdOn: 500,
  recoveryLevel: 'Recoverable+Purgeable',
  recoverableDays: 90,
  rowVersion: 1,
};

const violation = (what: string): unknown =>
  expect.objectContaining({ code: 'IntegrityViolation', data: expect.objectContaining({ what }) as unknown });

async function aHouse() {
  const store = mapStore();
  const rootKey = crypto.random(32);
  const keyring = await createKeyring({ crypto, instanceId, rootKey }, store, 1);
  await keyring.createVaultKey(store, vaultId, 2);
  return { store, keyring, reopen: () => openKeyring({ crypto, instanceId, rootKey }, store) };
}

const text = async (keyring: Keyring, ...args: Parameters<Keyring['openValue']>) =>
  new TextDecoder().decode(await keyring.openValue(...args));

describe('wrapping a data key again', () => {
  const changed: ValueBinding = { ...binding, enabled: false, tags: {}, rowVersion: 2 };

  test('binds other attributes and leaves the sealed value as it is', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('hunter2'));
    await keyring.rotateVault(store, vaultId, 3);
    const wrapped = await keyring.rewrapValue(store, binding, changed, sealed);
    expect(wrapped.keyGeneration).toBe(2);
    const row = { ...wrapped, sealedValue: sealed.sealedValue };
    expect(await text(keyring, store, changed, row)).toBe('hunter2');
    await expect(keyring.openValue(store, binding, row)).rejects.toEqual(violation('secret'));
  });

  test.each<[string, Partial<ValueBinding>]>([
    ['vault', { vaultId: otherVault }],
    ['secret', { secretId: '11111111-2222-4333-8444-555555555556' }],
    ['version', { version: 'f'.repeat(32) }],
    ['content type', { contentType: undefined }],
    ['state', { enabled: false }],
    ['activation', { notBefore: 1 }],
    ['expiry', { expires: undefined }],
    ['tag', { tags: { team: 'hr' } }],
    ['day of making', { createdOn: 501 }],
    ['way back', { recoveryLevel: 'Recoverable' }],
    ['retention', { recoverableDays: 89 }],
    ['row version', { rowVersion: 2 }],
  ])('refuses another %s than it was wrapped with', async (_name, other) => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('hunter2'));
    await keyring.createVaultKey(store, otherVault, 2);
    await expect(keyring.rewrapValue(store, { ...binding, ...other }, changed, sealed)).rejects.toEqual(violation('secret'));
  });

  test('to another place gives a key that opens nothing there', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('hunter2'));
    const elsewhere = { ...binding, version: 'f'.repeat(32) };
    const wrapped = await keyring.rewrapValue(store, binding, elsewhere, sealed);
    await expect(keyring.openValue(store, elsewhere, { ...sealed, ...wrapped })).rejects.toEqual(violation('secret'));
  });
});

describe('the end of vault keys', () => {
  test('retired ones open nothing any more, in memory or after reopening; the newest does', async () => {
    const { store, keyring, reopen } = await aHouse();
    const old = await keyring.sealValue(store, binding, utf8.encode('old'));
    await keyring.rotateVault(store, vaultId, 3);
    const kept = await keyring.sealValue(store, binding, utf8.encode('kept'));
    await keyring.retireVaultKeys(store, vaultId);
    for (const opened of [keyring, await reopen()]) {
      await expect(opened.openValue(store, binding, old)).rejects.toEqual(violation('key'));
      expect(await text(opened, store, binding, kept)).toBe('kept');
    }
  });

  test('a destroyed vault has no key and no manifest, and all manifests together are not fewer changes than before', async () => {
    const { store, keyring } = await aHouse();
    const sealed = await keyring.sealValue(store, binding, utf8.encode('gone'));
    await keyring.updateManifest(store, `secret:${vaultId}`, undefined, { version: '1' });
    await keyring.updateManifest(store, 'vault', undefined, { id: vaultId });
    const together = () => [...store.sets.values()].reduce((sum, { sequence }) => sum + sequence, 0);
    const before = together();
    await keyring.destroyVault(store, vaultId);
    expect(together()).toBe(before);
    expect([...store.sets.keys()].filter((set) => set.includes(vaultId))).toEqual([]);
    await expect(keyring.openValue(store, binding, sealed)).rejects.toEqual(violation('key'));
    await keyring.checkManifest(
      store,
      'vault',
      (async function* () {
        yield { id: vaultId };
      })(),
    );
  });
});
