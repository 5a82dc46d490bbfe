import { beforeEach, describe, expect, it } from 'vitest';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { aSecret, logOf } from '../../support/a-house.ts';
import { type Access, aGroup, anAccess } from './an-access.ts';

let access: Access;
beforeEach(async () => {
  access = await anAccess();
});

/** What a refused call is told. */
async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isVaultError(error, 'Forbidden')) throw new Error(`not refused: ${String(error)}`);
  return error.data;
}

describe('a refusal', () => {
  it('says what is missing, where, the smallest role, and who could give it', async () => {
    const { engine, vault, secret, join, give } = access;
    const ben = await join('ben', 'Key Vault Reader', vault('payroll'));
    const eve = await join('eve', 'Data Purger', '/');
    const group = await aGroup(engine, 'Givers', [{ id: eve.id, kind: 'person' }]);
    await give(group, 'Key Vault Data Access Administrator', vault('payroll'));
    expect(await refusalOf(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' }))).toEqual({
      missing: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      scope: secret('db'),
      smallestRole: 'Key Vault Secrets User',
      grantors: ['Ada Lovelace', 'eve'],
    });
    const purge = await refusalOf(ben.window.call('VaultDelete', { vault: 'payroll' }));
    expect(purge).toMatchObject({ smallestRole: 'Key Vault Contributor', grantors: ['Ada Lovelace'] });
  });

  it('names nobody who cannot sign in', async () => {
    const { ada, vault, join, give } = access;
    const ben = await join('ben', 'Key Vault Reader', vault('payroll'));
    const eve = await join('eve', 'Data Purger', '/');
    await give(eve.id, 'Owner', vault('payroll'));
    const { revision } = await ada.call('PersonGet', { id: eve.id });
    await ada.call('PersonPatch', { id: eve.id, enabled: false, revision });
    const { grantors } = await refusalOf(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' }));
    expect(grantors).toEqual(['Ada Lovelace']);
  });

  it('is the same for what there is and what there is not, to who holds nothing near it', async () => {
    const { vault, join, give } = access;
    const ben = await join('ben', 'Key Vault Reader', vault('shop'));
    const eve = await join('eve', 'Data Purger', vault('shop'));
    await give(eve.id, 'Owner', vault('payroll'));
    for (const ask of [
      (name: string) => ben.window.call('VaultGet', { vault: name }),
      (name: string) => ben.window.call('SecretGet', { vault: name, name: 'db' }),
      (name: string) => ben.window.call('SecretSet', aSecret({ vault: name })),
      (name: string) => ben.window.call('VaultDelete', { vault: name }),
      (name: string) => ben.window.call('RoleAssignmentList', { scope: vault(name), reach: 'here', limit: 10 }),
    ]) {
      const there = await refusalOf(ask('payroll'));
      expect(there).toEqual(await refusalOf(ask('nowhere')));
      expect(there.scope).toBe('/');
    }
  });

  it('keeps the true place in its record', async () => {
    const { ada, secret, join, vault } = access;
    const ben = await join('ben', 'Key Vault Reader', vault('shop'));
    await refusalOf(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' }));
    const row = (await logOf(ada)).findLast(({ operation, code }) => operation === 'SecretGet' && code === 'Forbidden');
    const record = await ada.call('LogGet', { sequence: row?.sequence ?? -1 });
    expect(record.missing).toMatchObject({ scope: secret('db') });
  });
});

describe('a grant on one secret', () => {
  it('opens that secret and shows nothing else', async () => {
    const { secret, join } = access;
    const { window } = await join('ben', 'Key Vault Secrets User', secret('db'));
    await window.call('SecretGet', { vault: 'payroll', name: 'db' });
    expect((await window.call('SecretListVersions', { vault: 'payroll', name: 'db' })).items).toHaveLength(1);
    for (const name of ['db-password', 'd', 'dba', 'nothing'])
      expect((await refusalOf(window.call('SecretGet', { vault: 'payroll', name }))).scope).toBe('/');
    expect((await window.call('VaultList', {})).items).toEqual([]);
    expect((await window.call('VaultListDeleted', {})).items).toEqual([]);
    expect((await window.call('ResourceGroupList', {})).items).toEqual([]);
    await refusalOf(window.call('VaultGet', { vault: 'payroll' }));
    await refusalOf(window.call('SecretList', { vault: 'payroll' }));
    await refusalOf(window.call('SecretListDeleted', { vault: 'payroll' }));
    const found = await window.call('SecretSearch', { query: {}, sort: { by: 'name', direction: 'up' }, limit: 100 });
    expect(found).toMatchObject({ items: [], total: { count: 0 } });
    expect(await window.call('SecretAttention', {})).toMatchObject({ total: 0, vaults: [] });
  });

  it('stands among what is shared, until the vault itself is seen, the secret goes, or the grant ends', async () => {
    const { ada, secret, vault, join, give } = access;
    const ben = await join('ben', 'Key Vault Secrets User', secret('db'));
    const shared = async () => (await ben.window.call('SecretShared', {})).items.map(({ vault: of, name }) => `${of} / ${name}`);
    expect(await shared()).toEqual(['payroll / db']);
    const more = await give(ben.id, 'Key Vault Secrets Officer', secret('db-password'));
    expect(await shared()).toEqual(['payroll / db', 'payroll / db-password']);
    await ada.call('RoleAssignmentEnd', { id: more.id, reason: 'over' });
    expect(await shared()).toEqual(['payroll / db']);
    const reader = await give(ben.id, 'Key Vault Reader', vault('payroll'));
    expect(await shared()).toEqual([]);
    await ada.call('RoleAssignmentEnd', { id: reader.id, reason: 'over' });
    await ada.call('SecretDelete', { vault: 'payroll', name: 'db' });
    expect(await shared()).toEqual([]);
    await ada.call('SecretRecover', { vault: 'payroll', name: 'db' });
    await ada.call('VaultDelete', { vault: 'payroll' });
    expect(await shared()).toEqual([]);
  });
});

describe('asking whether one may', () => {
  it('answers as doing it does, in order, without a record', async () => {
    const { ada, secret, join } = access;
    const ben = await join('ben', 'Key Vault Secrets User', secret('db'));
    const before = (await logOf(ada)).length;
    const { answers } = await ben.window.call('AccessCheck', {
      wishes: [
        { operation: 'SecretGet', vault: 'payroll', name: 'db' },
        { operation: 'SecretGet', vault: 'payroll', name: 'db-password' },
        { operation: 'SecretGet', vault: 'nowhere', name: 'db' },
        { operation: 'SecretSearch' },
        { operation: 'VaultPut' },
      ],
    });
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, false, false, true, false]);
    expect(answers[1]).toEqual(answers[2]);
    expect(answers[1]?.refusal).toEqual({
      missing: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      smallestRole: 'Key Vault Secrets User',
      grantors: ['Ada Lovelace'],
    });
    expect((await logOf(ada)).length).toBe(before + 1);
    await expect(ben.window.call('AccessCheck', { wishes: [{ operation: 'toString' }] })).rejects.toMatchObject({ code: 'BadParameter' });
  });

  it('lets a vault be made where any resource group allows it', async () => {
    const { join, resourceGroup } = access;
    const ben = await join('ben', 'Key Vault Contributor', resourceGroup);
    expect((await ben.window.call('AccessCheck', { wishes: [{ operation: 'VaultPut' }] })).answers).toEqual([{ allowed: true }]);
  });
});
