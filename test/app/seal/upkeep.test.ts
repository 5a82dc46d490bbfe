import { describe, expect, it, vi } from 'vitest';
import { LogVerify } from '../../../app/contract/log.ts';
import { forkTables, type Tables } from '../../../app/memory/tables.ts';
import {
  aHouse,
  aSecret,
  type Engine,
  type Ground,
  logOf,
  makeInstance,
  makeVault,
  newGround,
  password,
  signIn,
  startEngine,
  text,
  unlock,
  utf8,
  type Window,
} from '../../support/a-house.ts';
import { change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const payroll = { vault: 'payroll' };
const named = { ...payroll, name: 'db-password' };
const day = 86_400_000;

const verdictOf = async (page: Window) => {
  let last: unknown;
  for await (const item of page.listen('LogVerify', {})) last = item;
  return LogVerify.output.parse(last).verdict;
};

const vaultId = async (engine: Engine) => (await roomsOf(engine).store.read((tx) => tx.vaults.find('payroll')))?.id ?? '';
const generationsOf = async (engine: Engine) => {
  const id = await vaultId(engine);
  const { store } = roomsOf(engine);
  return {
    keys: (await store.read((tx) => tx.keyring.list('vault', id))).map((row) => row.generation),
    versions: [...new Set((await store.read((tx) => tx.secrets.scan(id, undefined, 1_000))).map((row) => row.keyGeneration))],
  };
};
const eventsOf = async (window: Window, operation: string) =>
  (await logOf(window)).filter((row) => row.operation === operation && row.door === 'job');
const propertiesOf = async (window: Window, { sequence }: { sequence: number }) =>
  JSON.parse((await window.call('LogGet', { sequence })).canonical ?? '').properties;

/** Moves the time on until something holds: what rests between two pieces of work goes on with it. */
const whileTimePasses = (ground: Ground, ms: number, check: () => Promise<void>) =>
  vi.waitFor(async () => {
    ground.clock.pass(ms);
    await check();
  });

const setMany = (window: Window, count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => window.call('SecretSet', aSecret({ name: `s-${at}`, value: utf8(`value ${at}`) }))));

async function purgeOne(window: Window) {
  await window.call('SecretSet', aSecret());
  await window.call('SecretDelete', named);
  await window.call('SecretPurge', named);
}

async function reopen(ground: Ground): Promise<{ engine: Engine; window: Window }> {
  const engine = await startEngine(ground);
  const window = engine.window();
  await unlock(window);
  await signIn(window);
  return { engine, window };
}

/** A vault whose secrets stay in the recycle bin for a week. */
async function makeShort(window: Window) {
  const { resourceGroup } = await window.call('SessionGet', {});
  await window.call('VaultPut', { name: 'short', resourceGroup, tier: 'standard', retentionDays: 7, purgeProtection: false, tags: {} });
}

/** What is on disk now, for a time after the process was killed. */
const photograph = (ground: Ground) => [...ground.folder.disk].map(([path, file]) => [path, forkTables(file.tables)] as const);

describe('after a purge', () => {
  it('the key of the vault is drawn anew once, everything left is wrapped again, and the older key is destroyed', async () => {
    const { ground, engine, window } = await aHouse();
    await setMany(window, 3);
    const [head] = (await window.call('SecretList', payroll)).items;
    await purgeOne(window);
    await purgeOne(window);
    expect(await generationsOf(engine)).toEqual({ keys: [1], versions: [1] });
    await whileTimePasses(ground, 30_000, async () => expect(await generationsOf(engine)).toEqual({ keys: [2], versions: [2] }));
    expect((await window.call('SecretList', payroll)).items[0]).toEqual(head);
    expect(text((await window.call('SecretGet', { ...payroll, name: 's-2' })).value)).toBe('value 2');
    expect(await verdictOf(window)).toMatchObject({ whole: true, faults: [] });
    const events = await eventsOf(window, 'VaultKeyRotate');
    expect(events.map((row) => [row.result, row.object])).toEqual([
      ['attempted', 'payroll'],
      ['succeeded', 'payroll'],
    ]);
    expect(await propertiesOf(window, events[1] ?? { sequence: -1 })).toMatchObject({ generation: '2', versions: '3' });
    expect(engine.bugs).toEqual([]);
  });

  it('a copy of what was purged opens no more, even put back with the key that wrapped it', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const before = photograph(ground);
    await window.call('SecretDelete', named);
    await window.call('SecretPurge', named);
    await whileTimePasses(ground, 30_000, async () => expect((await generationsOf(engine)).keys).toEqual([2]));
    const [stray] = before.flatMap(([, { versions }]) => versions.select(() => true));
    if (!stray) throw new Error('not set up');
    const { keyring, store } = roomsOf(engine);
    await expect(store.read((tx) => keyring.openValue(tx, stray, stray))).rejects.toEqual(refusal('IntegrityViolation'));
  });

  it('a rotation that was ended midway goes on when the house is opened again', async () => {
    const { ground, engine, window } = await aHouse();
    await setMany(window, 130);
    await purgeOne(window);
    ground.clock.pass(30_000);
    // Rests after the first page until time passes: that is where the process is killed.
    await vi.waitFor(async () => expect(await generationsOf(engine)).toEqual({ keys: [1, 2], versions: expect.arrayContaining([1, 2]) }));
    const killed = photograph(ground);
    const anchor = await ground.anchorFile.read();
    await engine.house.close();
    for (const [path, tables] of killed) Object.assign(ground.folder.disk.get(path) ?? {}, { tables });
    if (anchor) await ground.anchorFile.replace(anchor);
    const second = await reopen(ground);
    expect(await second.window.call('InstanceGet', {})).toMatchObject({ state: 'open' });
    expect(text((await second.window.call('SecretGet', { ...payroll, name: 's-0' })).value)).toBe('value 0');
    expect(text((await second.window.call('SecretGet', { ...payroll, name: 's-129' })).value)).toBe('value 129');
    await whileTimePasses(ground, 20, async () => expect(await generationsOf(second.engine)).toEqual({ keys: [2], versions: [2] }));
    expect(await verdictOf(second.window)).toMatchObject({ whole: true, faults: [] });
    expect((await eventsOf(second.window, 'VaultKeyRotate')).map((row) => row.result)).toEqual(['attempted', 'succeeded']);
  });

  it('closing the house ends a rotation after its commit, and sets and changes go on while it is under way', async () => {
    const { ground, engine, window } = await aHouse();
    await setMany(window, 130);
    await purgeOne(window);
    ground.clock.pass(30_000);
    await vi.waitFor(async () => expect((await generationsOf(engine)).versions).toHaveLength(2));
    const set = await window.call('SecretSet', aSecret({ name: 'meanwhile' }));
    await window.call('SecretUpdate', { ...payroll, name: 'meanwhile', version: set.version, tags: { at: 'once' } });
    await purgeOne(window);
    await engine.house.close();
    expect(engine.bugs).toEqual([]);
    const second = await reopen(ground);
    await whileTimePasses(ground, 20, async () => expect(await generationsOf(second.engine)).toEqual({ keys: [3], versions: [3] }));
    expect(await verdictOf(second.window)).toMatchObject({ whole: true, faults: [] });
  });

  it('a version that was altered is left as it is, with the key that shows it, and told of', async () => {
    const { ground, engine, window } = await aHouse();
    await setMany(window, 2);
    const id = await vaultId(engine);
    await change(engine, async (tx) => {
      const [row] = await tx.secrets.scan(id, undefined, 1);
      if (row) await tx.secrets.updateVersion({ ...row, expires: 5_000 });
    });
    await purgeOne(window);
    await whileTimePasses(ground, 30_000, async () =>
      expect((await eventsOf(window, 'VaultKeyRotate')).map((row) => row.code)).toContain('IntegrityViolation'),
    );
    expect((await generationsOf(engine)).keys).toEqual([1, 2]);
    expect((await verdictOf(window))?.whole).toBe(false);
  });
});

describe('what lies in the recycle bin', () => {
  const passTo = async (ground: Ground, window: Window, ms: number) => {
    // In steps that are lived through, as time is; the session ends meanwhile.
    for (let left = ms; left > 0; left -= day) ground.clock.pass(Math.min(day, left));
    await signIn(window);
  };

  it('is destroyed on its day by the house itself, with a record, protected or not', async () => {
    const { ground, engine, window } = await aHouse();
    const { revision } = await window.call('VaultGet', payroll);
    await window.call('VaultPatch', { ...payroll, revision, purgeProtection: { reason: 'policy', password: utf8(password) } });
    await window.call('SecretSet', aSecret());
    const { purgeOn } = await window.call('SecretDelete', named);
    await passTo(ground, window, 90 * day - 1);
    expect(await window.call('SecretGetDeleted', named)).toMatchObject({ purgeOn });
    await whileTimePasses(ground, 30_000, async () => expect((await window.call('SecretListDeleted', payroll)).items).toEqual([]));
    const [event] = await eventsOf(window, 'SecretPurge');
    expect(event).toMatchObject({ object: 'payroll / db-password', result: 'succeeded', identity: 'nobody' });
    expect(await propertiesOf(window, event ?? { sequence: -1 })).toMatchObject({
      scheduled: 'true',
      deletedBy: 'Ada Lovelace',
      purgeOn: new Date(purgeOn).toISOString(),
    });
    expect(engine.bugs).toEqual([]);
  });

  it('goes with its vault when that is due', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const id = await vaultId(engine);
    await window.call('VaultDelete', payroll);
    await passTo(ground, window, 90 * day - 1);
    expect((await window.call('VaultListDeleted', {})).items).toHaveLength(1);
    await whileTimePasses(ground, 30_000, async () =>
      expect(await roomsOf(engine).store.read((tx) => tx.vaults.findById(id))).toBeUndefined(),
    );
    expect((await eventsOf(window, 'VaultPurge')).map((row) => row.object)).toEqual(['payroll']);
    expect(await verdictOf(window)).toMatchObject({ whole: true });
  });

  it('of a purged vault is swept out after the next opening when the process was killed before', async () => {
    const { ground, engine, window } = await aHouse();
    await setMany(window, 3);
    const id = await vaultId(engine);
    await window.call('VaultDelete', payroll);
    await window.call('VaultPurge', payroll);
    await engine.house.close();
    const second = await reopen(ground);
    expect(await second.window.call('InstanceGet', {})).toMatchObject({ state: 'open' });
    expect(await second.window.call('VaultListDeleted', {})).toEqual({ items: [] });
    const { store } = roomsOf(second.engine);
    await whileTimePasses(ground, 20, async () => expect(await store.read((tx) => tx.vaults.findById(id))).toBeUndefined());
    expect(await store.read((tx) => tx.secrets.scan(id, undefined, 1))).toEqual([]);
    expect(await verdictOf(second.window)).toMatchObject({ whole: true });
    expect(second.engine.bugs).toEqual([]);
  });

  it('stays when the clock jumped while the house was closed, but for a week', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await window.call('SecretDelete', named);
    await engine.house.close();
    ground.clock.pass(1_000 * day);
    const second = await reopen(ground);
    const [event] = await eventsOf(second.window, 'PurgePostpone');
    expect(await propertiesOf(second.window, event ?? { sequence: -1 })).toMatchObject({ skippedMs: String(993 * day) });
    await passTo(ground, second.window, 82 * day);
    expect((await second.window.call('SecretListDeleted', payroll)).items).toHaveLength(1);
    await whileTimePasses(ground, day, async () => {
      await signIn(second.window);
      expect((await second.window.call('SecretListDeleted', payroll)).items).toEqual([]);
    });
  });

  it('stays when the clock is set forward while the house is open', async () => {
    const ground = newGround();
    let aheadMs = 0;
    const clock = { ...ground.clock, now: () => ground.clock.now() + aheadMs };
    const engine = await startEngine({ ...ground, clock });
    const window = engine.window();
    await makeInstance(window);
    await signIn(window);
    await makeVault(window);
    await window.call('SecretSet', aSecret());
    await window.call('SecretDelete', named);
    aheadMs = 100 * day;
    ground.clock.pass(30_000);
    await vi.waitFor(async () => expect(await eventsOf(window, 'PurgePostpone')).toHaveLength(1));
    await passTo(ground, window, 82 * day);
    expect((await window.call('SecretListDeleted', payroll)).items).toHaveLength(1);
    await whileTimePasses(ground, day, async () => {
      await signIn(window);
      expect((await window.call('SecretListDeleted', payroll)).items).toEqual([]);
    });
  });

  it('that was deleted after a jump goes on its day', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await engine.house.close();
    ground.clock.pass(1_000 * day);
    const second = await reopen(ground);
    await second.window.call('SecretDelete', named);
    await passTo(ground, second.window, 90 * day);
    await whileTimePasses(ground, 30_000, async () => expect((await second.window.call('SecretListDeleted', payroll)).items).toEqual([]));
  });

  it('that was deleted after a jump is not kept from its day by all that was postponed', async () => {
    const { ground, engine, window } = await aHouse();
    await makeShort(window);
    await setMany(window, 60);
    for (let at = 0; at < 60; at += 1) await window.call('SecretDelete', { ...payroll, name: `s-${at}` });
    await window.call('SecretSet', aSecret({ vault: 'short' }));
    await engine.house.close();
    ground.clock.pass(1_000 * day);
    const second = await reopen(ground);
    await second.window.call('SecretDelete', { ...named, vault: 'short' });
    await passTo(ground, second.window, 7 * day);
    const left = async (vault: string) => (await second.window.call('SecretListDeleted', { vault })).items.length;
    await whileTimePasses(ground, 30_000, async () => expect(await left('short')).toBe(0));
    expect(await left('payroll')).toBeGreaterThan(0);
  });

  it('in great number goes with its vault, when both are due at once', async () => {
    const { ground, engine, window } = await aHouse();
    await makeShort(window);
    for (let at = 0; at < 60; at += 1) {
      await window.call('SecretSet', aSecret({ vault: 'short', name: `s-${at}` }));
      await window.call('SecretDelete', { vault: 'short', name: `s-${at}` });
    }
    await window.call('VaultDelete', { vault: 'short' });
    await engine.house.close();
    ground.clock.pass(7 * day);
    const second = await reopen(ground);
    await whileTimePasses(ground, 20, async () => {
      const { store } = roomsOf(second.engine);
      expect((await store.read((tx) => tx.vaults.list(undefined, 10))).map(({ name }) => name)).toEqual(['payroll']);
    });
    expect(second.engine.bugs).toEqual([]);
  });

  it('of a week away is not postponed', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    ground.clock.pass(7 * day);
    expect(await eventsOf((await reopen(ground)).window, 'PurgePostpone')).toEqual([]);
  });

  it('is not touched in a store that is older than it should be, until that was decided', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await window.call('SecretDelete', named);
    for (let at = 0; at < 80; at += 1) ground.clock.pass(day);
    await signIn(window);
    const older = photograph(ground);
    await window.call('SecretSet', aSecret({ name: 'newer' }));
    await engine.house.close();
    for (const [path, tables] of older) Object.assign(ground.folder.disk.get(path) ?? {}, { tables });
    const second = await reopen(ground);
    for (let at = 0; at < 11; at += 1) ground.clock.pass(day);
    await signIn(second.window);
    expect(await second.window.call('InstanceGet', {})).toMatchObject({ state: 'quarantined' });
    await second.window.call('InstanceRestoreAccept', { reason: 'The disk failed; this is the backup.' });
    await whileTimePasses(ground, 30_000, async () => expect((await second.window.call('SecretListDeleted', payroll)).items).toEqual([]));
  });
});

describe('secrets of a vault', () => {
  function tamper(ground: Ground, work: (tables: Tables) => void): void {
    for (const { tables } of ground.folder.disk.values()) work(tables);
  }
  const mismatches = async (page: Window) => (await logOf(page)).filter((row) => row.operation === 'RowMismatch').map((row) => row.object);

  it('of which one was put back to before its deletion are told of', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const [before] = photograph(ground).flatMap(([, { secrets }]) => secrets.select(() => true));
    await window.call('SecretDelete', named);
    await engine.house.close();
    tamper(ground, ({ secrets }) => before && secrets.put(before.id, before));
    const { window: page } = await reopen(ground);
    await vi.waitFor(async () => expect(await mismatches(page)).toEqual(['rows / secrets of payroll']));
    expect((await verdictOf(page))?.whole).toBe(false);
  });

  it('of a house that was made before they were counted are counted from the next opening', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await engine.house.close();
    tamper(ground, ({ manifests }) => manifests.removeWhere((row) => row.set.startsWith('secret-head')));
    await ground.anchorFile.remove();
    const { engine: second, window: page } = await reopen(ground);
    expect(await verdictOf(page)).toMatchObject({ whole: true });
    await page.call('SecretDelete', named);
    expect(await verdictOf(page)).toMatchObject({ whole: true });
    await second.house.close();
    expect(await verdictOf((await reopen(ground)).window)).toMatchObject({ whole: true });
  });

  it('are not counted anew because somebody removed their count', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await engine.house.close();
    tamper(ground, ({ manifests }) => manifests.removeWhere((row) => row.set.startsWith('secret-head')));
    const { window: page } = await reopen(ground);
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'quarantined', rollback: { altered: ['manifest'] } });
    await page.call('InstanceRestoreAccept', { reason: 'The disk failed; this is what is left.' });
    expect(text((await page.call('SecretGet', named)).value)).toBe('s3cret');
    expect((await verdictOf(page))?.faults.filter((fault) => fault.kind === 'row')).toEqual([]);
  });
});
