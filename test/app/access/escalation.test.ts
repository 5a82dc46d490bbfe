import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../../../app/operation/table.ts';
import { type Access, aGrantOf, aGroup, anAccess, roleId } from './an-access.ts';

const hour = 3_600_000;
const code = (name: string): unknown => expect.objectContaining({ code: name });
const forbidden = code('Forbidden');
const tooPowerful = code('TooPowerful');

let access: Access;
beforeEach(async () => {
  access = await anAccess();
});

type Joined = Awaited<ReturnType<Access['join']>>;
const grant = (by: Joined, principal: string, role: string, scope: string) =>
  by.window.call('RoleAssignmentCreate', { principal, role: roleId(role), scope, reason: 'for the test' });

describe('giving oneself more', () => {
  it.each(['Key Vault Administrator', 'Contributor', 'Key Vault Contributor', 'Reader', 'Monitoring Reader', 'User Administrator'])(
    'is refused to a %s of the tenant',
    async (role) => {
      const eve = await access.join('eve', role, '/');
      for (const wanted of ['Owner', 'Key Vault Secrets User', 'Key Vault Reader'])
        await expect(grant(eve, eve.id, wanted, '/')).rejects.toEqual(forbidden);
    },
  );

  it('is refused outside the place where one may give roles', async () => {
    const { vault, join } = access;
    const eve = await join('eve', 'Owner', vault('shop'));
    await grant(eve, eve.id, 'Key Vault Secrets User', vault('shop'));
    for (const scope of ['/', vault('payroll'), access.resourceGroup, `${vault('payroll')}/secrets/db`, vault('nowhere')])
      await expect(grant(eve, eve.id, 'Key Vault Secrets User', scope)).rejects.toEqual(forbidden);
  });

  it('is refused in a vault whose name begins like one’s own', async () => {
    const { ada, resourceGroup, vault, join } = access;
    await ada.call('VaultPut', {
      name: 'payroll-2',
      resourceGroup,
      tier: 'standard',
      retentionDays: 90,
      purgeProtection: false,
      tags: {},
    });
    const eve = await join('eve', 'Owner', vault('payroll'));
    await expect(grant(eve, eve.id, 'Key Vault Secrets User', vault('payroll-2'))).rejects.toEqual(forbidden);
  });

  it('is refused by a right that has ended, or has not begun', async () => {
    const { engine, ground, join } = access;
    const eve = await join('eve', 'Data Purger', '/');
    const now = ground.clock.now();
    await aGrantOf(engine, eve.id, 'Owner', { scope: '/', until: now });
    await aGrantOf(engine, eve.id, 'Owner', { scope: '/', from: now + hour });
    await expect(grant(eve, eve.id, 'Owner', '/')).rejects.toEqual(forbidden);
    ground.clock.pass(hour);
    await grant(eve, eve.id, 'Key Vault Reader', '/');
  });
});

describe('a Key Vault Data Access Administrator', () => {
  it('gives and takes eight roles, and no other', async () => {
    const { vault, join, give } = access;
    const eve = await join('eve', 'Key Vault Data Access Administrator', vault('payroll'));
    const ben = await join('ben', 'Data Purger', '/');
    for (const role of ['Key Vault Administrator', 'Key Vault Secrets User', 'Key Vault Reader', 'Key Vault Crypto User']) {
      const made = await grant(eve, ben.id, role, vault('payroll'));
      await eve.window.call('RoleAssignmentEnd', { id: made.id, reason: 'for the test' });
    }
    for (const role of ['Owner', 'Contributor', 'Reader', 'Key Vault Data Access Administrator', 'Key Vault Certificate User']) {
      await expect(grant(eve, eve.id, role, vault('payroll'))).rejects.toEqual(tooPowerful);
      const held = await give(ben.id, role, vault('payroll'));
      await expect(eve.window.call('RoleAssignmentEnd', { id: held.id, reason: 'for the test' })).rejects.toEqual(tooPowerful);
      await expect(eve.window.call('RoleAssignmentPatch', { id: held.id, until: null, reason: 'for the test' })).rejects.toEqual(
        tooPowerful,
      );
    }
  });

  it('does not come to more through a group', async () => {
    const { engine, vault, join, give } = access;
    const eve = await join('eve', 'Key Vault Data Access Administrator', '/');
    await aGrantOf(engine, eve.id, 'User Administrator', { scope: '/' });
    const owners = await aGroup(engine, 'Owners', []);
    await give(owners, 'Owner', vault('payroll'));
    const readers = await aGroup(engine, 'Readers', []);
    await give(readers, 'Key Vault Reader', vault('payroll'));
    await expect(eve.window.call('MembershipCreate', { group: owners, member: eve.id })).rejects.toEqual(tooPowerful);
    await eve.window.call('MembershipCreate', { group: readers, member: eve.id });
  });
});

describe('who manages people', () => {
  it('does not come to rights through a group, nor through a group in it', async () => {
    const { engine, secret, join, give } = access;
    const eve = await join('eve', 'User Administrator', '/');
    const inner = await aGroup(engine, 'Inner', []);
    const outer = await aGroup(engine, 'Outer', [{ id: inner, kind: 'group' }]);
    await eve.window.call('MembershipCreate', { group: inner, member: eve.id });
    const mine = (await eve.window.call('MembershipList', { of: { kind: 'member', id: eve.id }, nested: false, limit: 10 })).items;
    await eve.window.call('MembershipEnd', { id: mine[0]?.id ?? '' });
    await give(outer, 'Key Vault Secrets User', secret('db'));
    for (const group of [inner, outer])
      await expect(eve.window.call('MembershipCreate', { group, member: eve.id })).rejects.toEqual(tooPowerful);
    const own = await eve.window.call('GroupPut', { name: 'Own', description: '' });
    await eve.window.call('MembershipCreate', { group: own.id, member: eve.id });
    await expect(eve.window.call('MembershipCreate', { group: inner, member: own.id })).rejects.toEqual(tooPowerful);
    await expect(eve.window.call('SecretGet', { vault: 'payroll', name: 'db' })).rejects.toEqual(forbidden);
  });

  it.each(['Owner', 'User Access Administrator', 'Key Vault Data Access Administrator', 'User Administrator'])(
    'does not take over somebody who is %s, even of one vault and only later',
    async (role) => {
      const { ada, engine, ground, join } = access;
      const eve = await join('eve', 'User Administrator', '/');
      const ben = await join('ben', 'Data Purger', '/');
      const scope = role === 'User Administrator' ? '/' : access.vault('shop');
      await aGrantOf(engine, ben.id, role, { scope, from: ground.clock.now() + hour });
      const { revision } = await ada.call('PersonGet', { id: ben.id });
      await expect(eve.window.call('PersonRecover', { id: ben.id, reason: 'for the test', revision })).rejects.toEqual(tooPowerful);
      await expect(eve.window.call('PersonPatch', { id: ben.id, enabled: false, revision })).rejects.toEqual(tooPowerful);
      await ada.call('PersonRecover', { id: ben.id, reason: 'for the test', revision });
    },
  );

  it('does not take over an Owner by the right to give eight roles', async () => {
    const { ada, adaId, engine, join } = access;
    const eve = await join('eve', 'User Administrator', '/');
    await aGrantOf(engine, eve.id, 'Key Vault Data Access Administrator', { scope: '/' });
    const { revision } = await ada.call('PersonGet', { id: adaId });
    await expect(eve.window.call('PersonRecover', { id: adaId, reason: 'for the test', revision })).rejects.toEqual(tooPowerful);
  });
});

describe('a session', () => {
  it('loses a role as soon as the group is left by which it came', async () => {
    const { ada, engine, vault, join, give } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const group = await aGroup(engine, 'Team', [{ id: ben.id, kind: 'person' }]);
    await give(group, 'Key Vault Secrets User', vault('payroll'));
    await ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    const [place] = (await ada.call('MembershipList', { of: { kind: 'group', id: group }, nested: false, limit: 10 })).items;
    await ada.call('MembershipEnd', { id: place?.id ?? '' });
    await expect(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' })).rejects.toEqual(forbidden);
  });

  it('is not decided by what a transaction wrote that came to nothing', async () => {
    const { ada, adaId, vault } = access;
    const asked = { principal: adaId, role: roleId('Key Vault Reader'), scope: vault('payroll'), reason: 'for the test' };
    const all = await Promise.allSettled([
      ada.call('RoleAssignmentCreate', asked),
      ada.call('RoleAssignmentCreate', { ...asked, principal: randomUUID() }),
      ada.call('RoleAssignmentCreate', asked),
      ada.call('VaultGet', { vault: 'payroll' }),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    const { items } = await ada.call('AccessMine', {});
    expect(items.filter(({ place }) => place === 'payroll')).toHaveLength(1);
  });

  it('of an auditor gets no value and no right from any operation', async () => {
    const eve = await access.join('eve', 'Monitoring Reader', '/');
    const target = { vault: 'payroll', name: 'db' };
    for (const name of [
      'SecretGet',
      'SecretCompare',
      'SecretBackup',
      'RoleAssignmentCreate',
      'PersonRecover',
      'SlotAdd',
      'LogDelete',
    ] as const)
      expect(operations.get(name)?.needs).toMatchObject({ action: expect.any(String) });
    await expect(eve.window.call('SecretGet', target)).rejects.toEqual(forbidden);
    await expect(eve.window.call('SecretCompare', { ...target, versions: [`${'0'.repeat(32)}`, `${'1'.repeat(32)}`] })).rejects.toEqual(
      forbidden,
    );
    await expect(grant(eve, eve.id, 'Key Vault Secrets User', '/')).rejects.toEqual(forbidden);
  });
});
