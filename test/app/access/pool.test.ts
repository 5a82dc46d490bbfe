import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { roles } from '../../../app/access/role.ts';
import { KeyBackup } from '../../../app/contract/key.ts';
import { aKey } from '../key/a-key.ts';
import { aSecret, logOf, type Window } from '../../support/a-house.ts';
import { roleId } from './an-access.ts';
import { aPool } from './a-pool.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const anHsmKey = (change: object = {}) => aKey({ vault: 'hsms', type: 'EC-HSM', ...change });
const named = { vault: 'hsms', name: 'signing' };
const digest = new Uint8Array(32).fill(7);
const action = (verb: string) => `Microsoft.KeyVault/managedHsm/${verb}` as const;

describe('a Managed HSM pool', () => {
  it('has a place of its own among resources, and its maker administers it', async () => {
    const { made, ada, pool } = await aPool();
    expect(pool).toMatch(/\/providers\/Microsoft\.KeyVault\/managedHSMs\/hsms$/);
    expect(made.tier).toBe('managed-hsm');
    const { items } = await ada.call('RoleAssignmentList', { scope: pool, reach: 'below', limit: 10 });
    expect(items.map(({ role, reason }) => [role.name, reason])).toContainEqual(['Managed HSM Administrator', 'made the pool']);
    expect((await ada.call('VaultList', {})).items.map(({ name }) => name)).toContain('hsms');
  });

  it('makes keys in its token and uses them', async () => {
    const { ada } = await aPool();
    const key = await ada.call('KeyCreate', anHsmKey());
    expect(key).toMatchObject({ type: 'EC-HSM', protection: { kind: 'hsm' } });
    const { value } = await ada.call('KeySign', { ...named, algorithm: 'ES256', digest });
    expect(await ada.call('KeyVerify', { ...named, algorithm: 'ES256', digest, signature: value })).toMatchObject({ valid: true });
  });

  it('holds no key of another type, and no secret', async () => {
    const { ada } = await aPool();
    await expect(ada.call('KeyCreate', anHsmKey({ type: 'EC' }))).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'EC', by: 'hsms', reason: 'pool' }),
    );
    const k = new Uint8Array(32).fill(1);
    const oct = { family: 'oct' as const, k };
    await expect(ada.call('KeyImport', { vault: 'hsms', name: 'brought', hsm: false, jwk: oct, enabled: true, tags: {} })).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'oct', reason: 'pool' }),
    );
    await ada.call('KeyCreate', aKey({ name: 'soft' }));
    const parts: Uint8Array[] = [];
    for await (const item of ada.listen('KeyBackup', { vault: 'payroll', name: 'soft' })) parts.push(KeyBackup.output.parse(item).part);
    await expect(ada.call('KeyRestore', { vault: 'hsms', file: Buffer.concat(parts) })).rejects.toEqual(
      refusal('KeyUnsupported', { reason: 'pool' }),
    );
    expect((await ada.call('KeyList', { vault: 'hsms' })).items).toEqual([]);
    for (const [name, input] of [
      ['SecretSet', aSecret({ vault: 'hsms' })],
      ['SecretGet', { vault: 'hsms', name: 'db-password' }],
      ['SecretList', { vault: 'hsms' }],
    ] as const) {
      await expect(Reflect.apply(ada.call, ada, [name, input])).rejects.toEqual(
        refusal('KeyUnsupported', { what: 'secrets', by: 'hsms', reason: 'pool' }),
      );
    }
  });

  it('makes nothing without a token', async () => {
    const { ada } = await aPool();
    await ada.call('HsmBindingPut', { vault: 'hsms', token: null });
    await expect(ada.call('KeyCreate', anHsmKey())).rejects.toEqual(refusal('KeyUnsupported', { reason: 'vault' }));
    await expect(ada.call('RandomBytes', { vault: 'hsms', count: 8 })).rejects.toEqual(refusal('KeyUnsupported', { reason: 'vault' }));
  });

  it('stays a pool, and a vault stays a vault', async () => {
    const { ada } = await aPool();
    await expect(ada.call('VaultPatch', { vault: 'hsms', revision: 1, tier: 'premium' })).rejects.toEqual(refusal('BadParameter'));
    const asked = { vault: 'payroll', revision: 1, tier: 'managed-hsm' };
    await expect(Reflect.apply(ada.call, ada, ['VaultPatch', asked])).rejects.toEqual(refusal('BadParameter'));
  });

  it('gives random bytes of its token, of which the log has only how many', async () => {
    const { ada } = await aPool();
    const { value } = await ada.call('RandomBytes', { vault: 'hsms', count: 128 });
    expect(value).toHaveLength(128);
    const record = (await logOf(ada)).findLast(({ operation }) => operation === 'RandomBytes');
    expect(record).toMatchObject({ object: 'hsms', result: 'succeeded' });
    await expect(ada.call('RandomBytes', { vault: 'hsms', count: 129 })).rejects.toEqual(refusal('BadParameter'));
    await expect(ada.call('RandomBytes', { vault: 'payroll', count: 8 })).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'random bytes', by: 'payroll', reason: 'vault' }),
    );
  });

  it('goes to the recycle bin and comes back, with its roles', async () => {
    const { ada } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    await ada.call('VaultDelete', { vault: 'hsms' });
    await expect(ada.call('KeySign', { ...named, algorithm: 'ES256', digest })).rejects.toEqual(refusal('VaultNotFound'));
    await ada.call('VaultRecover', { vault: 'hsms' });
    await ada.call('KeySign', { ...named, algorithm: 'ES256', digest });
  });
});

describe('what a pool holds', () => {
  it('is reached by no built-in role that is held above it', async () => {
    const { join, ada, ground } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    for (const [at, { name }] of roles.entries()) {
      ground.clock.pass(60_000);
      const { window } = await join(`p${at}`, name, '/');
      await expect(window.call('KeySign', { ...named, algorithm: 'ES256', digest })).rejects.toEqual(refusal('Forbidden'));
      await expect(window.call('KeyGet', named)).rejects.toEqual(refusal('Forbidden'));
    }
  });

  it('is reached by a role for all keys, and by one for a single key', async () => {
    const { join, ada, pool } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    await ada.call('KeyCreate', anHsmKey({ name: 'other' }));
    const { window: all } = await join('all', 'Managed HSM Crypto User', `${pool}/keys`);
    await all.call('KeySign', { ...named, algorithm: 'ES256', digest });
    expect((await all.call('KeyList', { vault: 'hsms' })).items).toHaveLength(2);
    expect((await all.call('VaultList', {})).items.map(({ name }) => name)).toEqual(['hsms']);
    expect(await all.call('VaultGet', { vault: 'hsms' })).toMatchObject({ name: 'hsms' });
    await expect(all.call('RandomBytes', { vault: 'hsms', count: 8 })).rejects.toEqual(refusal('Forbidden'));
    const { window: one } = await join('one', 'Managed HSM Crypto User', `${pool}/keys/signing`);
    await one.call('KeySign', { ...named, algorithm: 'ES256', digest });
    await expect(one.call('KeySign', { vault: 'hsms', name: 'other', algorithm: 'ES256', digest })).rejects.toEqual(refusal('Forbidden'));
    await expect(one.call('KeyList', { vault: 'hsms' })).rejects.toEqual(refusal('Forbidden'));
  });

  it('is found in the recycle bin by who may see what is deleted, and by nobody else', async () => {
    const { ada, join, pool } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    await ada.call('KeyDelete', named);
    const { window: officer } = await join('olga', 'Managed HSM Crypto Officer', pool);
    const { window: auditor } = await join('aud', 'Managed HSM Crypto Auditor', `${pool}/keys`);
    await expect(ada.call('KeyListDeleted', { vault: 'hsms' })).rejects.toEqual(refusal('Forbidden'));
    const search = async (window: Window, deleted?: true) =>
      (await window.call('KeySearch', { ...(deleted && { deleted }) })).items.map(({ name }) => name);
    expect(await search(ada, true)).toEqual([]);
    for (const window of [officer, auditor]) expect(await search(window, true)).toEqual(['signing']);
    await ada.call('KeyCreate', anHsmKey({ name: 'other' }));
    expect(await search(ada)).toEqual(['other']);
    expect(await search(officer)).toEqual([]);
  });

  it('is deleted by users and destroyed by officers, who see what is deleted and nothing else', async () => {
    const { join, ada, pool } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    const { window: officer } = await join('olga', 'Managed HSM Crypto Officer', pool);
    await expect(officer.call('KeyGet', named)).rejects.toEqual(refusal('Forbidden', { missing: action('keys/read/action') }));
    await ada.call('KeyDelete', named);
    await expect(ada.call('KeyPurge', named)).rejects.toEqual(refusal('Forbidden', { smallestRole: 'Managed HSM Crypto Officer' }));
    expect((await officer.call('KeyListDeleted', { vault: 'hsms' })).items).toHaveLength(1);
    await officer.call('KeyGetDeleted', named);
    await officer.call('KeyRecover', named);
    await ada.call('KeyDelete', named);
    await officer.call('KeyPurge', named);
  });

  it('is told to strangers like a vault that is not there', async () => {
    const { join, vault } = await aPool();
    const { window } = await join('eve', 'Key Vault Reader', vault('payroll'));
    const told = async (name: string) =>
      window.call('KeySign', { vault: name, name: 'signing', algorithm: 'ES256', digest }).catch((error: unknown) => error);
    expect(await told('hsms')).toEqual(await told('nothing'));
    const secret = (name: string) => window.call('SecretGet', { vault: name, name: 'a' }).catch((error: unknown) => error);
    expect(await secret('hsms')).toEqual(await secret('nothing'));
  });
});

describe('roles in a pool', () => {
  it('are given by who administers it, and by nobody above it', async () => {
    const { join, pool, ada } = await aPool();
    const { id, window: owner } = await join('olivia', 'Owner', '/');
    const ask = { principal: id, role: roleId('Managed HSM Crypto User'), scope: pool, reason: 'to have it' };
    await expect(owner.call('RoleAssignmentCreate', ask)).rejects.toEqual(
      refusal('TooPowerful', { role: expect.stringContaining('Managed HSM') }),
    );
    const { window: policy } = await join('paul', 'Managed HSM Policy Administrator', pool);
    const given = await policy.call('RoleAssignmentCreate', ask);
    await expect(owner.call('RoleAssignmentEnd', { id: given.id, reason: 'not it' })).rejects.toEqual(refusal('TooPowerful'));
    await expect(policy.call('RoleAssignmentCreate', { ...ask, role: roleId('Owner') })).rejects.toEqual(refusal('TooPowerful'));
    await policy.call('RoleAssignmentEnd', { id: given.id, reason: 'done' });
    await expect(ada.call('RoleAssignmentCreate', { ...ask, scope: '/' })).rejects.toEqual(refusal('BadParameter'));
    await expect(ada.call('RoleAssignmentCreate', { ...ask, role: roleId('Key Vault Crypto User') })).rejects.toEqual(
      refusal('BadParameter'),
    );
  });

  it('are named by who makes them over a pool’s own door, once', async () => {
    const { join, pool, ada } = await aPool();
    const { id } = await join('sam', 'Key Vault Reader', '/');
    const short = '/providers/Microsoft.KeyVault/managedHSMs/hsms';
    const name = randomUUID();
    const ask = { id: name, principal: id, role: roleId('Managed HSM Crypto Auditor'), scope: `${short}/keys`, reason: 'over REST' };
    expect(await ada.call('RoleAssignmentCreate', ask)).toMatchObject({ id: name, scope: `${pool}/keys` });
    await expect(ada.call('RoleAssignmentCreate', { ...ask, scope: short })).rejects.toEqual(refusal('Conflict'));
    await expect(ada.call('RoleAssignmentCreate', { ...ask, id: randomUUID() })).rejects.toEqual(refusal('Conflict'));
    expect(await ada.call('RoleAssignmentGet', { id: name, scope: short })).toMatchObject({ id: name });
    await expect(ada.call('RoleAssignmentGet', { id: name, scope: `${short}/keys/signing` })).rejects.toMatchObject({
      code: 'AssignmentNotFound',
    });
    await expect(
      ada.call('RoleAssignmentEnd', { id: name, scope: '/providers/Microsoft.KeyVault/managedHSMs/other', reason: 'x y z' }),
    ).rejects.toMatchObject({
      code: 'AssignmentNotFound',
    });
    const { items } = await ada.call('RoleAssignmentList', { scope: `${short}/keys`, reach: 'below', limit: 10 });
    expect(items.map((it) => it.id)).toEqual([name]);
    await ada.call('RoleAssignmentEnd', { id: name, scope: short, reason: 'over REST' });
  });

  it('don’t keep an Owner from recovering somebody who administers one', async () => {
    const { join, pool, ada } = await aPool();
    const { id } = await join('paula', 'Managed HSM Administrator', pool);
    const { revision } = await ada.call('PersonGet', { id });
    await ada.call('PersonRecover', { id, revision, reason: 'lost the password' });
  });

  it('are asked for from who administers it', async () => {
    const { join, ada, vault, pool, give } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    const { window, id } = await join('rita', 'Key Vault Reader', vault('payroll'));
    const asked = await window.call('AccessRequestCreate', { operation: 'KeySign', ...named, reason: 'signs builds' });
    expect(asked.smallestRole?.name).toBe('Key Vault Crypto User');
    const { items } = await ada.call('AccessRequestList', { whose: 'decide', limit: 10 });
    expect(items).toMatchObject([{ id: asked.id, smallestRole: { name: 'Managed HSM Crypto User' }, scope: `${pool}/keys/signing` }]);
    const decision = { kind: 'grant' as const, role: roleId('Managed HSM Crypto User'), scope: `${pool}/keys/signing` };
    await ada.call('AccessRequestDecide', { id: asked.id, decision, note: 'fine by me' });
    await window.call('KeySign', { ...named, algorithm: 'ES256', digest });
    await give(id, 'Reader', pool);
  });
});

describe('a pool’s own role', () => {
  const said = {
    vault: 'hsms',
    name: 'Signers',
    description: 'Sign, and nothing else.',
    dataActions: [action('keys/sign/action'), action('keys/verify/action')],
    notDataActions: [action('keys/verify/action')],
    scopes: ['/' as const],
  };

  it('gives what it says and no more, and what it says later at once', async () => {
    const { ada, join, pool } = await aPool();
    await ada.call('KeyCreate', anHsmKey());
    const role = await ada.call('RoleDefinitionPut', said);
    expect(role).toMatchObject({ kind: 'custom', name: 'Signers', assignments: 0, revision: 1 });
    const { id, window } = await join('sam', 'Key Vault Reader', '/');
    const given = await ada.call('RoleAssignmentCreate', { principal: id, role: role.id, scope: `${pool}/keys`, reason: 'signs' });
    expect(given.role).toEqual({ id: role.id, name: 'Signers' });
    const { value: signature } = await window.call('KeySign', { ...named, algorithm: 'ES256', digest });
    await expect(window.call('KeyVerify', { ...named, algorithm: 'ES256', digest, signature })).rejects.toEqual(refusal('Forbidden'));
    await ada.call('RoleDefinitionPut', { ...said, id: role.id, notDataActions: [], revision: 1 });
    await window.call('KeyVerify', { ...named, algorithm: 'ES256', digest, signature });
  });

  it('is not deleted while it is assigned, and then its name is free', async () => {
    const { ada, join, pool } = await aPool();
    const role = await ada.call('RoleDefinitionPut', said);
    const { id } = await join('sam', 'Key Vault Reader', '/');
    const given = await ada.call('RoleAssignmentCreate', { principal: id, role: role.id, scope: pool, reason: 'signs' });
    const gone = { vault: 'hsms', id: role.id };
    await expect(ada.call('RoleDefinitionDelete', gone)).rejects.toEqual(refusal('RoleInUse', { name: 'Signers', assignments: 1 }));
    await ada.call('RoleAssignmentEnd', { id: given.id, reason: 'done here' });
    await ada.call('RoleDefinitionDelete', gone);
    await expect(ada.call('RoleDefinitionGet', gone)).rejects.toMatchObject({ code: 'RoleNotFound' });
    await expect(ada.call('RoleAssignmentCreate', { principal: id, role: role.id, scope: pool, reason: 'again' })).rejects.toEqual(
      refusal('BadParameter'),
    );
    const past = await ada.call('RoleAssignmentList', { scope: pool, reach: 'here', principal: id, state: ['ended'], limit: 5 });
    expect(past.items.map((it) => it.role.name)).toEqual(['Signers']);
    await ada.call('RoleDefinitionPut', said);
  });

  it('is its pool’s alone, and has a name and an id of its own', async () => {
    const { ada, resourceGroup, adaId } = await aPool();
    const setting = { retentionDays: 90, purgeProtection: false, tags: {}, resourceGroup, tier: 'managed-hsm' as const };
    const other = await ada.call('VaultPut', { name: 'second', ...setting });
    const role = await ada.call('RoleDefinitionPut', { ...said, id: randomUUID() });
    await expect(ada.call('RoleDefinitionPut', said)).rejects.toEqual(refusal('NameTaken'));
    await expect(ada.call('RoleDefinitionPut', { ...said, name: 'Managed HSM Backup' })).rejects.toEqual(refusal('NameTaken'));
    await expect(ada.call('RoleDefinitionPut', { ...said, vault: 'second', id: role.id })).rejects.toEqual(refusal('Conflict'));
    await expect(ada.call('RoleDefinitionPut', { ...said, name: 'X', id: roleId('Owner') })).rejects.toEqual(refusal('Conflict'));
    await expect(ada.call('RoleDefinitionGet', { vault: 'second', id: role.id })).rejects.toMatchObject({ code: 'RoleNotFound' });
    const ask = { principal: adaId, role: role.id, scope: other.resourceId, reason: 'to try it' };
    await expect(ada.call('RoleAssignmentCreate', ask)).rejects.toEqual(refusal('BadParameter'));
    const { items } = await ada.call('RoleDefinitionList', { vault: 'hsms' });
    expect(items.filter(({ kind }) => kind === 'built-in')).toHaveLength(9);
    expect(items.at(-1)).toMatchObject({ id: role.id, kind: 'custom' });
  });

  it('for keys is not given at the pool', async () => {
    const { ada, adaId, pool } = await aPool();
    const role = await ada.call('RoleDefinitionPut', { ...said, scopes: ['/keys'] });
    const ask = { principal: adaId, role: role.id, reason: 'to try it' };
    await expect(ada.call('RoleAssignmentCreate', { ...ask, scope: pool })).rejects.toEqual(refusal('BadParameter'));
    await ada.call('RoleAssignmentCreate', { ...ask, scope: `${pool}/keys` });
  });

  it('that one may define without giving roles can’t be widened for those who hold it', async () => {
    const { ada, join, pool } = await aPool();
    const definer = await ada.call('RoleDefinitionPut', {
      ...said,
      name: 'Definers',
      dataActions: [action('roleDefinitions/write/action')],
    });
    const { id, window } = await join('dora', 'Key Vault Reader', '/');
    await ada.call('RoleAssignmentCreate', { principal: id, role: definer.id, scope: pool, reason: 'defines roles' });
    const wider = { ...said, name: 'Definers', id: definer.id, dataActions: [action('keys/sign/action')] };
    await expect(window.call('RoleDefinitionPut', wider)).rejects.toEqual(refusal('TooPowerful'));
    await window.call('RoleDefinitionPut', said);
  });

  it('that somebody else changed is not overwritten', async () => {
    const { ada } = await aPool();
    const { id } = await ada.call('RoleDefinitionPut', said);
    await ada.call('RoleDefinitionPut', { ...said, id, description: 'Changed.', revision: 1 });
    await expect(ada.call('RoleDefinitionPut', { ...said, id, revision: 1 })).rejects.toEqual(
      refusal('ChangedMeanwhile', { name: 'Signers' }),
    );
  });
});
