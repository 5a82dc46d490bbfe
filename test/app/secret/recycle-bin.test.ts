import { describe, expect, it } from 'vitest';
import { aHouse, aSecret, logOf, makeVault, password, text, utf8, type Window } from '../../support/a-house.ts';
import { aPerson, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const named = { vault: 'payroll', name: 'db-password' };
const day = 86_400_000;
const everything = { vault: 'payroll' };

const valueOf = async (window: Window) => text((await window.call('SecretGet', named)).value);
const protect = async (window: Window) => {
  const { revision } = await window.call('VaultGet', everything);
  await window.call('VaultPatch', { ...everything, revision, purgeProtection: { reason: 'policy', password: utf8(password) } });
};

async function withDeleted() {
  const house = await aHouse();
  const first = await house.window.call('SecretSet', aSecret({ value: utf8('first') }));
  const second = await house.window.call('SecretSet', aSecret({ value: utf8('second') }));
  const deleted = await house.window.call('SecretDelete', named);
  return { ...house, first, second, deleted };
}

describe('a deleted secret', () => {
  it('lies in the recycle bin until its day, and is nowhere else', async () => {
    const { ground, window, second, deleted } = await withDeleted();
    expect(deleted).toEqual({
      ...second, deletedOn: ground.clock.now(), purgeOn: ground.clock.now() + 90 * day, deletedBy: 'Ada Lovelace',
    }); // prettier-ignore
    expect(await window.call('SecretGetDeleted', named)).toEqual(deleted);
    expect(await window.call('SecretListDeleted', everything)).toEqual({ items: [deleted] });
    expect(await window.call('SecretList', everything)).toEqual({ items: [] });
    expect((await window.call('VaultGet', everything)).secretCount).toBe(0);
  });

  it('is not found by what is for secrets that are there', async () => {
    const { window, first } = await withDeleted();
    const version = first.version;
    for (const [name, input] of [
      ['SecretGet', named],
      ['SecretGet', { ...named, version }],
      ['SecretListVersions', named],
      ['SecretUpdate', { ...named, version, enabled: false }],
      ['SecretRollBack', { ...named, version }],
      ['SecretCompare', { ...named, versions: [version, version] }],
      ['SecretDelete', named],
    ] as const)
      await expect(window.call(name, input)).rejects.toEqual(refusal('SecretNotFound', { name: 'db-password' }));
  });

  it('keeps its name, in any case: setting it says until when', async () => {
    const { window, deleted } = await withDeleted();
    const again = window.call('SecretSet', aSecret({ name: 'DB-Password' }));
    await expect(again).rejects.toEqual(refusal('ObjectIsDeletedButRecoverable', { name: 'db-password', purgeOn: deleted.purgeOn }));
    expect(await window.call('SecretGetDeleted', named)).toEqual(deleted);
  });

  it('comes back with its versions, and with who might read it', async () => {
    const { engine, window, second } = await withDeleted();
    const { resourceId } = await window.call('VaultGet', everything);
    await aPerson(engine, 'grace', { role: 'Key Vault Secrets User', scope: `${resourceId}/secrets/db-password` });
    const grace = engine.window();
    await grace.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
    await expect(valueOf(grace)).rejects.toEqual(refusal('SecretNotFound'));
    expect(await window.call('SecretRecover', named)).toEqual(second);
    expect(await valueOf(grace)).toBe('second');
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(2);
    await expect(window.call('SecretRecover', named)).rejects.toEqual(refusal('SecretNotFound'));
    await expect(window.call('SecretGetDeleted', named)).rejects.toEqual(refusal('SecretNotFound'));
  });
});

describe('a purged secret', () => {
  it('is gone for good, and its name is free', async () => {
    const { engine, window } = await withDeleted();
    await window.call('SecretPurge', named);
    await expect(window.call('SecretRecover', named)).rejects.toEqual(refusal('SecretNotFound'));
    const { store } = roomsOf(engine);
    const left = await store.read(async (tx) => tx.secrets.scan((await tx.vaults.find('payroll'))?.id ?? '', undefined, 10));
    expect(left).toEqual([]);
    await window.call('SecretSet', aSecret({ value: utf8('another') }));
    expect(await valueOf(window)).toBe('another');
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(1);
  });

  it('leaves no grant behind for the next of its name', async () => {
    const { ground, engine, window } = await withDeleted();
    const { resourceId } = await window.call('VaultGet', everything);
    const { id } = await aPerson(engine, 'grace', { role: 'Key Vault Secrets User', scope: `${resourceId}/secrets/DB-password` });
    const { id: other } = await aPerson(engine, 'ben', { role: 'Key Vault Secrets User', scope: resourceId });
    await window.call('SecretPurge', named);
    await window.call('SecretSet', aSecret());
    const grace = engine.window();
    await grace.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
    await expect(valueOf(grace)).rejects.toEqual(refusal('Forbidden'));
    const [ended, stays] = await roomsOf(engine).store.read((tx) => tx.grants.listOf([id, other])).then((rows) => [
      rows.find((row) => row.principalId === id),
      rows.find((row) => row.principalId === other),
    ]); // prettier-ignore
    expect(ended).toMatchObject({ until: ground.clock.now(), endedBy: 'Ada Lovelace', rowVersion: 2 });
    expect(stays).toMatchObject({ until: undefined, rowVersion: 1 });
  });

  it('was in the recycle bin before', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await expect(window.call('SecretPurge', named)).rejects.toEqual(refusal('SecretNotFound'));
    expect(await valueOf(window)).toBe('s3cret');
  });

  it('is not purged by who may only delete', async () => {
    const { engine } = await withDeleted();
    await aPerson(engine, 'grace', { role: 'Key Vault Reader', scope: '/' });
    const grace = engine.window();
    await grace.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
    await expect(grace.call('SecretPurge', named)).rejects.toEqual(
      expect.objectContaining({
        code: 'Forbidden',
        data: expect.objectContaining({ missing: 'Microsoft.KeyVault/vaults/secrets/purge/action' }),
      }),
    );
  });

  it('is nobody’s to purge where the vault protects it, even when that came later', async () => {
    const { window, deleted } = await withDeleted();
    await protect(window);
    await expect(window.call('SecretPurge', named)).rejects.toEqual(
      refusal('PurgeProtected', { name: 'db-password', purgeOn: deleted.purgeOn }),
    );
    expect((await window.call('SecretListDeleted', everything)).items).toHaveLength(1);
  });
});

describe('the record', () => {
  it('of each says what it was about', async () => {
    const { window, deleted } = await withDeleted();
    await window.call('SecretRecover', named);
    await window.call('SecretDelete', named);
    await window.call('SecretPurge', named);
    const rows = (await logOf(window)).filter((row) => /Delete|Recover|Purge/.test(row.operation));
    expect(rows.map((row) => [row.operation, row.object, row.result])).toEqual([
      ['SecretDelete', 'payroll / db-password', 'succeeded'],
      ['SecretRecover', 'payroll / db-password', 'succeeded'],
      ['SecretDelete', 'payroll / db-password', 'succeeded'],
      ['SecretPurge', 'payroll / db-password', 'succeeded'],
    ]);
    const { canonical } = await window.call('LogGet', { sequence: rows[0]?.sequence ?? -1 });
    expect(JSON.parse(canonical ?? '')).toMatchObject({ properties: { purgeOn: new Date(deleted.purgeOn).toISOString() } });
  });
});

describe('the recycle bin of another vault', () => {
  it('is its own', async () => {
    const { window } = await withDeleted();
    await makeVault(window, 'billing');
    await window.call('SecretSet', aSecret({ vault: 'billing' }));
    expect(await window.call('SecretListDeleted', { vault: 'billing' })).toEqual({ items: [] });
  });
});
