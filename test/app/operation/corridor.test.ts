import { describe, expect, it } from 'vitest';
import {
  aHouse,
  aSecret,
  logOf,
  makeInstance,
  newGround,
  password,
  signIn,
  startEngine,
  text,
  unlock,
  utf8,
} from '../../support/a-house.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

describe('the first line through the house', () => {
  it('keeps a secret, gives it back, and tells of both', async () => {
    const { window } = await aHouse();
    const set = await window.call('SecretSet', aSecret({ value: utf8('zwei\nZeilen ☕') }));
    const { value, properties } = await window.call('SecretGet', { vault: 'payroll', name: 'DB-Password' });
    expect(text(value)).toBe('zwei\nZeilen ☕');
    expect(properties.version).toBe(set.version);
    const rows = await logOf(window);
    expect(rows.map((row) => row.identity)).toEqual(['nobody', ...Array.from({ length: 4 }, () => 'Ada Lovelace')]);
    expect(rows.map((row) => [row.operation, row.result, row.object])).toEqual([
      ['InstanceCreate', 'succeeded', 'Northwind'],
      ['SessionCreate', 'succeeded', 'ada'],
      ['VaultPut', 'succeeded', 'payroll'],
      ['SecretSet', 'succeeded', 'payroll / db-password'],
      ['SecretGet', 'succeeded', 'payroll / DB-Password'],
    ]);
  });

  it('lists without values', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const { items } = await window.call('SecretList', { vault: 'payroll' });
    expect(items).toMatchObject([{ name: 'db-password', valueBytes: 6 }]);
    expect(JSON.stringify(items)).not.toContain('s3cret');
  });

  it('names the grant that allowed it', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const row = (await logOf(window)).find((it) => it.operation === 'SecretSet');
    const record = await window.call('LogGet', { sequence: row?.sequence });
    expect(record).toMatchObject({ identity: 'Ada Lovelace', allowedBy: { role: 'Key Vault Administrator', scope: '/' } });
    expect(record.properties['id']).toMatch(/^\/secrets\/db-password\/[0-9a-f]{32}$/);
    expect(record.canonical).not.toContain('s3cret');
  });
});

describe('a value', () => {
  it('of exactly 25 KiB is kept, and one byte more is refused with the limit', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ value: new Uint8Array(25_600).fill(0x61) }));
    await expect(window.call('SecretSet', aSecret({ value: new Uint8Array(25_601).fill(0x61) }))).rejects.toEqual(
      refusal('BadParameter', { issues: [{ path: 'value', problem: 'too_big', limit: 25_600 }] }),
    );
    expect((await window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).value).toHaveLength(25_600);
  });

  it('that is no text is refused', async () => {
    const { window } = await aHouse();
    await expect(window.call('SecretSet', aSecret({ value: new Uint8Array([0xff, 0xfe]) }))).rejects.toEqual(refusal('BadParameter'));
  });

  it('of a disabled version is refused, and the refusal is recorded', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ enabled: false }));
    await expect(window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).rejects.toEqual(refusal('SecretDisabled'));
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'SecretGet', result: 'refused', status: 403, code: 'SecretDisabled' });
  });

  it('keeps its older versions', async () => {
    const { window } = await aHouse();
    const first = await window.call('SecretSet', aSecret({ value: utf8('old') }));
    await window.call('SecretSet', aSecret({ value: utf8('new') }));
    const older = await window.call('SecretGet', { vault: 'payroll', name: 'db-password', version: first.version });
    expect([text(older.value), older.properties.current]).toEqual(['old', false]);
    const { items } = await window.call('SecretListVersions', { vault: 'payroll', name: 'db-password' });
    expect(items.map((it) => it.current)).toEqual([true, false]);
  });
});

describe('who has no session', () => {
  it('is refused, and it is recorded once a minute with a count', async () => {
    const { engine, window, ground } = await aHouse();
    const stranger = engine.window();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(stranger.call('VaultList', {})).rejects.toEqual(refusal('Unauthorized'));
    }
    ground.clock.pass(61_000);
    await expect(stranger.call('VaultList', {})).rejects.toEqual(refusal('Unauthorized'));
    const refused = (await logOf(window)).filter((row) => row.operation === 'VaultList');
    const counts = await Promise.all(refused.map(async ({ sequence }) => (await window.call('LogGet', { sequence })).properties['count']));
    expect(counts).toEqual([undefined, '4', undefined]);
  });

  it('is not told whether the input would have been right', async () => {
    const { engine } = await aHouse();
    await expect(engine.window().call('SecretGet', { vault: 'nowhere', name: 'nothing' })).rejects.toEqual(refusal('Unauthorized'));
  });

  it('signs in only with the right password, slowed after slips', async () => {
    const { engine, ground } = await aHouse();
    const page = engine.window();
    for (let slip = 0; slip < 3; slip += 1) await expect(signIn(page, 'not it, not it')).rejects.toEqual(refusal('SignInFailed'));
    await expect(signIn(page, password)).rejects.toEqual(refusal('SignInFailed', { retryOn: ground.clock.now() + 1_000 }));
    ground.clock.pass(1_000);
    await expect(signIn(page, password)).resolves.toMatchObject({ person: { name: 'ada' } });
  });

  it('loses what is open with the sign-out', async () => {
    const { window } = await aHouse();
    await window.call('SessionDelete', {});
    await expect(window.call('SecretList', { vault: 'payroll' })).rejects.toEqual(refusal('Unauthorized'));
  });
});

describe('a repeated write', () => {
  it('with the same request id and input is the same write', async () => {
    const { window } = await aHouse();
    const id = '7f8b5c46-93a5-4b0e-8b6c-0d7f3c0a4d11';
    const first = await window.call('SecretSet', aSecret(), id);
    const again = await window.call('SecretSet', aSecret(), id);
    expect(again).toEqual(first);
    expect((await window.call('SecretListVersions', { vault: 'payroll', name: 'db-password' })).items).toHaveLength(1);
  });

  it('with the same request id and another input is refused', async () => {
    const { window } = await aHouse();
    const id = '7f8b5c46-93a5-4b0e-8b6c-0d7f3c0a4d11';
    await window.call('SecretSet', aSecret(), id);
    await expect(window.call('SecretSet', aSecret({ value: utf8('other') }), id)).rejects.toEqual(refusal('Conflict'));
  });

  it('after five minutes is a new write', async () => {
    const { window, ground } = await aHouse();
    const id = '7f8b5c46-93a5-4b0e-8b6c-0d7f3c0a4d11';
    await window.call('SecretSet', aSecret(), id);
    ground.clock.pass(5 * 60_000 + 1);
    await window.call('SecretSet', aSecret(), id);
    expect((await window.call('SecretListVersions', { vault: 'payroll', name: 'db-password' })).items).toHaveLength(2);
  });
});

describe('a name that no operation has', () => {
  it.each(['SecretDestroy', '__proto__', 'constructor', ''])('is refused: %j', async (name) => {
    const { engine, window } = await aHouse();
    const ask = { caller: window.caller, name, requestId: '', input: {}, signal: new AbortController().signal };
    await expect(engine.corridor.call(ask)).rejects.toEqual(refusal('NotImplemented'));
  });
});

describe('a sealed house', () => {
  it('answers nothing but the gate', async () => {
    const ground = newGround();
    const first = await startEngine(ground);
    await makeInstance(first.window());
    await first.house.close();
    const engine = await startEngine(ground);
    const page = engine.window();
    await expect(page.call('VaultList', {})).rejects.toEqual(refusal('InstanceSealed'));
    await expect(page.call('SessionCreate', { person: 'ada', password: utf8(password) })).rejects.toEqual(refusal('InstanceSealed'));
    await unlock(page);
    await signIn(page);
    expect((await logOf(page)).map((row) => [row.operation, row.code])).toEqual([
      ['InstanceCreate', 'OK'],
      ['VaultList', 'InstanceSealed'],
      ['SessionCreate', 'InstanceSealed'],
      ['InstanceUnlock', 'OK'],
      ['SessionCreate', 'OK'],
    ]);
    expect(engine.bugs).toEqual([]);
  });
});
