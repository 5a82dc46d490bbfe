import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text, utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { generations, openSdkChild, type SdkChild, type SdkCredential } from '../../support/sdk-child.ts';
import { authorityOf, configured, machineOf, makeCertificate } from './application-ground.ts';

let house: RestHouse;
let user: AnApplication;
let folder: string;
const opened: SdkChild[] = [];

beforeAll(async () => {
  house = await openRestHouse();
  user = await anApplication(house.page, 'reader', [{ role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') }]);
  await house.page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret'), enabled: true, tags: {} });
  folder = mkdtempSync(join(tmpdir(), 'strongroom-credential-'));
});

afterAll(async () => {
  for (const program of opened) await program.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const vaultUrl = () => `https://${house.hostOf('payroll')}:${house.port}`;
const inAnHour = () => Date.now() + 3_600_000;

async function reads(credential: SdkCredential, generation: (typeof generations)[number], env: Record<string, string> = {}) {
  const program = openSdkChild(machineOf(house, env), { generation, vaultUrl: vaultUrl(), credential });
  opened.push(program);
  return program.ask('get', 'db-password');
}

describe.each(generations)('a program (%s) reads', (generation) => {
  it('with a secret, and the tenant of the house', async () => {
    expect(await reads({ kind: 'secret', ...configured(house, user), secret: user.secret }, generation)).toMatchObject({ value: 's3cret' });
  });

  it('with a certificate, of which the house has never had the key', async () => {
    const { path, certificate } = makeCertificate(folder, generation);
    await house.page.call('CredentialCreate', { kind: 'certificate', application: user.id, label: generation, certificate });
    const credential = { kind: 'certificate', ...configured(house, user), certificatePath: path } as const;
    expect(await reads(credential, generation)).toMatchObject({ value: 's3cret' });
  });

  it('with a certificate, in several places at once', async () => {
    const { path, certificate } = makeCertificate(folder, `${generation}-together`);
    await house.page.call('CredentialCreate', { kind: 'certificate', application: user.id, label: `${generation} together`, certificate });
    const credential = { kind: 'certificate', ...configured(house, user), certificatePath: path } as const;
    const program = openSdkChild(machineOf(house), { generation, vaultUrl: vaultUrl(), credential });
    opened.push(program);
    const names = Array.from({ length: 8 }, () => 'db-password');
    expect(await program.ask('getTogether', ...names)).toEqual(names.map(() => expect.objectContaining({ value: 's3cret' })));
  });

  it('with DefaultAzureCredential and a secret in its environment, without a change of code', async () => {
    const env = {
      AZURE_TENANT_ID: 'adfs',
      AZURE_AUTHORITY_HOST: authorityOf(house),
      AZURE_CLIENT_ID: user.clientId,
      AZURE_CLIENT_SECRET: user.secret,
    };
    expect(await reads({ kind: 'default' }, generation, env)).toMatchObject({ value: 's3cret' });
  });

  it('with DefaultAzureCredential and a certificate in its environment', async () => {
    const { path, certificate } = makeCertificate(folder, `${generation}-env`);
    await house.page.call('CredentialCreate', { kind: 'certificate', application: user.id, label: `${generation} env`, certificate });
    const env = {
      AZURE_TENANT_ID: 'adfs',
      AZURE_AUTHORITY_HOST: authorityOf(house),
      AZURE_CLIENT_ID: user.clientId,
      AZURE_CLIENT_CERTIFICATE_PATH: path,
    };
    expect(await reads({ kind: 'default' }, generation, env)).toMatchObject({ value: 's3cret' });
  });

  it.each(['default', 'managed-identity'] as const)('as a managed identity (%s), by nothing but its environment', async (kind) => {
    const made = await house.page.call('CredentialCreate', {
      kind: 'managed-identity',
      application: user.id,
      label: `${generation} ${kind}`,
      until: inAnHour(),
    });
    const env = {
      IDENTITY_ENDPOINT: `${authorityOf(house)}/msi/token`,
      IDENTITY_HEADER: text(made.secret ?? new Uint8Array()),
    };
    expect(await reads({ kind }, generation, env)).toMatchObject({ value: 's3cret' });
  });
});

describe('what an application did', () => {
  it('stands in the log as it, from its address, beside what people did', async () => {
    const { rows } = await house.page.call('LogList', { limit: 200, filter: { door: ['rest'], identity: [user.id] } });
    const read = rows.find(({ operation, result }) => operation === 'SecretGet' && result === 'succeeded');
    expect(read).toMatchObject({
      identity: 'reader',
      identityId: user.id,
      object: 'payroll / db-password',
      address: '127.0.0.1',
      door: 'rest',
    });
    const record = await house.page.call('LogGet', { sequence: read?.sequence ?? -1 });
    expect(record.allowedBy).toMatchObject({ role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') });
    expect(record.canonical).not.toContain('s3cret');
    expect(rows.some(({ operation }) => operation === 'TokenCreate')).toBe(true);
  });

  it('is told to who follows the log, refused or not', async () => {
    const program = openSdkChild(machineOf(house), {
      generation: 'newest',
      vaultUrl: vaultUrl(),
      credential: { kind: 'secret', ...configured(house, user), secret: user.secret },
    });
    opened.push(program);
    await program.ask('get', 'db-password');
    const { rows: before } = await house.page.call('LogList', { limit: 1, filter: {} });
    const following = house.page.listen('LogFollow', { after: before[0]?.sequence ?? -1, filter: { door: ['rest'] } });
    const next = following[Symbol.asyncIterator]().next();
    await program.refusal('get', 'never');
    const { value } = await next;
    expect(value?.[0]).toMatchObject({ operation: 'SecretGet', result: 'failed', code: 'SecretNotFound', identity: 'reader' });
  });
});
