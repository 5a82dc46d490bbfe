import { newMemoryToken, type MemoryKey, type MemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { objectText } from '../../../app/key/object-id.ts';
import type { KeySpec } from '../../../app/contract/key.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { aHouse, utf8 } from '../../support/a-house.ts';

const crypto = createKeyCrypto();

/** A house on a machine with two open tokens; the keys of the premium vault `payroll` are made in the second. */
export async function twoTokens() {
  const house = await aHouse();
  const { window, ground } = house;
  const [old, next] = [newMemoryToken('0001', 'Old HSM'), newMemoryToken('0002', 'New HSM')];
  ground.hsm.tokens.push(old, next);
  ground.hsm.libraries.push('/usr/lib/memory.so');
  await window.call('HsmModuleAdd', { name: 'Memory', path: '/usr/lib/memory.so', parameters: '' });
  const { items } = await window.call('HsmModuleList', {});
  const idOf = (label: string) => items.flatMap(({ tokens }) => tokens).find((token) => token.label === label)?.id ?? '';
  const [oldId, nextId] = [idOf('Old HSM'), idOf('New HSM')];
  for (const token of [oldId, nextId]) await window.call('HsmTokenOpen', { token, pin: utf8('123456'), keep: false });
  const { revision } = await window.call('VaultGet', { vault: 'payroll' });
  await window.call('VaultPatch', { vault: 'payroll', revision, tier: 'premium' });
  await window.call('HsmBindingPut', { vault: 'payroll', token: nextId });
  return { ...house, old, next, oldId, nextId };
}

/** A key that another program left in a token. @returns its CKA_ID in hexadecimal digits */
export async function leaveKey(token: MemoryToken, spec: KeySpec, marks: Partial<MemoryKey> = {}): Promise<string> {
  const key = await crypto.generate(spec, new AbortController().signal);
  const object = objectText(Uint8Array.of(0xab, token.keys.size));
  token.keys.set(object, { ...key, label: 'left behind', extractable: true, ...marks });
  return object;
}
