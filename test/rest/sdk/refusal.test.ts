import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, giveRole, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { type Generation, openSdkChild, type SdkChild, SdkError, type SdkFailure } from '../../support/sdk-child.ts';
import { configured, machineOf, openProgram } from './application-ground.ts';

let house: RestHouse;
const opened: SdkChild[] = [];

beforeAll(async () => {
  house = await openRestHouse();
  await setSecret('db-password', 's3cret');
});

afterAll(async () => {
  for (const program of opened) await program.close();
  await house.close();
});

const setSecret = (name: string, value: string, enabled = true) =>
  house.page.call('SecretSet', { vault: 'payroll', name, value: utf8(value), enabled, tags: {} });

const asUser = (name: string) => anApplication(house.page, name, [{ role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') }]);

function open(application: AnApplication, change: Partial<AnApplication> = {}, generation: Generation = 'newest'): SdkChild {
  const program = openProgram(house, { ...application, ...change }, { generation });
  opened.push(program);
  return program;
}

describe('an application is refused', () => {
  it('without a grant: 403, with what is missing', async () => {
    const refusal = await open(await anApplication(house.page, 'ungranted', [])).refusal('get', 'db-password');
    expect(refusal).toMatchObject({ status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' });
    expect(refusal.message).toContain("Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'");
  });

  it('what its role does not say: 403', async () => {
    const program = open(await asUser('reader'));
    expect(await program.ask('get', 'db-password')).toMatchObject({ value: 's3cret' });
    expect(await program.refusal('set', 'db-password', 'other')).toMatchObject({ status: 403 });
    expect(await program.refusal('purge', 'db-password')).toMatchObject({ status: 403 });
  });

  it('a disabled secret: 403', async () => {
    await setSecret('disabled', 'x', false);
    const refusal = await open(await asUser('of-disabled')).refusal('get', 'disabled');
    expect(refusal).toMatchObject({ status: 403, code: 'Forbidden', inner: 'SecretDisabled' });
  });

  it('an unknown secret: 404', async () => {
    const refusal = await open(await asUser('of-unknown')).refusal('get', 'never');
    expect(refusal).toMatchObject({ status: 404, code: 'SecretNotFound' });
    expect(refusal.message).toContain('never');
  });

  it('a name in the recycle bin: 409', async () => {
    await setSecret('binned', 'x');
    await house.page.call('SecretDelete', { vault: 'payroll', name: 'binned' });
    const officer = await anApplication(house.page, 'of-bin', [{ role: 'Key Vault Secrets Officer', scope: house.scopeOf('payroll') }]);
    const refusal = await open(officer).refusal('set', 'binned', 'y');
    expect(refusal).toMatchObject({ status: 409, code: 'Conflict', inner: 'ObjectIsDeletedButRecoverable' });
  });
});

describe('at its next request, whatever token it holds, an application is refused', () => {
  it('when its credential was ended', async () => {
    const application = await asUser('ended');
    const program = open(application);
    await program.ask('get', 'db-password');
    await house.page.call('CredentialEnd', { application: application.id, id: application.credentialId, reason: 'test' });
    const refusal = await program.refusal('get', 'db-password');
    expect(refusal.status === 401 || /AADSTS7000215|AADSTS7000222/.test(refusal.message), JSON.stringify(refusal)).toBe(true);
  });

  it.each(['newest', 'node20'] as const)('when it was disabled, and served again when it was enabled: %s', async (generation) => {
    const application = await asUser(`switched-${generation}`);
    const program = open(application, {}, generation);
    await program.ask('get', 'db-password');
    const { revision } = await house.page.call('ApplicationGet', { id: application.id });
    const disabled = await house.page.call('ApplicationPatch', { id: application.id, enabled: false, revision });
    expect((await program.refusal('get', 'db-password')).name).toMatch(/Error/);
    await house.page.call('ApplicationPatch', { id: application.id, enabled: true, revision: disabled.revision });
    expect(await program.ask('get', 'db-password')).toMatchObject({ value: 's3cret' });
  });

  it('when its role was taken away, and served when it was given back', async () => {
    const application = await anApplication(house.page, 'role', []);
    const program = open(application);
    const grant = { role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') };
    const id = await giveRole(house.page, application.id, grant);
    await program.ask('get', 'db-password');
    await house.page.call('RoleAssignmentEnd', { id, reason: 'test' });
    expect(await program.refusal('get', 'db-password')).toMatchObject({ status: 403 });
    await giveRole(house.page, application.id, grant);
    expect(await program.ask('get', 'db-password')).toMatchObject({ value: 's3cret' });
  });

  it('when it was deleted', async () => {
    const application = await asUser('deleted');
    const program = open(application);
    await program.ask('get', 'db-password');
    const { revision } = await house.page.call('ApplicationGet', { id: application.id });
    await house.page.call('ApplicationDelete', { id: application.id, reason: 'test', revision });
    expect((await program.refusal('get', 'db-password')).name).toMatch(/Error/);
  });
});

describe('a token is refused as Entra refuses it', () => {
  it.each([
    ['a wrong secret', { secret: 'wrong' }, 'AADSTS7000215'],
    ['an application that nobody knows', { clientId: crypto.randomUUID() }, 'AADSTS700016'],
  ])('for %s', async (what, change, text) => {
    const refusal = await open(await asUser(`token-${what.length}`), change).refusal('get', 'db-password');
    expect(refusal.message).toContain(text);
  });

  it('for a resource that is not here', async () => {
    const application = await asUser('resource');
    const setting = {
      generation: 'newest',
      vaultUrl: `https://${house.hostOf('payroll')}:${house.port}`,
      credential: { kind: 'secret', ...configured(house, application), tenantId: crypto.randomUUID(), secret: application.secret },
    } as const;
    const program = openSdkChild(machineOf(house), setting);
    opened.push(program);
    expect((await program.refusal('get', 'db-password')).name).toMatch(/Error/);
  });
});

describe('over quota', () => {
  it('an application is told when to come again: 429 with Retry-After, and comes by itself', async () => {
    const application = await asUser('busy');
    const impatient = openProgram(house, application, { generation: 'newest', retries: 0 });
    const patient = open(application);
    opened.push(impatient);
    await patient.ask('get', 'db-password');
    const { revision } = await house.page.call('EndpointGet', {});
    await house.page.call('EndpointPut', { limit: { identityPer10s: 10 }, revision });
    const refusals: SdkFailure[] = [];
    for (let at = 0; at < 40 && refusals.length === 0; at += 1) {
      await impatient.ask('get', 'db-password').catch((error: unknown) => {
        if (!(error instanceof SdkError)) throw error;
        refusals.push(error.failure);
      });
    }
    expect(refusals[0]).toMatchObject({ status: 429, code: 'Throttled' });
    expect(Number(refusals[0]?.retryAfter)).toBeGreaterThan(0);
    expect(await patient.ask('get', 'db-password')).toMatchObject({ value: 's3cret' });
  });
});
