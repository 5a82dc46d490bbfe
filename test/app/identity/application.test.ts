import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mostCredentialMs } from '../../../app/contract/application.ts';
import { aBearer, addApplication, day } from '../../support/a-bearer.ts';
import { aCertificate } from '../../support/a-certificate.ts';
import { aForeignApplication } from '../../support/a-foreign-application.ts';
import { aHouse, aSecret, logOf, text, utf8, type Window } from '../../support/a-house.ts';
import { assign, join } from '../../support/an-invitation.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const badField = (path: string, problem: string) => refusal('BadParameter', { issues: [expect.objectContaining({ path, problem })] });
const create = (window: Window, name: string, description = '') => window.call('ApplicationCreate', { name, description });
const see = (window: Window, id: string) => window.call('ApplicationGet', { id });
const list = (window: Window, rest: object = {}) => window.call('ApplicationList', { limit: 10, ...rest });
const nobody = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';

describe('an application', () => {
  it('may do nothing yet, and has nothing to sign in with, when it is added', async () => {
    const { window } = await aHouse();
    const made = await create(window, 'payroll-worker', 'Pays');
    expect(made).toMatchObject({
      name: 'payroll-worker',
      description: 'Pays',
      enabled: true,
      credentialCount: 0,
      createdBy: 'Ada Lovelace',
    });
    expect(made.clientId).not.toBe(made.id);
    expect(await see(window, made.id)).toEqual({ ...made, credentials: [] });
    const held = await window.call('RoleAssignmentList', { scope: '/', reach: 'below', principal: made.id, limit: 10 });
    expect(held.items).toEqual([]);
  });

  it('has a name that no other has, until it is taken away', async () => {
    const { window } = await aHouse();
    const first = await create(window, 'Worker');
    await expect(create(window, 'worker')).rejects.toEqual(refusal('NameTaken', { name: 'worker' }));
    const second = await create(window, 'Crawler');
    const rename = window.call('ApplicationPatch', { id: second.id, name: 'WORKER', revision: second.revision });
    await expect(rename).rejects.toEqual(refusal('NameTaken', { name: 'WORKER' }));
    await window.call('ApplicationDelete', { id: first.id, reason: 'No longer in use', revision: first.revision });
    expect((await create(window, 'worker')).id).not.toBe(first.id);
  });

  it('is listed by name in pages, and by a part of it', async () => {
    const { window } = await aHouse();
    for (const name of ['Crawler', 'Billing', 'Backup']) await create(window, name);
    const first = await list(window, { limit: 2 });
    expect([first.items.map(({ name }) => name), first.total]).toEqual([['Backup', 'Billing'], 3]);
    const rest = await list(window, { limit: 2, after: first.next });
    expect([rest.items.map(({ name }) => name), rest.next]).toEqual([['Crawler'], undefined]);
    expect((await list(window, { text: 'ING' })).items.map(({ name }) => name)).toEqual(['Billing']);
  });

  it('is found by a credential that ends soon, until that is over', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'Worker');
    await create(window, 'Crawler');
    const until = ground.clock.now() + 20 * day;
    await window.call('CredentialCreate', { kind: 'secret', application: id, label: 'first', until });
    const ending = async (endingBy: number) => (await list(window, { endingBy })).items.map(({ name }) => name);
    expect(await ending(until - 1)).toEqual([]);
    expect(await ending(until)).toEqual(['Worker']);
    ground.clock.pass(20 * day);
    expect(await ending(until + day)).toEqual([]);
  });

  it('is changed by who saw it as it is', async () => {
    const { window } = await aHouse();
    const { id, revision } = await create(window, 'Worker');
    const patched = await window.call('ApplicationPatch', { id, name: 'Payer', description: 'Pays', enabled: false, revision });
    expect(patched).toMatchObject({ name: 'Payer', description: 'Pays', enabled: false, revision: revision + 1 });
    const late = window.call('ApplicationPatch', { id, enabled: true, revision });
    await expect(late).rejects.toEqual(refusal('ChangedMeanwhile', { name: 'Payer' }));
    const gone = window.call('ApplicationPatch', { id: nobody, enabled: true, revision });
    await expect(gone).rejects.toEqual(refusal('ApplicationNotFound'));
  });

  it('ends with all that it held, and its name stays in what it did', async () => {
    const house = await aHouse();
    const { window } = house;
    const { id, credentialId } = await aBearer(house, { name: 'Key Vault Secrets User' });
    const { revision } = await see(window, id);
    await window.call('ApplicationDelete', { id, reason: 'No longer in use', revision });
    await expect(see(window, id)).rejects.toEqual(refusal('ApplicationNotFound'));
    const end = window.call('CredentialEnd', { application: id, id: credentialId, reason: 'Too late' });
    await expect(end).rejects.toEqual(refusal('ApplicationNotFound'));
    const { items } = await window.call('RoleAssignmentList', { scope: '/', reach: 'below', principal: id, limit: 10 });
    expect(items).toMatchObject([{ state: 'ended', principal: { id, kind: 'application', name: 'payroll-worker' } }]);
    const refused = (await logOf(window)).find(({ operation }) => operation === 'CredentialEnd');
    expect(refused).toMatchObject({ code: 'ApplicationNotFound', object: 'payroll-worker' });
  });

  it('is somebody that roles can be given to', async () => {
    const { window } = await aHouse();
    const { id } = await create(window, 'payroll-worker');
    expect((await window.call('PrincipalSearch', { text: 'Payroll' })).items).toEqual([
      { id, kind: 'application', name: 'payroll-worker' },
    ]);
    const given = await assign(window, id, 'Key Vault Secrets User');
    expect(given).toMatchObject({ principal: { id, kind: 'application', name: 'payroll-worker' }, state: 'in force' });
    await expect(assign(window, id, 'Key Vault Secrets User')).rejects.toEqual(refusal('Conflict'));
  });

  it('holds what the groups hold that it is in, until it is taken away', async () => {
    const house = await aHouse();
    const { window } = house;
    await window.call('SecretSet', aSecret());
    const { id, rest } = await aBearer(house);
    const read = { vault: 'payroll', name: 'db-password' };
    await expect(rest.call('SecretGet', read)).rejects.toEqual(refusal('Forbidden'));
    const group = (await window.call('GroupPut', { name: 'Readers', description: '' })).id;
    await assign(window, group, 'Key Vault Secrets User');
    const place = await window.call('MembershipCreate', { group, member: id });
    expect(place).toMatchObject({ group: { name: 'Readers' }, member: { id, kind: 'application', name: 'payroll-worker' } });
    await rest.call('SecretGet', read);
    const inGroup = await window.call('MembershipList', { of: { kind: 'group', id: group }, nested: true, limit: 9 });
    const ofMember = await window.call('MembershipList', { of: { kind: 'member', id }, nested: true, limit: 9 });
    expect([inGroup.items, ofMember.items]).toMatchObject([
      [{ id: place.id, member: place.member }],
      [{ id: place.id, member: place.member }],
    ]);
    const reached = await window.call('RoleAssignmentList', { scope: '/', reach: 'below', members: true, limit: 50 });
    expect(reached.items).toContainEqual(
      expect.objectContaining({
        principal: { id, kind: 'application', name: 'payroll-worker' },
        through: [{ id: group, name: 'Readers' }],
      }),
    );
    const { revision } = await see(window, id);
    await window.call('ApplicationDelete', { id, reason: 'No longer in use', revision });
    expect((await window.call('GroupGet', { id: group })).memberCount).toBe(0);
    await expect(window.call('MembershipCreate', { group, member: id })).rejects.toEqual(refusal('PersonNotFound'));
  });

  it('is told by the name of its tenant where another one made it', async () => {
    const { engine, window } = await aHouse();
    const id = await aForeignApplication(engine, 'backup', (await window.call('SessionGet', {})).person.id);
    expect((await list(window)).items).toMatchObject([
      { id, name: 'backup', home: { tenant: 'Contoso', consentedBy: 'Ada Lovelace', consentedOn: 5 } },
    ]);
    const until = Date.now() * 2;
    const add = window.call('CredentialCreate', { kind: 'secret', application: id, label: 'mine', until });
    await expect(add).rejects.toEqual(badField('application', 'foreign'));
  });
});

describe('a credential', () => {
  const secret = (window: Window, application: string, until: number, label = 'first') =>
    window.call('CredentialCreate', { kind: 'secret', application, label, until });

  it('is shown once, and never again', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'worker');
    const until = ground.clock.now() + day;
    const made = await secret(window, id, until);
    const shown = text(made.secret ?? new Uint8Array());
    expect(shown).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(made.credential).toMatchObject({ kind: 'secret', label: 'first', hint: shown.slice(0, 3), until, createdBy: 'Ada Lovelace' });
    const seen = await see(window, id);
    expect(seen).toMatchObject({ credentialCount: 1, credentialUntil: until, credentials: [made.credential] });
    const kept = JSON.stringify([...ground.folder.disk.values()].map(({ tables }) => tables.credentials.select(() => true)));
    expect(JSON.stringify(seen) + JSON.stringify(await logOf(window)) + kept).not.toContain(shown);
  });

  it('differs from every other', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'worker');
    const drawn = [];
    for (const label of ['a', 'b']) {
      drawn.push(text((await secret(window, id, ground.clock.now() + day, label)).secret ?? utf8('')));
      ground.clock.pass(1);
    }
    expect(new Set(drawn).size).toBe(2);
    expect((await see(window, id)).credentials.map(({ label }) => label)).toEqual(['a', 'b']);
  });

  it('holds two years at the most, and not into the past', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'worker');
    const now = ground.clock.now();
    await expect(secret(window, id, now)).rejects.toEqual(badField('until', 'past'));
    await expect(secret(window, id, now + mostCredentialMs + 1)).rejects.toEqual(badField('until', 'too_late'));
    await secret(window, id, now + mostCredentialMs);
    await expect(secret(window, nobody, now + day)).rejects.toEqual(refusal('ApplicationNotFound'));
  });

  it('is no longer told of once it ended, by time or by somebody', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'worker');
    await secret(window, id, ground.clock.now() + day, 'short');
    const { credential } = await secret(window, id, ground.clock.now() + 9 * day, 'long');
    ground.clock.pass(day);
    expect((await see(window, id)).credentials).toMatchObject([{ label: 'long' }]);
    const end = () => window.call('CredentialEnd', { application: id, id: credential.id, reason: 'It stood in a ticket' });
    await end();
    expect(await see(window, id)).toMatchObject({ credentialCount: 0, credentials: [] });
    await expect(end()).rejects.toEqual(refusal('CredentialNotFound'));
  });

  it('of one application is not ended by the name of another', async () => {
    const { window, ground } = await aHouse();
    const { credentialId } = await addApplication(window, ground, 'a');
    const other = await create(window, 'b');
    const end = window.call('CredentialEnd', { application: other.id, id: credentialId, reason: 'Mistaken' });
    await expect(end).rejects.toEqual(refusal('CredentialNotFound'));
  });

  it('leaves fifty beside it, and not more', async () => {
    const { window, ground } = await aHouse();
    const { id } = await create(window, 'worker');
    for (let at = 0; at < 50; at += 1) await secret(window, id, ground.clock.now() + day, `${at}`);
    await expect(secret(window, id, ground.clock.now() + day)).rejects.toEqual(badField('application', 'too_many'));
  });
});

describe('a certificate', () => {
  const hold = (window: Window, application: string, pem: string) =>
    window.call('CredentialCreate', { kind: 'certificate', application, label: 'worker', certificate: utf8(pem) });
  async function aWorker() {
    const house = await aHouse();
    return { ...house, id: (await create(house.window, 'worker')).id, now: house.ground.clock.now() };
  }

  it('is kept with its thumbprint, until it ends; its key is not read', async () => {
    const { window, ground, id, now } = await aWorker();
    const until = now + 90 * day;
    const { certificate, der, key } = await aCertificate({ from: now - day, until });
    const made = await hold(window, id, `${key}${certificate}`);
    expect(made.secret).toBeUndefined();
    expect(made.credential).toMatchObject({ kind: 'certificate', until: Math.floor(until / 1000) * 1000 });
    expect(made.credential.hint).toBe(createHash('sha256').update(der).digest('base64url'));
    const [file] = [...ground.folder.disk.values()];
    expect(file?.tables.credentials.select(() => true)).toMatchObject([{ content: der }]);
    await expect(hold(window, id, certificate)).rejects.toEqual(refusal('Conflict'));
  });

  it('holds two years at the most, however long it would itself', async () => {
    const { window, id, now } = await aWorker();
    const { certificate } = await aCertificate({ from: now - day, until: now + 3650 * day });
    expect((await hold(window, id, certificate)).credential.until).toBe(now + mostCredentialMs);
  });

  it.each([
    ['has ended', 'expired', (now: number) => aCertificate({ from: now - 9 * day, until: now - day })],
    ['has not begun', 'not-yet', (now: number) => aCertificate({ from: now + day, until: now + 9 * day })],
    ['has a short key', 'weak', (now: number) => aCertificate({ bits: 1024, from: now - day, until: now + day })],
    ['is none', 'unreadable', async () => ({ certificate: 'not a certificate' })],
  ])('that %s is refused, and changes nothing', async (_what, reason, make) => {
    const { window, id, now } = await aWorker();
    const { certificate } = await make(now);
    await expect(hold(window, id, certificate)).rejects.toEqual(refusal('CertificateUnfit', { reason }));
    expect((await see(window, id)).credentials).toEqual([]);
  });
});

describe('who looks after applications', () => {
  async function aCaretaker() {
    const house = await aHouse();
    const { id, window: page } = await join(house.engine, house.window, 'grace');
    await assign(house.window, id, 'Application Administrator');
    const { resourceId: payroll } = await house.window.call('VaultGet', { vault: 'payroll' });
    return { ...house, page, id, payroll };
  }
  const secretFor = (window: Window, application: string, until: number) =>
    window.call('CredentialCreate', { kind: 'secret', application, label: 'mine', until });

  it('adds them, gives them credentials, disables them and takes them away where they hold nothing', async () => {
    const { page, ground } = await aCaretaker();
    const { id, credentialId } = await addApplication(page, ground);
    await page.call('CredentialEnd', { application: id, id: credentialId, reason: 'Renewed' });
    const { revision } = await page.call('ApplicationPatch', { id, enabled: false, revision: (await see(page, id)).revision });
    await page.call('ApplicationDelete', { id, reason: 'No longer in use', revision });
  });

  it('gives no credential of one that holds what they may not give, itself, by a group or later', async () => {
    const { window, page, ground, payroll } = await aCaretaker();
    const until = ground.clock.now() + day;
    const mine = await create(page, 'mine');
    await assign(window, mine.id, 'Key Vault Secrets User', payroll);
    await expect(secretFor(page, mine.id, until)).rejects.toEqual(refusal('TooPowerful', { role: expect.any(String) }));
    const later = await create(page, 'later');
    const { items } = await window.call('RoleList', {});
    const role = items.find(({ name }) => name === 'Key Vault Secrets User')?.id ?? '';
    const from = ground.clock.now() + day;
    await window.call('RoleAssignmentCreate', { principal: later.id, role, scope: payroll, reason: 'From tomorrow', from });
    await expect(secretFor(page, later.id, until)).rejects.toEqual(refusal('TooPowerful'));
    const grouped = await create(page, 'grouped');
    const group = (await window.call('GroupPut', { name: 'Readers', description: '' })).id;
    await assign(window, group, 'Key Vault Secrets User', payroll);
    await window.call('MembershipCreate', { group, member: grouped.id });
    await expect(secretFor(page, grouped.id, until)).rejects.toEqual(refusal('TooPowerful'));
    expect((await see(window, mine.id)).credentialCount).toBe(0);
  });

  it('gives one with the right to assign what it holds, exactly there', async () => {
    const { window, page, id, ground, payroll } = await aCaretaker();
    const until = ground.clock.now() + day;
    const mine = await create(page, 'mine');
    await assign(window, mine.id, 'Key Vault Secrets User', payroll);
    await assign(window, id, 'Key Vault Data Access Administrator', payroll);
    await secretFor(page, mine.id, until);
    await assign(window, mine.id, 'Key Vault Reader', '/');
    await expect(secretFor(page, mine.id, until)).rejects.toEqual(refusal('TooPowerful'));
  });

  it('shuts none out that can get more: it is neither disabled, nor enabled again, nor taken away, nor are its credentials ended', async () => {
    const { window, page, ground } = await aCaretaker();
    const { id, credentialId } = await addApplication(window, ground);
    await assign(window, id, 'User Access Administrator');
    const { revision } = await see(page, id);
    const tooPowerful = refusal('TooPowerful');
    await expect(page.call('ApplicationPatch', { id, enabled: false, revision })).rejects.toEqual(tooPowerful);
    await expect(page.call('ApplicationDelete', { id, reason: 'No longer in use', revision })).rejects.toEqual(tooPowerful);
    await expect(page.call('CredentialEnd', { application: id, id: credentialId, reason: 'Seen' })).rejects.toEqual(tooPowerful);
    const renamed = await page.call('ApplicationPatch', { id, name: 'Renamed', revision });
    const disabled = await window.call('ApplicationPatch', { id, enabled: false, revision: renamed.revision });
    await expect(page.call('ApplicationPatch', { id, enabled: true, revision: disabled.revision })).rejects.toEqual(tooPowerful);
  });

  it('is taken over by nobody who may not give that role', async () => {
    const { engine, window, id } = await aCaretaker();
    const { id: mary, window: hers } = await join(engine, window, 'mary');
    await assign(window, mary, 'User Administrator');
    const { revision } = await hers.call('PersonGet', { id });
    await expect(hers.call('PersonRecover', { id, reason: 'Said so', revision })).rejects.toEqual(refusal('TooPowerful'));
  });

  it('is, in a house from before there were any, the Owner who gives themselves the role', async () => {
    const { window } = await aHouse();
    const { person } = await window.call('SessionGet', {});
    const { items } = await window.call('AccessMine', {});
    const own = items.find(({ role }) => role.name === 'Application Administrator');
    await window.call('RoleAssignmentEnd', { id: own?.id, reason: 'As it was before' });
    await expect(create(window, 'worker')).rejects.toEqual(refusal('Forbidden', { smallestRole: 'Application Administrator' }));
    await assign(window, person.id, 'Application Administrator');
    await create(window, 'worker');
  });

  it('is the first person of a house, and nobody else by themselves', async () => {
    const { engine, window } = await aHouse();
    const { roles } = await window.call('SessionGet', {});
    expect(roles.map(({ name }) => name)).toContain('Application Administrator');
    const { id, window: page } = await join(engine, window, 'mary');
    await assign(window, id, 'Contributor');
    await expect(create(page, 'worker')).rejects.toEqual(refusal('Forbidden', { missing: 'microsoft.directory/applications/create' }));
  });
});
