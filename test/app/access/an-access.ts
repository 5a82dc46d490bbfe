import { randomUUID } from 'node:crypto';
import { addGrant } from '../../../app/access/add-grant.ts';
import { roles } from '../../../app/access/role.ts';
import { addGroup } from '../../../app/identity/group.ts';
import { addMembership } from '../../../app/identity/membership.ts';
import { aHouse, aSecret, type Engine, password, utf8 } from '../../support/a-house.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

export const roleId = (name: string): string => {
  const found = roles.find((role) => role.name === name);
  if (!found) throw new Error(`no role ${name}`);
  return found.id;
};

/** A house with two vaults, `payroll` with two secrets and `shop` with one, whose first person is signed in. */
export async function anAccess() {
  const { ground, engine, window: ada } = await aHouse();
  const { resourceGroup } = await ada.call('SessionGet', {});
  await ada.call('VaultPut', { name: 'shop', resourceGroup, tier: 'standard', retentionDays: 90, purgeProtection: false, tags: {} });
  for (const [vault, name] of [
    ['payroll', 'db-password'],
    ['payroll', 'db'],
    ['shop', 'api-key'],
  ])
    await ada.call('SecretSet', aSecret({ vault, name }));
  const vault = (name: string) => `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
  const adaId = (await ada.call('SessionGet', {})).person.id;

  /** Somebody with one role, signed in at a window of their own. */
  async function join(name: string, role: string, scope: string) {
    const { id } = await aPerson(engine, name, { role, scope });
    const window = engine.window();
    await window.call('SessionCreate', { person: name, password: utf8(password) });
    return { id, window };
  }

  return {
    ground,
    engine,
    ada,
    adaId,
    resourceGroup,
    vault,
    secret: (name: string) => `${vault('payroll')}/secrets/${name}`,
    join,
    /** Gives a role as the first person may. */
    give: (principal: string, role: string, scope: string, rest: { from?: number; until?: number } = {}) =>
      ada.call('RoleAssignmentCreate', { principal, role: roleId(role), scope, reason: 'for the test', ...rest }),
  };
}
export type Access = Awaited<ReturnType<typeof anAccess>>;

/** A group with these members, as somebody makes it who needs no leave. */
export async function aGroup(engine: Engine, name: string, members: readonly { id: string; kind: 'person' | 'group' }[]): Promise<string> {
  const { keyring, now } = roomsOf(engine);
  const id = randomUUID();
  await change(engine, async (tx) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    await addGroup(tx, keyring, { id, tenantId, name, description: '', createdOn: 0, createdBy: 'ada' });
    for (const member of members) {
      const place = { groupId: id, memberId: member.id, memberKind: member.kind };
      await addMembership(tx, keyring, { id: randomUUID(), ...place, from: now(), until: undefined, addedBy: 'ada' });
    }
  });
  return id;
}

/** A grant past every check of who may give it. */
export async function aGrantOf(engine: Engine, principalId: string, role: string, rest: { scope: string; from?: number; until?: number }) {
  const { keyring } = roomsOf(engine);
  const id = randomUUID();
  await change(engine, async (tx) => {
    await addGrant(tx, keyring, { id, principalId, roleId: roleId(role), from: 0, grantedBy: principalId, reason: 'test', ...rest });
  });
  return id;
}
