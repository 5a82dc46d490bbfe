import { beforeEach, describe, expect, it } from 'vitest';
import { aHouse, aSecret, makeVault, password, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';

type House = Awaited<ReturnType<typeof aHouse>>;

describe('vaults, to who may not see all of them', () => {
  let house: House;
  let payroll: { readonly resourceId: string; readonly resourceGroup: string };

  beforeEach(async () => {
    house = await aHouse();
    payroll = await house.window.call('VaultGet', { vault: 'payroll' });
    await makeVault(house.window, 'pay');
    await house.window.call('SecretSet', aSecret());
  });

  async function signInAs(role: string, scope: string): Promise<Window> {
    await aPerson(house.engine, 'grace', { role, scope });
    const window = house.engine.window();
    await window.call('SessionCreate', { person: 'grace', password: utf8(password) });
    return window;
  }
  const namesOf = async (window: Window): Promise<string[]> => (await window.call('VaultList', {})).items.map(({ name }) => name);

  it.each(['Key Vault Secrets User', 'Key Vault Reader', 'Key Vault Crypto User', 'Monitoring Reader', 'Key Vault Contributor'])(
    '%s of one vault sees that one alone',
    async (role) => {
      const window = await signInAs(role, payroll.resourceId);
      expect(await namesOf(window)).toEqual(['payroll']);
      expect((await window.call('VaultGet', { vault: 'payroll' })).name).toBe('payroll');
      await expect(window.call('VaultGet', { vault: 'pay' })).rejects.toMatchObject({ code: 'Forbidden', data: { scope: '/' } });
    },
  );

  it('a role on the resource group shows all in it, with the group', async () => {
    const window = await signInAs('Key Vault Reader', payroll.resourceGroup);
    expect(await namesOf(window)).toEqual(['pay', 'payroll']);
    expect((await window.call('ResourceGroupList', {})).items.map(({ path }) => path)).toEqual([payroll.resourceGroup]);
  });

  it('a grant on one secret shows neither its vault nor its group', async () => {
    const window = await signInAs('Key Vault Secrets User', `${payroll.resourceId}/secrets/db-password`);
    expect(await namesOf(window)).toEqual([]);
    expect((await window.call('ResourceGroupList', {})).items).toEqual([]);
    expect((await window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).properties.name).toBe('db-password');
  });

  it('a vault in the bin is shown to who may see it there', async () => {
    await house.window.call('VaultDelete', { vault: 'pay' });
    const window = await signInAs('Key Vault Reader', payroll.resourceId.replace(/payroll$/, 'pay'));
    expect((await window.call('VaultListDeleted', {})).items.map(({ name }) => name)).toEqual(['pay']);
    expect((await (await signInAsOther()).call('VaultListDeleted', {})).items).toEqual([]);
  });

  async function signInAsOther(): Promise<Window> {
    await aPerson(house.engine, 'eve', { role: 'Key Vault Reader', scope: payroll.resourceId });
    const window = house.engine.window();
    await window.call('SessionCreate', { person: 'eve', password: utf8(password) });
    return window;
  }
});
