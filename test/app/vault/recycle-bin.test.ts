import { describe, expect, it, vi } from 'vitest';
import { aHouse, aSecret, makeVault, password, text, utf8, type Window } from '../../support/a-house.ts';
import { aPerson, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const payroll = { vault: 'payroll' };
const named = { ...payroll, name: 'db-password' };
const day = 86_400_000;

async function withSecret() {
  const house = await aHouse();
  await house.window.call('SecretSet', aSecret());
  return house;
}

async function patch(window: Window, change: Record<string, unknown>) {
  const { revision } = await window.call('VaultGet', payroll);
  return window.call('VaultPatch', { ...payroll, revision, ...change });
}

async function grace({ engine }: Awaited<ReturnType<typeof aHouse>>, role: string, scope: string): Promise<Window> {
  await aPerson(engine, 'grace', { role, scope });
  const window = engine.window();
  await window.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
  return window;
}

describe('settings of a vault', () => {
  it('are changed as named, the rest stays', async () => {
    const { ground, window } = await aHouse();
    const before = await window.call('VaultGet', payroll);
    const changed = await patch(window, { tier: 'premium', enforceDates: true, tags: { team: 'hr' } });
    expect(changed).toEqual({ ...before, tier: 'premium', enforceDates: true, tags: { team: 'hr' }, revision: 2 });
    expect(await patch(window, { purgeProtection: { reason: 'policy', password: utf8(password) } })).toEqual({
      ...changed,
      purgeProtection: true,
      revision: 3,
    });
    const locked = await patch(window, { deletionLock: { reason: 'Payroll runs on it' } });
    expect(locked.deletionLock).toEqual({ reason: 'Payroll runs on it', by: 'Ada Lovelace', on: ground.clock.now() });
    expect((await patch(window, { deletionLock: null })).deletionLock).toBeUndefined();
    expect((await window.call('VaultList', {})).items).toEqual([await window.call('VaultGet', payroll)]);
  });

  it('that another person changed meanwhile are not overwritten', async () => {
    const house = await aHouse();
    const { ground, window } = house;
    const other = await grace(house, 'Key Vault Contributor', '/');
    await other.call('VaultPatch', { ...payroll, revision: 1, tags: { team: 'hr' } });
    const mine = window.call('VaultPatch', { ...payroll, revision: 1, tags: { team: 'it' } });
    await expect(mine).rejects.toEqual(refusal('ChangedMeanwhile', { name: 'payroll', changedBy: 'grace', changedOn: ground.clock.now() }));
    expect((await window.call('VaultGet', payroll)).tags).toEqual({ team: 'hr' });
  });

  it('do not include taking purge protection away', async () => {
    const { window } = await aHouse();
    await patch(window, { purgeProtection: { reason: 'policy', password: utf8(password) } });
    await expect(patch(window, { purgeProtection: false })).rejects.toEqual(refusal('BadParameter'));
    expect((await window.call('VaultGet', payroll)).purgeProtection).toBe(true);
  });

  it('stay as they are when purge protection comes with a wrong password', async () => {
    const { window } = await aHouse();
    const wrong = { reason: 'policy', password: utf8('not the password') };
    await expect(patch(window, { purgeProtection: wrong })).rejects.toEqual(refusal('SignInFailed'));
    expect((await window.call('VaultGet', payroll)).purgeProtection).toBe(false);
  });

  it('are not changed by who may only read them', async () => {
    const house = await aHouse();
    const reader = await grace(house, 'Key Vault Reader', '/');
    await expect(patch(reader, { tags: {} })).rejects.toEqual(refusal('Forbidden'));
  });
});

describe('a deleted vault', () => {
  it('lies in the recycle bin until its day, and is invisible to everything else', async () => {
    const { ground, window } = await withSecret();
    const before = await window.call('VaultGet', payroll);
    const deleted = await window.call('VaultDelete', payroll);
    expect(deleted).toEqual({
      ...before, revision: 2, deletedOn: ground.clock.now(), purgeOn: ground.clock.now() + 90 * day, deletedBy: 'Ada Lovelace',
    }); // prettier-ignore
    expect(await window.call('VaultListDeleted', {})).toEqual({ items: [deleted] });
    expect(await window.call('VaultList', {})).toEqual({ items: [] });
    for (const [name, input] of [
      ['VaultGet', payroll],
      ['VaultPatch', { ...payroll, revision: 2, tags: {} }],
      ['VaultDelete', payroll],
      ['SecretGet', named],
      ['SecretSet', aSecret()],
      ['SecretList', payroll],
      ['SecretDelete', named],
      ['SecretListDeleted', payroll],
    ] as const)
      await expect(window.call(name, input)).rejects.toEqual(refusal('VaultNotFound', { name: 'payroll' }));
  });

  it('is not deleted while it is locked', async () => {
    const { window } = await aHouse();
    await patch(window, { deletionLock: { reason: 'Payroll runs on it' } });
    await expect(window.call('VaultDelete', payroll)).rejects.toEqual(
      refusal('VaultLocked', { name: 'payroll', reason: 'Payroll runs on it' }),
    );
    await patch(window, { deletionLock: null });
    await window.call('VaultDelete', payroll);
  });

  it('keeps its name: making another says until when', async () => {
    const { window } = await aHouse();
    const { purgeOn } = await window.call('VaultDelete', payroll);
    await expect(makeVault(window, 'Payroll')).rejects.toEqual(refusal('ObjectIsDeletedButRecoverable', { name: 'payroll', purgeOn }));
  });

  it('comes back with its secrets and with who might read them', async () => {
    const house = await withSecret();
    const { window } = house;
    const { resourceId } = await window.call('VaultGet', payroll);
    const reader = await grace(house, 'Key Vault Secrets User', resourceId);
    await window.call('VaultDelete', payroll);
    await expect(reader.call('SecretGet', named)).rejects.toEqual(refusal('Forbidden'));
    expect(await window.call('VaultRecover', payroll)).toMatchObject({ name: 'payroll', secretCount: 1, revision: 3 });
    expect(text((await reader.call('SecretGet', named)).value)).toBe('s3cret');
    await expect(window.call('VaultRecover', payroll)).rejects.toEqual(refusal('VaultNotFound'));
  });
});

describe('a purged vault', () => {
  it('is gone with all that it held, at once for people, row by row in the background', async () => {
    const house = await aHouse();
    const { ground, engine, window } = house;
    const { id } = await window.call('VaultGet', payroll);
    await Promise.all(Array.from({ length: 101 }, (_, at) => window.call('SecretSet', aSecret({ name: `s-${at}` }))));
    await window.call('VaultDelete', payroll);
    await window.call('VaultPurge', payroll);
    expect(await window.call('VaultListDeleted', {})).toEqual({ items: [] });
    await expect(window.call('VaultRecover', payroll)).rejects.toEqual(refusal('VaultNotFound'));
    const { store } = roomsOf(engine);
    expect(await store.read((tx) => tx.keyring.list('vault', id))).toEqual([]);
    expect((await store.read((tx) => tx.manifests.list())).filter((row) => row.set.includes(id))).toEqual([]);
    await vi.waitFor(async () => {
      ground.clock.pass(30_000);
      expect(await store.read((tx) => tx.vaults.findById(id))).toBeUndefined();
    });
    expect(await store.read((tx) => tx.secrets.scan(id, undefined, 10))).toEqual([]);
    expect(engine.bugs).toEqual([]);
  });

  it('leaves its name free, and no grant behind for the next of that name', async () => {
    const house = await withSecret();
    const { window } = house;
    const { resourceId } = await window.call('VaultGet', payroll);
    const reader = await grace(house, 'Key Vault Secrets User', `${resourceId}/secrets/db-password`);
    await window.call('VaultDelete', payroll);
    await window.call('VaultPurge', payroll);
    expect(await makeVault(window)).toMatchObject({ resourceId, secretCount: 0, revision: 1 });
    await window.call('SecretSet', aSecret({ value: utf8('of another vault') }));
    await expect(reader.call('SecretGet', named)).rejects.toEqual(refusal('Forbidden'));
  });

  it('was in the recycle bin before, and not protected', async () => {
    const { window } = await aHouse();
    await expect(window.call('VaultPurge', payroll)).rejects.toEqual(refusal('VaultNotFound'));
    await patch(window, { purgeProtection: { reason: 'policy', password: utf8(password) } });
    const { purgeOn } = await window.call('VaultDelete', payroll);
    await expect(window.call('VaultPurge', payroll)).rejects.toEqual(refusal('PurgeProtected', { name: 'payroll', purgeOn }));
    await window.call('VaultRecover', payroll);
  });

  it('is not purged by who manages vaults: that is a right of its own', async () => {
    const house = await aHouse();
    const manager = await grace(house, 'Key Vault Contributor', '/');
    await manager.call('VaultDelete', payroll);
    await expect(manager.call('VaultPurge', payroll)).rejects.toEqual(
      expect.objectContaining({
        code: 'Forbidden',
        data: expect.objectContaining({
          missing: 'Microsoft.KeyVault/locations/deletedVaults/purge/action',
          smallestRole: 'Key Vault Purge Operator',
        }),
      }),
    );
    await manager.call('VaultRecover', payroll);
  });
});

describe('resource groups', () => {
  it('are listed by name, and made once, whatever the case', async () => {
    const { window } = await aHouse();
    const made = await window.call('ResourceGroupPut', { name: 'Archive' });
    expect(made).toMatchObject({ name: 'Archive', subscription: 'Main' });
    expect(await window.call('ResourceGroupPut', { name: 'archive' })).toEqual(made);
    expect((await window.call('ResourceGroupList', {})).items.map((it) => it.name)).toEqual(['Archive', 'main']);
    const vault = { name: 'old', resourceGroup: made.path, tier: 'premium', retentionDays: 7, purgeProtection: false, tags: {} };
    expect(await window.call('VaultPut', vault)).toMatchObject({ tier: 'premium', resourceGroup: made.path });
  });

  it('are not made by who may not', async () => {
    const house = await aHouse();
    const manager = await grace(house, 'Key Vault Contributor', '/');
    await expect(manager.call('ResourceGroupPut', { name: 'mine' })).rejects.toEqual(refusal('Forbidden'));
    expect((await manager.call('ResourceGroupList', {})).items).toHaveLength(1);
  });
});
