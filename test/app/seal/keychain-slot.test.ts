import { expect, test } from 'vitest';
import { createKeychainSlot, openKeychainSlot, removeKeychainSecret } from '../../../app/seal/keychain-slot.ts';
import { crypto, instanceId, mapKeychain, slotName, witnessed } from './sealing.ts';

const unavailable = (reason: string): unknown => expect.objectContaining({ code: 'KeychainUnavailable', data: { reason } });

test('the keychain opens its slot until its secret is removed or exchanged', async () => {
  const { items, keychain } = mapKeychain();
  const deps = { crypto, keychain, instanceId };
  const rootKey = crypto.random(32);
  const slot = await createKeychainSlot(deps, slotName(), rootKey);
  expect(await openKeychainSlot(deps, slot)).toEqual(rootKey);
  const [account = ''] = [...items.keys()];
  expect(account).toBe(`slot/${instanceId}/${slot.id}`);

  items.set(account, crypto.random(32));
  expect(await openKeychainSlot(deps, slot)).toBeUndefined();
  items.set(account, new Uint8Array(0));
  expect(await openKeychainSlot(deps, slot)).toBeUndefined();
  await removeKeychainSecret(deps, slot.id);
  expect(items.size).toBe(0);
  expect(await openKeychainSlot(deps, slot)).toBeUndefined();
});

test.each(['absent', 'insecure'] as const)('no slot is made with a keychain that is %s, and nothing is written there', async (trust) => {
  const { items, keychain } = mapKeychain(trust);
  const making = createKeychainSlot({ crypto, keychain, instanceId }, slotName(), crypto.random(32));
  await expect(making).rejects.toEqual(unavailable(trust));
  expect(items.size).toBe(0);
});

test('a keychain that does not give back what it was given makes no slot', async () => {
  const { items, keychain } = mapKeychain();
  const forgetful = { ...keychain, read: () => Promise.resolve(new Uint8Array(32)) };
  const making = createKeychainSlot({ crypto, keychain: forgetful, instanceId }, slotName(), crypto.random(32));
  await expect(making).rejects.toEqual(unavailable('refused'));
  expect(items.size).toBe(1);
});

test('the slot’s secret is zeroed once it is in the keychain, and once it has opened', async () => {
  const witness = witnessed();
  const { keychain } = mapKeychain();
  const handed: (Uint8Array | undefined)[] = [];
  const watched = {
    ...keychain,
    read: async (account: string) => {
      const secret = await keychain.read(account);
      handed.push(secret);
      return secret;
    },
  };
  const deps = { crypto: witness.crypto, keychain: watched, instanceId };
  const slot = await createKeychainSlot(deps, slotName(), crypto.random(32));
  const opened = await openKeychainSlot(deps, slot);
  expect(witness.left(opened)).toEqual([]);
  expect(handed).toEqual([new Uint8Array(32), new Uint8Array(32)]);
});
