import { describe, expect, test } from 'vitest';
import { anAccess, roleId } from '../access/an-access.ts';
import { aKey } from './a-key.ts';

const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });
const digest = new Uint8Array(32);
const asked = (name: string) => ({ vault: 'payroll', name, algorithm: 'ES256', digest });

/** Grace may use one key, beside one whose name begins like it. */
async function aGrantOnOne() {
  const access = await anAccess();
  const { ada, vault } = access;
  for (const name of ['signing', 'signing-2']) await ada.call('KeyCreate', aKey({ name }));
  const scope = `${vault('payroll')}/keys/signing`;
  const grace = await access.join('grace', 'Monitoring Reader', vault('shop'));
  const role = roleId('Key Vault Crypto User');
  const { id } = await ada.call('RoleAssignmentCreate', { principal: grace.id, role, scope: scope.toUpperCase(), reason: 'signs' });
  return { ...access, grace, scope, assignment: id };
}

describe('a grant on one key', () => {
  test('reaches that key alone, and no secret of its name', async () => {
    const { ada, grace } = await aGrantOnOne();
    await ada.call('SecretSet', { vault: 'payroll', name: 'signing', value: Uint8Array.of(1), enabled: true, tags: {} });
    expect(await grace.window.call('KeySign', asked('signing'))).toMatchObject({ value: expect.any(Uint8Array) as unknown });
    await expect(grace.window.call('KeySign', asked('signing-2'))).rejects.toEqual(refusal('Forbidden'));
    await expect(grace.window.call('KeyList', { vault: 'payroll' })).rejects.toEqual(refusal('Forbidden'));
    await expect(grace.window.call('SecretGet', { vault: 'payroll', name: 'signing' })).rejects.toEqual(refusal('Forbidden'));
    const wishes = ['signing', 'signing-2'].map((name) => ({ operation: 'KeySign', vault: 'payroll', name }));
    const { answers } = await grace.window.call('AccessCheck', { wishes });
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, false]);
  });

  test('is listed with its place, and ends when the key is purged', async () => {
    const { ada, grace, scope } = await aGrantOnOne();
    const { roles } = await grace.window.call('SessionGet', {});
    expect(roles).toContainEqual({ name: 'Key Vault Crypto User', scope });
    await ada.call('KeyDelete', { vault: 'payroll', name: 'signing' });
    await ada.call('KeyPurge', { vault: 'payroll', name: 'signing' });
    await ada.call('KeyCreate', aKey());
    await expect(grace.window.call('KeySign', asked('signing'))).rejects.toEqual(refusal('Forbidden'));
  });
});

describe('searching keys', () => {
  test('finds those of every vault that one sees, by name and then by vault, and nothing of others', async () => {
    const { ada, join, vault } = await anAccess();
    for (const [name, inVault] of [
      ['b', 'payroll'],
      ['a', 'shop'],
      ['b', 'shop'],
    ] as const)
      await ada.call('KeyCreate', aKey({ name, vault: inVault }));
    const hers = await join('grace', 'Key Vault Crypto Officer', vault('shop'));
    const namesOf = ({ items }: { items: readonly { vault: string; name: string }[] }) => items.map((it) => `${it.name} of ${it.vault}`);
    const first = await ada.call('KeySearch', { limit: 2 });
    expect(namesOf(first)).toHaveLength(2);
    const second = await ada.call('KeySearch', { limit: 2, cursor: first.next });
    expect([...namesOf(first), ...namesOf(second)].toSorted()).toEqual(['a of shop', 'b of payroll', 'b of shop']);
    expect(namesOf(await hers.window.call('KeySearch', {}))).toEqual(['a of shop', 'b of shop']);
    expect(namesOf(await hers.window.call('KeySearch', { vault: 'payroll' }))).toEqual([]);
    await ada.call('KeyDelete', { vault: 'shop', name: 'a' });
    expect(namesOf(await ada.call('KeySearch', { deleted: true }))).toEqual(['a of shop']);
    await expect(ada.call('KeySearch', { cursor: 'nonsense' })).rejects.toEqual(refusal('BadParameter'));
  });
});

test('a vault says how many keys it holds', async () => {
  const { ada } = await anAccess();
  await ada.call('KeyCreate', aKey());
  expect(await ada.call('VaultGet', { vault: 'payroll' })).toMatchObject({ keyCount: 1, secretCount: 2 });
});
