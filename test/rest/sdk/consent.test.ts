import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../support/a-house.ts';
import { giveRole, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { openSdkChild, type SdkChild } from '../../support/sdk-child.ts';
import { configured, machineOf, makeCertificate } from './application-ground.ts';

/** Where the application was made, and where the vault is. */
let maker: RestHouse;
let owner: RestHouse;
let folder: string;
const opened: SdkChild[] = [];

beforeAll(async () => {
  [maker, owner] = await Promise.all([openRestHouse(), openRestHouse()]);
  await owner.page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret'), enabled: true, tags: {} });
  folder = mkdtempSync(join(tmpdir(), 'strongroom-consent-'));
});

afterAll(async () => {
  for (const program of opened) await program.close();
  for (const house of [maker, owner]) await house.close();
  rmSync(folder, { recursive: true, force: true });
});

it('an application of another tenant reads by consent, until that is taken back', async () => {
  const { path, certificate } = makeCertificate(folder, 'partner');
  const { id, clientId } = await maker.page.call('ApplicationCreate', { name: 'Partner', description: '' });
  await maker.page.call('CredentialCreate', { kind: 'certificate', application: id, label: 'partner', certificate });
  const { offer } = await maker.page.call('ApplicationOffer', { id });
  expect(await owner.page.call('ConsentPreview', { offer })).toMatchObject({ clientId, name: 'Partner', tenantId: maker.tenantId });
  const here = await owner.page.call('ConsentCreate', { offer, reason: 'reads for our partner' });

  const settings = configured(owner, { id: here.id, clientId: here.clientId, credentialId: '', secret: '' });
  const program = openSdkChild(machineOf(owner), {
    generation: 'newest',
    vaultUrl: `https://${owner.hostOf('payroll')}:${owner.port}`,
    credential: { kind: 'certificate', ...settings, certificatePath: path },
  });
  opened.push(program);
  expect(await program.refusal('get', 'db-password')).toMatchObject({ status: 403 });
  await giveRole(owner.page, here.id, { role: 'Key Vault Secrets User', scope: owner.scopeOf('payroll') });
  expect(await program.ask('get', 'db-password')).toMatchObject({ value: 's3cret' });
  const { rows } = await maker.page.call('LogList', { limit: 200, filter: { door: ['rest'] } });
  expect(rows).toEqual([]);

  const { revision } = await owner.page.call('ApplicationGet', { id: here.id });
  await owner.page.call('ApplicationDelete', { id: here.id, reason: 'no longer', revision });
  expect((await program.refusal('get', 'db-password')).name).toMatch(/Error/);
  expect(await maker.page.call('ApplicationGet', { id })).toMatchObject({ enabled: true });
});
