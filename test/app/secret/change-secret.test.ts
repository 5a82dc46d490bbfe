import { describe, expect, it } from 'vitest';
import { aHouse, aSecret, logOf, password, signIn, text, utf8, type Window } from '../../support/a-house.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const named = { vault: 'payroll', name: 'db-password' };
const day = 86_400_000;

const valueOf = async (window: Window, version?: string) => text((await window.call('SecretGet', { ...named, version })).value);

async function aSecretHouse(change: Record<string, unknown> = {}) {
  const house = await aHouse();
  return { ...house, set: await house.window.call('SecretSet', aSecret(change)) };
}

/** Signs a second person in at a window of her own. */
async function another(engine: Awaited<ReturnType<typeof aHouse>>['engine'], role = 'Key Vault Administrator') {
  await aPerson(engine, 'grace', { role, scope: '/' });
  const window = engine.window();
  await window.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
  return window;
}

describe('a value that is drawn here', () => {
  it('is sealed, and the record says how it was drawn, not what it is', async () => {
    const { window } = await aHouse();
    const { value: _value, ...rest } = aSecret();
    const password = { kind: 'password', length: 24, classes: ['lower', 'upper', 'digit', 'symbol'], unambiguous: true };
    expect(await window.call('SecretSet', { ...rest, generate: password })).toMatchObject({ valueBytes: 24 });
    const value = await valueOf(window);
    expect(value).toHaveLength(24);
    const row = (await logOf(window)).find((it) => it.operation === 'SecretSet');
    const { canonical } = await window.call('LogGet', { sequence: row?.sequence ?? -1 });
    expect(JSON.parse(canonical ?? '')).toMatchObject({ properties: { generated: 'password' } });
    expect(canonical).not.toContain(value);
  });

  it('is asked for, or given: not both and not neither', async () => {
    const { window } = await aHouse();
    await expect(window.call('SecretSet', aSecret({ generate: { kind: 'guid' } }))).rejects.toEqual(refusal('BadParameter'));
    await expect(window.call('SecretSet', aSecret({ value: undefined }))).rejects.toEqual(refusal('BadParameter'));
    expect((await window.call('SecretList', { vault: 'payroll' })).items).toEqual([]);
  });
});

describe('check-and-set', () => {
  it('writes over the version that was seen', async () => {
    const { window, set } = await aSecretHouse();
    await window.call('SecretSet', aSecret({ value: utf8('next'), expect: set.version }));
    expect(await valueOf(window)).toBe('next');
  });

  it('writes nothing over what another person set meanwhile, and says who', async () => {
    const { engine, window, set } = await aSecretHouse();
    const grace = await another(engine);
    const theirs = await grace.call('SecretSet', aSecret({ value: utf8('theirs') }));
    const mine = window.call('SecretSet', aSecret({ value: utf8('mine'), expect: set.version }));
    await expect(mine).rejects.toEqual(
      refusal('ChangedMeanwhile', { name: 'db-password', changedBy: 'grace', changedOn: theirs.createdOn }),
    );
    await expect(window.call('SecretSet', aSecret({ expect: 'absent' }))).rejects.toEqual(refusal('ChangedMeanwhile'));
    expect(await valueOf(window)).toBe('theirs');
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(2);
  });

  it('makes a new secret where none was seen, and none where one was', async () => {
    const { window } = await aHouse();
    await expect(window.call('SecretSet', aSecret({ expect: 'f'.repeat(32) }))).rejects.toEqual(refusal('SecretNotFound'));
    await window.call('SecretSet', aSecret({ expect: 'absent' }));
    expect(await valueOf(window)).toBe('s3cret');
  });
});

describe('attributes of a version', () => {
  it('are changed without touching its value; what is left out stays, null takes away', async () => {
    const { ground, window, set } = await aSecretHouse({ contentType: 'text/plain', tags: { owner: 'ada' } });
    ground.clock.pass(1_000);
    const expires = ground.clock.now() + day + 999;
    const changed = await window.call('SecretUpdate', { ...named, version: set.version, contentType: null, expires });
    expect(changed).toEqual({
      ...set, contentType: undefined, expires: Math.floor(expires / 1000) * 1000, updatedOn: ground.clock.now(), revision: 2,
    }); // prettier-ignore
    expect((await window.call('SecretList', { vault: 'payroll' })).items).toEqual([changed]);
    expect(await valueOf(window)).toBe('s3cret');
    expect(await window.call('SecretUpdate', { ...named, version: set.version, expires: null, tags: {} })).toMatchObject({
      tags: {},
      revision: 3,
    });
  });

  it('of an older version are its own', async () => {
    const { window, set } = await aSecretHouse();
    await window.call('SecretSet', aSecret({ value: utf8('next') }));
    await window.call('SecretUpdate', { ...named, version: set.version, enabled: false });
    expect(await valueOf(window)).toBe('next');
    await expect(valueOf(window, set.version)).rejects.toEqual(refusal('SecretDisabled'));
  });

  it('that another person changed meanwhile are not overwritten', async () => {
    const { engine, window, set } = await aSecretHouse();
    const grace = await another(engine);
    await grace.call('SecretUpdate', { ...named, version: set.version, revision: 1, tags: { owner: 'grace' } });
    const mine = { ...named, version: set.version, revision: 1, tags: { owner: 'ada' } };
    await expect(window.call('SecretUpdate', mine)).rejects.toEqual(
      refusal('ChangedMeanwhile', { name: 'db-password', changedBy: 'grace', changedOn: set.updatedOn }),
    );
    expect((await window.call('SecretList', { vault: 'payroll' })).items[0]).toMatchObject({ tags: { owner: 'grace' }, revision: 2 });
  });

  it.each([
    ['dates that stand the wrong way round', { notBefore: 5_000, expires: 5_000 }, 'BadParameter'],
    ['an activation after the expiry that stays', { notBefore: 20_000 }, 'BadParameter'],
    ['a version that is not there', { version: 'f'.repeat(32), enabled: false }, 'SecretNotFound'],
  ])('are refused with %s, and nothing is changed', async (_what, wrong, code) => {
    const { window, set } = await aSecretHouse({ expires: 10_000 });
    await expect(window.call('SecretUpdate', { ...named, version: set.version, ...wrong })).rejects.toEqual(refusal(code));
    expect((await window.call('SecretList', { vault: 'payroll' })).items).toEqual([set]);
  });

  it('are recorded by name and state, tags only as changed', async () => {
    const { window, set } = await aSecretHouse();
    await window.call('SecretUpdate', { ...named, version: set.version, enabled: false, expires: null, tags: { hint: 'of a wallet' } });
    const row = (await logOf(window)).find((it) => it.operation === 'SecretUpdate');
    const { canonical } = await window.call('LogGet', { sequence: row?.sequence ?? -1 });
    expect(JSON.parse(canonical ?? '')).toMatchObject({
      properties: { id: set.id, enabled: 'false', expires: 'removed', tags: 'changed' },
    });
    expect(canonical).not.toContain('wallet');
  });

  it('are changed by who may, which who sets values need not', async () => {
    const { engine, set } = await aSecretHouse();
    const reader = await another(engine, 'Key Vault Secrets User');
    await expect(reader.call('SecretUpdate', { ...named, version: set.version, enabled: false })).rejects.toEqual(refusal('Forbidden'));
  });

  it('that somebody wrote past the house are not taken over into new ones', async () => {
    const { engine, window, set } = await aSecretHouse({ enabled: false });
    await change(engine, async (tx) => {
      const vault = await tx.vaults.find('payroll');
      const [row] = vault ? await tx.secrets.scan(vault.id, undefined, 1) : [];
      if (row) await tx.secrets.updateVersion({ ...row, enabled: true });
    });
    await expect(window.call('SecretUpdate', { ...named, version: set.version, tags: {} })).rejects.toEqual(refusal('IntegrityViolation'));
  });
});

describe('rolling back', () => {
  it('makes a new version with value, content type and tags of an older one', async () => {
    const { window, set } = await aSecretHouse({ contentType: 'text/plain', tags: { owner: 'ada' }, expires: 9e12 });
    const second = await window.call('SecretSet', aSecret({ value: utf8('second') }));
    const third = await window.call('SecretRollBack', { ...named, version: set.version, expect: second.version });
    expect(third).toMatchObject({ current: true, enabled: true, contentType: 'text/plain', tags: { owner: 'ada' }, revision: 1 });
    expect(third.expires).toBeUndefined();
    expect(await valueOf(window)).toBe('s3cret');
    expect((await window.call('SecretListVersions', named)).items.map((it) => it.version)).toEqual([
      third.version,
      second.version,
      set.version,
    ]);
  });

  it('is refused when another version came meanwhile, or the older one is disabled or unknown', async () => {
    const { window, set } = await aSecretHouse();
    await window.call('SecretSet', aSecret({ value: utf8('second') }));
    const back = { ...named, version: set.version };
    await expect(window.call('SecretRollBack', { ...back, expect: set.version })).rejects.toEqual(refusal('ChangedMeanwhile'));
    await window.call('SecretUpdate', { ...back, enabled: false });
    await expect(window.call('SecretRollBack', back)).rejects.toEqual(refusal('SecretDisabled'));
    await expect(window.call('SecretRollBack', { ...named, version: 'f'.repeat(32) })).rejects.toEqual(refusal('SecretNotFound'));
    expect(await valueOf(window)).toBe('second');
  });
});

describe('comparing', () => {
  it('says whether two versions hold the same value', async () => {
    const { window, set } = await aSecretHouse();
    const same = await window.call('SecretSet', aSecret({ tags: { other: 'tags' } }));
    const other = await window.call('SecretSet', aSecret({ value: utf8('s3creT') }));
    expect(await window.call('SecretCompare', { ...named, versions: [set.version, same.version] })).toEqual({ same: true });
    expect(await window.call('SecretCompare', { ...named, versions: [set.version, other.version] })).toEqual({ same: false });
  });

  it('is refused to who may not read, and for a version that may not be read', async () => {
    const { engine, window, set } = await aSecretHouse();
    const versions = [set.version, set.version];
    const manager = await another(engine, 'Key Vault Reader');
    await expect(manager.call('SecretCompare', { ...named, versions })).rejects.toEqual(refusal('Forbidden'));
    await window.call('SecretUpdate', { ...named, version: set.version, enabled: false });
    await expect(window.call('SecretCompare', { ...named, versions })).rejects.toEqual(refusal('SecretDisabled'));
  });
});

describe('dates of a secret', () => {
  const enforce = async (window: Window) => {
    const { revision } = await window.call('VaultGet', { vault: 'payroll' });
    await window.call('VaultPatch', { vault: 'payroll', revision, enforceDates: true });
  };

  it('are told and not enforced, as Key Vault has it', async () => {
    const { ground, window } = await aHouse();
    const now = ground.clock.now();
    await window.call('SecretSet', aSecret({ expires: now - day }));
    expect(await valueOf(window)).toBe('s3cret');
    await window.call('SecretSet', aSecret({ notBefore: now + day }));
    expect(await valueOf(window)).toBe('s3cret');
  });

  it('are enforced where the vault says so: reading, comparing and rolling back', async () => {
    const { ground, window, set } = await aSecretHouse();
    await enforce(window);
    const now = ground.clock.now();
    await window.call('SecretUpdate', { ...named, version: set.version, notBefore: now + day, expires: now + 2 * day });
    const early = refusal('SecretNotActive', { name: 'db-password', activeOn: now + day });
    await expect(valueOf(window)).rejects.toEqual(early);
    await expect(window.call('SecretRollBack', { ...named, version: set.version })).rejects.toEqual(early);
    ground.clock.pass(day);
    await signIn(window);
    expect(await valueOf(window)).toBe('s3cret');
    ground.clock.pass(day);
    await signIn(window);
    const late = refusal('SecretExpired', { name: 'db-password', expiredOn: now + 2 * day });
    await expect(valueOf(window)).rejects.toEqual(late);
    await expect(window.call('SecretCompare', { ...named, versions: [set.version, set.version] })).rejects.toEqual(late);
  });
});

describe('the way back that a secret shows', () => {
  it('is that of its vault now, and its value still opens', async () => {
    const { window, set, engine } = await aSecretHouse();
    expect(set.recoveryLevel).toBe('Recoverable+Purgeable');
    const { revision } = await window.call('VaultGet', { vault: 'payroll' });
    await window.call('VaultPatch', { vault: 'payroll', revision, purgeProtection: { reason: 'policy', password: utf8(password) } });
    const { properties } = await window.call('SecretGet', named);
    expect(properties.recoveryLevel).toBe('Recoverable');
    const bound = await roomsOf(engine).store.read(async (tx) =>
      tx.secrets.scan((await tx.vaults.find('payroll'))?.id ?? '', undefined, 1),
    );
    expect(bound[0]?.recoveryLevel).toBe('Recoverable+Purgeable');
    await window.call('SecretUpdate', { ...named, version: set.version, tags: { now: 'bound anew' } });
    const anew = await roomsOf(engine).store.read(async (tx) => tx.secrets.scan((await tx.vaults.find('payroll'))?.id ?? '', undefined, 1));
    expect(anew[0]?.recoveryLevel).toBe('Recoverable');
    expect(await valueOf(window)).toBe('s3cret');
  });
});
