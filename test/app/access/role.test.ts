import { describe, expect, it } from 'vitest';
import { dataActions, poolActions, resourceActions, tenantActions } from '../../../app/access/action.ts';
import { type ActionNeed, findRole, type Role, roles } from '../../../app/access/role.ts';
import { smallestRole } from '../../../app/access/smallest-role.ts';
import { operations } from '../../../app/operation/table.ts';
import { publishedRoles } from './published-role.ts';

const named = (name: string): Role => {
  const found = roles.find((role) => role.name === name);
  if (!found) throw new Error(`no role ${name}`);
  return found;
};

const manage = (action: string): ActionNeed => ({ kind: 'action', action });
const everyNeed: readonly ActionNeed[] = [
  ...[...resourceActions, ...tenantActions].map(manage),
  ...dataActions.map((action) => ({ kind: 'dataAction', action }) as const),
];
const poolScope = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/managedHSMs/hsms';
const everyPoolNeed: readonly ActionNeed[] = poolActions.map((action) => ({ kind: 'dataAction', action }));
const needed: readonly ActionNeed[] = [...operations.values()].flatMap(({ needs }) =>
  needs.kind === 'action' || needs.kind === 'dataAction' ? [needs] : [],
);

describe('built-in roles', () => {
  it.each(publishedRoles)('$name is what Microsoft publishes', ({ id, name, actions, notActions, dataActions: onData, assignable }) => {
    const role = findRole(id);
    expect(role).toMatchObject({ name, actions, notActions });
    expect(role?.dataActions.toSorted()).toEqual(onData.toSorted());
    expect(role?.assignable).toEqual(assignable);
  });

  it('are those, and the ones that Entra has for people and for applications', () => {
    const ofDirectory = ['User Administrator', 'Application Administrator'];
    expect(roles.map(({ name }) => name).toSorted()).toEqual([...publishedRoles.map(({ name }) => name), ...ofDirectory].toSorted());
    expect(findRole('FE930BE7-5E62-47DB-91AF-98C3A49A38B1')?.name).toBe('User Administrator');
    expect(findRole('9B895D92-2CD3-44C7-9D02-A6AC2D5EA5C3')?.name).toBe('Application Administrator');
  });

  it.each([
    ['User Administrator', 'microsoft.directory/users/'],
    ['User Administrator', 'microsoft.directory/groups/'],
    ['Application Administrator', 'microsoft.directory/applications/'],
  ])('let a(n) %s do everything with %s that the console does', (name, kind) => {
    const directory = needed.filter(({ action }) => action.startsWith(kind));
    expect(directory.length).toBeGreaterThan(4);
    expect(directory.filter((need) => !named(name).allows(need))).toEqual([]);
  });

  it('let neither of the two change what is the other’s', () => {
    const changes = needed.filter(({ action }) => action.startsWith('microsoft.directory/') && !action.endsWith('/read'));
    const both = changes.filter((need) => named('User Administrator').allows(need) && named('Application Administrator').allows(need));
    expect(both).toEqual([]);
  });

  it('reach people, groups and applications by no wildcard', () => {
    const directory = tenantActions.filter((action) => action.startsWith('microsoft.directory/')).map(manage);
    const reaching = roles.filter(({ allows }) => directory.some((need) => allows(need)));
    expect(reaching.map(({ name }) => name)).toEqual(['User Administrator', 'Application Administrator']);
  });

  it('say of themselves when one can get more with them', () => {
    const elevating = Object.fromEntries(roles.filter(({ elevates }) => elevates).map(({ name, elevates }) => [name, elevates]));
    expect(elevating).toEqual({
      Owner: 'assignments',
      'User Access Administrator': 'assignments',
      'Role Based Access Control Administrator': 'assignments',
      'Key Vault Data Access Administrator': 'assignments',
      'Managed HSM Administrator': 'assignments',
      'Managed HSM Crypto Officer': 'assignments',
      'Managed HSM Policy Administrator': 'assignments',
      'User Administrator': 'people',
      'Application Administrator': 'people',
    });
  });

  it('keep values from everybody who only manages', () => {
    const managing = roles.filter(({ kind }) => kind !== 'vault');
    expect(managing.filter(({ allows }) => dataActions.some((action) => allows({ kind: 'dataAction', action })))).toEqual([]);
  });

  it('reach what pools hold by none but the roles of pools, and these reach nothing else', () => {
    const others = roles.filter(({ kind }) => kind !== 'pool');
    expect(others.filter(({ allows }) => everyPoolNeed.some(allows))).toEqual([]);
    expect(roles.filter(({ kind, allows }) => kind === 'pool' && everyNeed.some(allows))).toEqual([]);
  });

  it('know every action that an operation needs', () => {
    const known = new Set([...everyNeed, ...everyPoolNeed].map(({ kind, action }) => `${kind} ${action}`));
    expect(needed.map(({ kind, action }) => `${kind} ${action}`).filter((need) => !known.has(need))).toEqual([]);
  });
});

describe('the smallest role', () => {
  const allowedBy = (role: Role) => everyNeed.filter((need) => role.allows(need));
  const isLess = (some: readonly ActionNeed[], more: readonly ActionNeed[]) =>
    some.length < more.length && some.every((need) => more.includes(need));

  it('allows the action, and no role that allows it allows less besides', () => {
    for (const need of everyNeed) {
      const smallest = smallestRole(need, '/');
      if (!smallest) throw new Error(`nobody can ${need.action}`);
      expect(smallest.allows(need)).toBe(true);
      const less = roles.filter((role) => role.allows(need) && isLess(allowedBy(role), allowedBy(smallest)));
      expect(less).toEqual([]);
    }
  });

  it('never lets one get more where another role would do', () => {
    for (const need of everyNeed) {
      const others = roles.filter((role) => role.allows(need) && !role.elevates);
      if (others.length > 0) expect(smallestRole(need, '/')?.elevates).toBeUndefined();
    }
  });

  it.each<[ActionNeed['kind'], string, string, string]>([
    ['dataAction', 'Microsoft.KeyVault/vaults/secrets/getSecret/action', '/subscriptions/s', 'Key Vault Secrets User'],
    ['dataAction', 'Microsoft.KeyVault/vaults/secrets/setSecret/action', '/subscriptions/s', 'Key Vault Secrets Officer'],
    ['dataAction', 'Microsoft.KeyVault/vaults/keys/sign/action', '/subscriptions/s', 'Key Vault Crypto User'],
    ['action', 'Microsoft.KeyVault/vaults/read', '/subscriptions/s', 'Key Vault Reader'],
    ['action', 'Microsoft.KeyVault/vaults/write', '/subscriptions/s', 'Key Vault Contributor'],
    ['action', 'Microsoft.KeyVault/locations/deletedVaults/purge/action', '/subscriptions/s', 'Key Vault Purge Operator'],
    ['action', 'Microsoft.Insights/logs/read', '/', 'Monitoring Reader'],
    ['action', 'Microsoft.OperationalInsights/workspaces/purge/action', '/', 'Data Purger'],
    ['action', 'Microsoft.Authorization/roleAssignments/write', '/', 'Key Vault Data Access Administrator'],
    ['action', 'Strongroom.Instance/slots/write', '/', 'Owner'],
    ['action', 'microsoft.directory/users/create', '/', 'User Administrator'],
    ['action', 'microsoft.directory/applications/create', '/', 'Application Administrator'],
    ['dataAction', 'Microsoft.KeyVault/managedHsm/keys/sign/action', poolScope, 'Managed HSM Crypto User'],
    ['dataAction', 'Microsoft.KeyVault/managedHsm/keys/read/action', poolScope, 'Managed HSM Crypto Auditor'],
    ['dataAction', 'Microsoft.KeyVault/managedHsm/keys/wrap/action', poolScope, 'Managed HSM Crypto Service Encryption User'],
    ['dataAction', 'Microsoft.KeyVault/managedHsm/keys/deletedKeys/delete', poolScope, 'Managed HSM Crypto Officer'],
    ['dataAction', 'Microsoft.KeyVault/managedHsm/roleAssignments/write/action', poolScope, 'Managed HSM Policy Administrator'],
    ['action', 'Microsoft.KeyVault/managedHSMs/write', '/subscriptions/s', 'Contributor'],
  ])('for %s %s at %s is %s', (kind, action, scope, name) => {
    expect(smallestRole({ kind, action }, scope)?.name).toBe(name);
  });

  it('is none where no role allows it', () => {
    expect(smallestRole(manage('Made.Up/action'), '/')?.name).toBe('Contributor');
    expect(smallestRole({ kind: 'dataAction', action: 'Made.Up/action' }, '/')).toBeUndefined();
  });
});
