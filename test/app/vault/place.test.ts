import { describe, expect, it } from 'vitest';
import { aHouse, aSecret, logOf, password, utf8 } from '../../support/a-house.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

const aVault = (resourceGroup: string, name = 'travel') => ({
  name,
  resourceGroup,
  tier: 'standard',
  retentionDays: 90,
  purgeProtection: false,
  tags: {},
});

/** Someone who may make vaults in one resource group, beside another one. */
async function aContributor() {
  const { engine, window } = await aHouse();
  const { resourceGroup: own } = await window.call('SessionGet', {});
  const subscriptionId = own.split('/')[2] ?? '';
  await change(engine, (tx) => tx.directory.insertResourceGroup({ subscriptionId, name: 'other' }));
  await aPerson(engine, 'grace', { role: 'Key Vault Contributor', scope: own });
  const page = engine.window();
  await page.call('SessionCreate', { person: 'grace', password: utf8(password) });
  return { engine, window, page, own, other: own.replace(/main$/, 'other') };
}

describe('a vault is made', () => {
  it('where its maker may, whatever the case of the letters', async () => {
    const { page, own } = await aContributor();
    const vault = await page.call(
      'VaultPut',
      aVault(own.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions').replace('/RESOURCEGROUPS', '/resourceGroups')),
    );
    expect(vault.resourceGroup).toBe(own);
  });

  it('not where its maker may not', async () => {
    const { page, other } = await aContributor();
    await expect(page.call('VaultPut', aVault(other))).rejects.toEqual(refusal('Forbidden'));
  });

  it.each(['/../other', '/providers/Microsoft.KeyVault/vaults/payroll', '\n', '/'])(
    'not at a place that only begins like a granted one: %j',
    async (rest) => {
      const { page, own } = await aContributor();
      await expect(page.call('VaultPut', aVault(`${own}${rest}`))).rejects.toEqual(refusal('BadParameter'));
    },
  );

  it('not at a place that nobody knows, and only who may act everywhere is told that', async () => {
    const { page, window, own } = await aContributor();
    const nowhere = own.replace(/main$/, 'nowhere');
    await expect(page.call('VaultPut', aVault(nowhere))).rejects.toEqual(refusal('Forbidden', { scope: '/' }));
    await expect(window.call('VaultPut', aVault(nowhere))).rejects.toEqual(refusal('BadParameter'));
    const records = await Promise.all((await logOf(window)).map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(records.map((record) => record.canonical).join()).not.toContain('nowhere');
  });
});

describe('a vault that is not there', () => {
  it('looks to who may nothing like one that is not theirs', async () => {
    const { page, window } = await aContributor();
    await expect(page.call('SecretList', { vault: 'nothing' })).rejects.toEqual(refusal('Forbidden'));
    await expect(page.call('SecretList', { vault: 'payroll' })).rejects.toEqual(refusal('Forbidden'));
    await expect(window.call('SecretList', { vault: 'nothing' })).rejects.toEqual(refusal('VaultNotFound', { name: 'nothing' }));
  });
});

describe('a vault whose row was edited', () => {
  it('decides nothing', async () => {
    const { engine, window } = await aHouse();
    const row = await roomsOf(engine).store.read((tx) => tx.vaults.find('payroll'));
    if (!row) throw new Error('not set up');
    await change(engine, (tx) => tx.vaults.insert({ ...row, name: 'moved', nameKey: 'moved', id: '5f8b5c46-93a5-4b0e-8b6c-0d7f3c0a4d11' }));
    await expect(window.call('SecretList', { vault: 'moved' })).rejects.toEqual(refusal('IntegrityViolation', { what: 'vault' }));
  });
});

describe('a secret', () => {
  it('of another vault is not reached through a name that was pointed at it', async () => {
    const { engine, window, ground } = await aHouse();
    const { resourceGroup } = await window.call('SessionGet', {});
    await window.call('VaultPut', aVault(resourceGroup));
    await window.call('SecretSet', aSecret());
    const { store } = roomsOf(engine);
    const [from, to] = await store.read(async (tx) => [await tx.vaults.find('payroll'), await tx.vaults.find('travel')] as const);
    const secret = await store.read((tx) => tx.secrets.find(from?.id ?? '', 'db-password'));
    if (!to || !secret) throw new Error('not set up');
    for (const { tables } of ground.folder.disk.values()) tables.secrets.put(secret.id, { ...secret, vaultId: to.id });
    const bait = { vault: 'travel', name: 'db-password' };
    await expect(window.call('SecretGet', bait)).rejects.toEqual(refusal('IntegrityViolation'));
    await expect(window.call('SecretListVersions', bait)).rejects.toEqual(refusal('IntegrityViolation'));
    await expect(window.call('SecretList', { vault: 'travel' })).rejects.toEqual(refusal('IntegrityViolation'));
  });

  it('is not given out in an older version by a pointer that was put back', async () => {
    const { engine, window } = await aHouse();
    const first = await window.call('SecretSet', aSecret({ value: utf8('leaked') }));
    await window.call('SecretSet', aSecret({ value: utf8('renewed') }));
    await change(engine, async (tx) => {
      const secret = await tx.secrets.find((await tx.vaults.find('payroll'))?.id ?? '', 'db-password');
      if (!secret) throw new Error('not set up');
      await tx.secrets.update({ ...secret, currentVersion: first.version });
    });
    await expect(window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).rejects.toEqual(
      refusal('IntegrityViolation', { what: 'secret' }),
    );
  });
});
