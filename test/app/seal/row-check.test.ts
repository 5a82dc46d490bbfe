import { describe, expect, it, vi } from 'vitest';
import { addRequest } from '../../../app/access/access-request.ts';
import { writeRoleDefinition } from '../../../app/access/role-definition.ts';
import { changePerson } from '../../../app/identity/person.ts';
import { LogVerify } from '../../../app/contract/log.ts';
import { forkTables, type Tables } from '../../../app/memory/tables.ts';
import { aHouse, aSecret, type Ground, logOf, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';
import { addHouseKey } from '../../../app/seal/keep-house-key.ts';
import { aHouseKey, aRequest, aRoleDefinition } from '../../port/a-row.ts';
import { setUpApp } from '../../support/a-factor.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';
import { invite } from '../../support/an-invitation.ts';

const refusal = (code: string) => expect.objectContaining({ code });

/** Changes the tables on disk while the house is closed, as who has the page key or puts old pages back can. */
function tamper(ground: Ground, work: (tables: Tables) => void): void {
  for (const { tables } of ground.folder.disk.values()) work(tables);
}

async function reopen(ground: Ground): Promise<Window> {
  const page = (await startEngine(ground)).window();
  await unlock(page);
  await signIn(page);
  return page;
}

const verdictOf = async (page: Window) => {
  let last: unknown;
  for await (const item of page.listen('LogVerify', {})) last = item;
  return LogVerify.output.parse(last).verdict;
};

const mismatches = async (page: Window) => (await logOf(page)).filter((row) => row.operation === 'RowMismatch').map((row) => row.object);

describe('rows that decide', () => {
  it('are found whole where nobody touched them', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await aPerson(engine, 'grace', { role: 'Monitoring Reader', scope: '/' });
    await engine.house.close();
    const page = await reopen(ground);
    expect(await verdictOf(page)).toMatchObject({ whole: true, faults: [] });
    expect(await mismatches(page)).toEqual([]);
  });

  it.each([
    ['grant', (tables: Tables) => tables.grants.removeWhere((row) => row.scope !== '/')],
    ['person', (tables: Tables) => tables.people.removeWhere((row) => row.name === 'grace')],
    ['vault', (tables: Tables) => tables.vaults.removeWhere(() => true)],
  ])('are not used when a %s is missing, until that is decided', async (set, remove) => {
    const { ground, engine } = await aHouse();
    await aPerson(engine, 'grace', { role: 'Monitoring Reader', scope: '/subscriptions/x' });
    await engine.house.close();
    tamper(ground, remove);
    const page = await reopen(ground);
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'quarantined', rollback: { altered: [set] } });
    await expect(page.call('VaultList', {})).rejects.toEqual(refusal('RolledBack'));
    await page.call('InstanceRestoreAccept', { reason: 'The disk failed; this is what is left.' });
    expect(await mismatches(page)).toEqual([`rows / ${set}`]);
  });

  it('are accepted for good, not until the next start', async () => {
    const { ground, engine } = await aHouse();
    await aPerson(engine, 'grace', { role: 'Monitoring Reader', scope: '/subscriptions/x' });
    await engine.house.close();
    tamper(ground, (tables) => tables.grants.removeWhere((row) => row.scope !== '/'));
    const second = await startEngine(ground);
    const page = second.window();
    await unlock(page);
    await signIn(page);
    await page.call('InstanceRestoreAccept', { reason: 'The disk failed; this is what is left.' });
    await second.house.close();
    expect((await (await reopen(ground)).call('InstanceGet', {})).state).toBe('open');
  });

  it('that were put back to an older state are found: who was changed does not come back as before', async () => {
    const { ground, engine } = await aHouse();
    const { keyring } = roomsOf(engine);
    const before = new Map<string, Tables>();
    for (const [path, { tables }] of ground.folder.disk) before.set(path, forkTables(tables));
    await change(engine, async (tx) => {
      const person = (await tx.directory.scanPeople(undefined, 1))[0];
      if (!person) throw new Error('not set up');
      await changePerson(tx, keyring, person, { displayName: 'Ada King' });
    });
    await engine.house.close();
    for (const [path, { tables }] of ground.folder.disk) {
      for (const person of before.get(path)?.people.select(() => true) ?? []) tables.people.put(person.id, person);
    }
    expect(await (await reopen(ground)).call('InstanceGet', {})).toMatchObject({ state: 'quarantined', rollback: { altered: ['person'] } });
  });
});

describe('groups, memberships, second factors, requests, applications, credentials and keys of the house', () => {
  const later = ['group', 'membership', 'factor', 'request', 'application', 'credential', 'house-key', 'role-definition'] as const;
  async function aPopulatedHouse() {
    const house = await aHouse();
    const { engine, window } = house;
    const group = await window.call('GroupPut', { name: 'Readers', description: '' });
    const { person } = await invite(window, 'grace', { groups: [group.id] });
    await setUpApp(window, house.ground.clock);
    house.ground.clock.pass(30_000);
    await change(engine, async (tx) => {
      const { rowVersion: _version, mac: _mac, ...request } = aRequest('0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11', person.id);
      await addRequest(tx, roomsOf(engine).keyring, request);
      const { rowVersion: _first, mac: _none, wrapped, ...key } = aHouseKey('0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b12');
      await addHouseKey(tx, roomsOf(engine).keyring, key, wrapped);
      const { mac: _unmarked, ...role } = aRoleDefinition('role-1');
      await writeRoleDefinition(tx, roomsOf(engine).keyring, undefined, role);
    });
    const application = (await window.call('ApplicationCreate', { name: 'worker', description: '' })).id;
    const until = house.ground.clock.now() + 86_400_000;
    await window.call('CredentialCreate', { kind: 'secret', application, label: 'first', until });
    await engine.house.close();
    return house;
  }
  const stateAfter = async ({ ground }: { ground: Ground }) => {
    const page = (await startEngine(ground)).window();
    await unlock(page);
    return page.call('InstanceGet', {});
  };

  it('are found whole where nobody touched them', async () => {
    expect((await stateAfter(await aPopulatedHouse())).state).toBe('open');
  });

  it.each([
    ['group', (tables: Tables) => tables.groups.removeWhere(() => true)],
    ['membership', (tables: Tables) => tables.memberships.removeWhere(() => true)],
    ['factor', (tables: Tables) => tables.factors.removeWhere(() => true)],
    ['request', (tables: Tables) => tables.accessRequests.removeWhere(() => true)],
    ['application', (tables: Tables) => tables.applications.removeWhere(() => true)],
    ['credential', (tables: Tables) => tables.credentials.removeWhere(() => true)],
    ['house-key', (tables: Tables) => tables.houseKeys.removeWhere(() => true)],
    ['role-definition', (tables: Tables) => tables.roleDefinitions.removeWhere(() => true)],
  ])('are missed when a %s is gone', async (set, remove) => {
    const house = await aPopulatedHouse();
    tamper(house.ground, remove);
    expect(await stateAfter(house)).toMatchObject({ state: 'quarantined', rollback: { altered: [set] } });
  });

  it.each(later)('are missed when the manifest of every %s is gone with them', async (set) => {
    const house = await aPopulatedHouse();
    const rowsOf = (tables: Tables) => ({
      group: tables.groups,
      membership: tables.memberships,
      factor: tables.factors,
      request: tables.accessRequests,
      application: tables.applications,
      credential: tables.credentials,
      'house-key': tables.houseKeys,
      'role-definition': tables.roleDefinitions,
    });
    tamper(house.ground, (tables) => {
      rowsOf(tables)[set].removeWhere(() => true);
      tables.manifests.removeWhere((row) => row.set === set);
    });
    expect(await stateAfter(house)).toMatchObject({ state: 'quarantined', rollback: { altered: ['manifest'] } });
  });

  it('are given their manifests in a house from before there were any', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    tamper(ground, (tables) => tables.manifests.removeWhere((row) => later.some((set) => set === row.set)));
    await ground.anchorFile.remove();
    const page = await reopen(ground);
    expect((await page.call('InstanceGet', {})).state).toBe('open');
    await page.call('GroupPut', { name: 'Readers', description: '' });
    await page.call('ApplicationCreate', { name: 'worker', description: '' });
    expect(await verdictOf(page)).toMatchObject({ whole: true, faults: [] });
  });
});

describe('rows that were put back together with their manifests', () => {
  it('are found by the anchor, though the log was left as it is', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const before = [...ground.folder.disk.values()].map(({ tables }) => forkTables(tables));
    await window.call('SecretSet', aSecret({ value: utf8('renewed, for the old one was seen') }));
    await engine.house.close();
    for (const file of ground.folder.disk.values()) {
      const [older] = before;
      if (!older) throw new Error('not set up');
      const { records, heads, checkpoints, settings } = file.tables;
      Object.assign(file, { tables: { ...older, records, heads, checkpoints, settings } });
    }
    const page = await reopen(ground);
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'quarantined', rollback: { altered: ['manifest'] } });
    await expect(page.call('SecretGet', { vault: 'payroll', name: 'db-password' })).rejects.toEqual(refusal('RolledBack'));
    await page.call('InstanceRestoreAccept', { reason: 'The disk failed; this is what is left.' });
    await page.call('SecretGet', { vault: 'payroll', name: 'db-password' });
  });
});

describe('secrets of a vault', () => {
  it('of which a version is missing are told of in the log and the verdict; the rest stays usable', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await window.call('SecretSet', aSecret({ name: 'other' }));
    await engine.house.close();
    tamper(ground, (tables) => {
      const [gone] = tables.versions.select(() => true);
      tables.versions.removeWhere((row) => row.version === gone?.version);
    });
    const page = await reopen(ground);
    expect((await page.call('InstanceGet', {})).state).toBe('open');
    await vi.waitFor(async () => expect(await mismatches(page)).toEqual(['rows / secrets of payroll']));
    const verdict = await verdictOf(page);
    expect(verdict?.whole).toBe(false);
    expect(verdict?.faults.map((fault) => [fault.kind, fault.detail.slice(0, 22)])).toEqual([['row', 'The secrets of payroll']]);
    await page.call('SecretGet', { vault: 'payroll', name: 'other' });
  });

  it.each([
    ['enabled', { enabled: true }],
    ['expires', { expires: undefined }],
    ['not before', { notBefore: 0 }],
    ['content type', { contentType: 'text/html' }],
    ['tags', { tags: { owner: 'mallory' } }],
    ['recovery level', { recoveryLevel: 'Purgeable' }],
    ['author', { createdBy: 'mallory' }],
    ['last change', { updatedOn: 1 }],
    ['size', { valueBytes: 1 }],
    ['expires, to what is no whole number of milliseconds', { expires: 0.5 }],
    ['tags, to what is no text', { tags: { owner: '\ud800' } }],
  ])('of which one has another %s are told of in the log and the verdict, though no value was opened', async (_attribute, edited) => {
    const { ground, engine, window } = await aHouse();
    const attributes = { enabled: false, notBefore: 1_000, expires: 2_000, contentType: 'text/plain', tags: { owner: 'ada' } };
    await window.call('SecretSet', aSecret(attributes));
    await engine.house.close();
    tamper(ground, ({ versions }) => {
      for (const row of versions.select(() => true)) versions.put(row.version, { ...row, ...edited });
    });
    const page = await reopen(ground);
    await vi.waitFor(async () => expect(await mismatches(page)).toEqual(['rows / secrets of payroll']));
    expect((await verdictOf(page))?.faults.map((fault) => fault.detail.slice(0, 22))).toEqual(['The secrets of payroll']);
  });

  it('are checked over many pages while the vault is in use', async () => {
    const { ground, engine, window } = await aHouse();
    await Promise.all(Array.from({ length: 201 }, (_, index) => window.call('SecretSet', aSecret({ name: `s-${index}` }))));
    const [verdict] = await Promise.all([verdictOf(window), window.call('SecretSet', aSecret({ name: 'meanwhile' }))]);
    expect(verdict).toMatchObject({ whole: true });
    await engine.house.close();
    await reopen(ground);
  });
});

describe('an anchor that is nowhere', () => {
  it('is told of, for without it an older store looks like the newest', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    await ground.anchorFile.remove();
    const rows = await logOf(await reopen(ground));
    expect(rows.filter((row) => row.operation === 'AnchorMismatch').map((row) => row.object)).toEqual(['anchor / everywhere']);
  });
});

describe('an instance whose making was not recorded', () => {
  it('is recorded at the next unlock', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    tamper(ground, (tables) => {
      tables.records.removeWhere(() => true);
      tables.checkpoints.removeWhere(() => true);
      tables.heads.removeWhere(() => true);
    });
    await ground.anchorFile.remove();
    const rows = await logOf(await reopen(ground));
    expect(rows[0]).toMatchObject({ operation: 'InstanceCreate', result: 'succeeded', object: 'Northwind' });
  });
});
