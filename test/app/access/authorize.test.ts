import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorize, type Question } from '../../../app/access/authorize.ts';
import type { GrantRow } from '../../../app/access/grant-store.ts';
import { roles } from '../../../app/access/role.ts';
import { reaches, scopesToward } from '../../../app/access/scope.ts';

const roleId = (name: string): string => roles.find((role) => role.name === name)?.id ?? 'unknown';

const vault = '/subscriptions/s/resourceGroups/main/providers/Microsoft.KeyVault/vaults/payroll';
const getSecret = { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action' } as const;

const aGrant = (change: Partial<GrantRow> = {}): GrantRow => ({
  id: 'grant-1',
  principalId: 'ada',
  roleId: roleId('Key Vault Secrets User'),
  scope: vault,
  from: 1_000,
  until: undefined,
  grantedBy: 'ada',
  endedBy: undefined,
  reason: 'first person',
  rowVersion: 1,
  mac: new Uint8Array(),
  ...change,
});

const ask = (change: Partial<Question> = {}): Question => ({
  need: getSecret,
  grantees: ['ada'],
  scope: `${vault}/secrets/db-password`,
  grants: [aGrant()],
  time: 2_000,
  ...change,
});

describe('authorization', () => {
  it('allows what a role at the vault allows on a secret in it, and names the grant', () => {
    expect(authorize(ask())).toMatchObject({ allowed: true, grant: { id: 'grant-1' }, role: { name: 'Key Vault Secrets User' } });
  });

  it.each<[string, Partial<Question>]>([
    ['nothing is granted', { grants: [] }],
    ['the grant is another principal’s', { grantees: ['eve'] }],
    ['the grant has not begun', { time: 999 }],
    ['the grant has ended', { grants: [aGrant({ until: 2_000 })] }],
    ['the grant is for a vault beside it', { grants: [aGrant({ scope: `${vault}-2` })] }],
    ['the grant is for another secret', { grants: [aGrant({ scope: `${vault}/secrets/db` })] }],
    ['the role is not one that the house knows', { grants: [aGrant({ roleId: 'made-up' })] }],
    ['the role allows only management', { grants: [aGrant({ roleId: roleId('Owner') })] }],
    ['an application sends the action with a suffix', { need: { kind: 'dataAction', action: `${getSecret.action}/more` } }],
  ])('refuses when %s', (_why, change) => {
    expect(authorize(ask(change))).toMatchObject({ allowed: false });
  });

  it('says what is missing, where, and the smallest role that has it', () => {
    expect(authorize(ask({ grants: [] }))).toEqual({
      allowed: false,
      missing: getSecret.action,
      scope: `${vault}/secrets/db-password`,
      smallestRole: 'Key Vault Secrets User',
    });
  });

  it('does not let a reader of metadata read values', () => {
    expect(authorize(ask({ grants: [aGrant({ roleId: roleId('Key Vault Reader') })] })).allowed).toBe(false);
  });

  it('asks for a session where only that is needed', () => {
    expect(authorize(ask({ need: { kind: 'session' }, grantees: [] })).allowed).toBe(false);
    expect(authorize(ask({ need: { kind: 'session' }, grants: [] })).allowed).toBe(true);
  });
});

describe('scopes', () => {
  it.each<[string, string, boolean]>([
    ['/', vault, true],
    [vault, vault, true],
    [vault.toUpperCase(), `${vault}/secrets/a`, true],
    ['/subscriptions/s', vault, true],
    ['/subscriptions/s2', vault, false],
    [`${vault}/secrets/a`, vault, false],
    [`${vault}/secrets/a`, `${vault}/secrets/ab`, false],
    ['', vault, false],
  ])('%s covers %s: %s', (granted, asked, covered) => {
    expect(reaches(granted, asked)).toBe(covered);
  });
});

describe('the scopes above one', () => {
  it('are every place where a grant would reach it, and no other', () => {
    expect(scopesToward(`${vault}/Secrets/A`)).toEqual([
      '/',
      '/subscriptions',
      '/subscriptions/s',
      '/subscriptions/s/resourcegroups',
      '/subscriptions/s/resourcegroups/main',
      '/subscriptions/s/resourcegroups/main/providers',
      '/subscriptions/s/resourcegroups/main/providers/microsoft.keyvault',
      '/subscriptions/s/resourcegroups/main/providers/microsoft.keyvault/vaults',
      `${vault.toLowerCase()}`,
      `${vault.toLowerCase()}/secrets`,
      `${vault.toLowerCase()}/secrets/a`,
    ]);
    expect(scopesToward('/')).toEqual(['/']);
  });

  it('agree with the rule of what reaches what', () => {
    const scope = fc
      .array(fc.constantFrom('a', 'A', 'ab', 'b', 'vaults', 'Vaults'), { maxLength: 4 })
      .map((parts) => (parts.length === 0 ? '/' : parts.map((part) => `/${part}`).join('')));
    fc.assert(
      fc.property(scope, scope, (granted, asked) => {
        expect(scopesToward(asked).includes(granted.toLowerCase())).toBe(reaches(granted, asked));
      }),
    );
  });
});
