import { randomUUID } from 'node:crypto';
import type { CallName } from '../../app/contract/operation.ts';
import { aKey } from '../app/key/a-key.ts';
import { aHouse, aSecret, makeVault, password, utf8 } from '../support/a-house.ts';
import { aPerson } from '../support/a-person.ts';

const keyVault = 'providers/Microsoft.KeyVault/vaults';
const pools = 'providers/Microsoft.KeyVault/managedHSMs';

/** A house with things in every state, and the scopes at which roles are granted in it. */
export async function buildWorld() {
  const house = await aHouse();
  const { window, engine } = house;
  const ask = <N extends CallName>(name: N, input: unknown) => window.call(name, input);
  const main = (await ask('SessionGet', {})).resourceGroup;
  const subscription = main.slice(0, main.indexOf('/resourceGroups'));
  const shop = (await ask('ResourceGroupPut', { name: 'shop' })).path;
  const scopes = {
    tenant: '/',
    subscription,
    main,
    shop,
    payroll: `${main}/${keyVault}/payroll`,
    pay: `${main}/${keyVault}/pay`,
    closed: `${main}/${keyVault}/closed`,
    secret: `${main}/${keyVault}/payroll/secrets/db-password`,
    key: `${main}/${keyVault}/payroll/keys/signing`,
    shorter: `${main}/${keyVault}/payroll/secrets/db`,
    pool: `${main}/${pools}/hsms`,
    poolKeys: `${main}/${pools}/hsms/keys`,
  };
  for (const name of ['pay', 'closed']) await makeVault(window, name);
  await ask('VaultPut', { name: 'hsms', resourceGroup: main, tier: 'managed-hsm', retentionDays: 90, purgeProtection: false, tags: {} });
  for (const name of ['db-password', 'old-key', 'gone']) await ask('SecretSet', aSecret({ name }));
  await ask('SecretUpdate', { vault: 'payroll', name: 'old-key', enabled: false, revision: 1, version: await versionOf('old-key') });
  await ask('SecretDelete', { vault: 'payroll', name: 'gone' });
  for (const name of ['signing', 'old-key', 'gone']) await ask('KeyCreate', aKey({ name, enabled: name !== 'old-key' }));
  await ask('KeyDelete', { vault: 'payroll', name: 'gone' });
  await ask('KeyCreate', aKey({ vault: 'closed' }));
  await ask('VaultDelete', { vault: 'closed' });
  const grace = await aPerson(engine, 'grace', { role: 'Key Vault Reader', scope: scopes.pay });
  const group = await ask('GroupPut', { name: 'Payroll', description: '' });
  const application = await ask('ApplicationCreate', { name: 'payroll-worker', description: '' });
  const until = house.ground.clock.now() + 86_400_000;
  const { credential } = await ask('CredentialCreate', { kind: 'secret', application: application.id, label: 'first', until });
  const membership = await ask('MembershipCreate', { group: group.id, member: grace.id });
  const assignment = await ask('RoleAssignmentCreate', {
    principal: grace.id,
    role: '21090545-7ca7-4776-b22c-e363652d74d2',
    scope: scopes.payroll,
    reason: 'for the matrix',
  });
  const inPool = await ask('RoleAssignmentCreate', {
    principal: grace.id,
    role: '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
    scope: scopes.pool,
    reason: 'for the matrix',
  });
  const hers = engine.window();
  await hers.call('SessionCreate', { person: 'grace', password: utf8(password) });
  const wish = { operation: 'SecretGet', vault: 'payroll', name: 'db-password', reason: 'for the matrix' };
  const request = await hers.call('AccessRequestCreate', wish);
  return {
    house,
    scopes,
    ids: {
      request: request.id,
      person: grace.id,
      group: group.id,
      membership: membership.id,
      assignment: assignment.id,
      poolAssignment: inPool.id,
      application: application.id,
      credential: credential.id,
      none: randomUUID(),
    },
  };

  async function versionOf(name: string): Promise<string> {
    const { items } = await ask('SecretListVersions', { vault: 'payroll', name });
    return items[0]?.version ?? '';
  }
}
export type World = Awaited<ReturnType<typeof buildWorld>>;
