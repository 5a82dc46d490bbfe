import { describe, expect, test } from 'vitest';
import { logOf, signIn, startEngine, unlock, utf8 } from '../../support/a-house.ts';
import { aPolicy, aRule } from '../../support/an-attester.ts';
import { aPair, bind, copy, day, make, namesIn, plan, policy, refusal, run, source, target, windowOf } from './a-copy.ts';

describe('a plan', () => {
  test('says of each key what making it anew would come to, and makes nothing', async () => {
    const { window } = await aPair();
    for (const name of ['alone', 'alike', 'other', 'binned']) await make(window, name);
    await make(window, 'off', { enabled: false });
    await make(window, 'over', { expires: 1000 });
    await make(window, 'alike', {}, target);
    await make(window, 'other', { type: 'RSA', tags: { a: 'b' } }, target);
    await make(window, 'binned', {}, target);
    await make(window, 'extra', {}, target);
    await window.call('KeyDelete', { vault: target, name: 'binned' });
    const before = await window.call('KeyList', { vault: target });

    const { rows, statuses, done, total, token } = await plan(window);
    expect(statuses).toEqual({
      alone: 'new',
      alike: 'there',
      other: 'taken',
      binned: 'binned',
      off: 'new',
      over: 'new',
      extra: 'extra',
    });
    expect({ done, total, token }).toEqual({ done: 7, total: 7, token: 'none' });
    expect(rows.get('other')).toMatchObject({ differs: ['type', 'spec', 'operations', 'tags'], usual: false, target: { type: 'RSA' } });
    expect(rows.get('off')).toMatchObject({ notes: ['disabled'], usual: true });
    expect(rows.get('over')).toMatchObject({ notes: ['expired', 'over'], usual: false });
    expect(await window.call('KeyList', { vault: target })).toEqual(before);
  });

  test('compares dates and policies too', async () => {
    const { window } = await aPair();
    const expires = 4_000_000_000_000;
    await make(window, 'signing', { expires, policy });
    await make(window, 'signing', { expires: expires + day }, target);
    expect((await plan(window)).rows.get('signing')).toMatchObject({ status: 'taken', differs: ['expires', 'policy'] });
    expect((await plan(window, { dates: 'anew', policies: false })).statuses).toEqual({ signing: 'there' });
    await window.call('KeyRotationPolicySet', { vault: target, name: 'signing', policy });
    expect((await plan(window)).rows.get('signing')).toMatchObject({ differs: ['expires'] });
  });

  test('names a key by its name in any case, and what is not there', async () => {
    const { window } = await aPair();
    await make(window, 'Signing');
    await make(window, 'gone');
    await window.call('KeyDelete', { vault: source, name: 'gone' });
    expect((await plan(window, { names: ['signing', 'SIGNING', 'gone', 'never'] })).statuses).toEqual({
      Signing: 'new',
      gone: 'source',
      never: 'source',
    });
  });

  test('refuses a vault that is its own target, in the bin, or not there', async () => {
    const { window } = await aPair();
    await expect(plan(window, { target: 'DEV' })).rejects.toEqual(refusal('BadParameter'));
    await expect(plan(window, { target: 'nowhere' })).rejects.toEqual(refusal('VaultNotFound'));
    await window.call('VaultDelete', { vault: target });
    await expect(plan(window)).rejects.toEqual(refusal('VaultNotFound'));
    await expect(plan(window, { source: target, target: source })).rejects.toEqual(refusal('VaultNotFound'));
  });
});

describe('what stands against a key', () => {
  test('is the tier of the vault, its binding, or what its token was found able to do', async () => {
    const { window, ground } = await aPair('premium');
    await make(window, 'signing');
    await make(window, 'large', { type: 'EC', curve: 'P-521' });
    expect((await plan(window, { protection: 'hsm' })).statuses).toEqual({ large: 'unbound', signing: 'unbound' });
    const { id } = await bind(window, ground);
    expect(await plan(window, { protection: 'hsm' })).toMatchObject({ token: 'open', statuses: { large: 'new', signing: 'new' } });
    await window.call('HsmTokenProbe', { token: id });
    const { items } = await window.call('HsmModuleList', {});
    const specs = items[0]?.tokens[0]?.ability?.specs ?? [];
    const makes = (curve: string) => specs.some((spec) => spec.family === 'EC' && spec.curve === curve);
    expect((await plan(window, { protection: 'hsm' })).statuses).toEqual({
      large: makes('P-521') ? 'new' : 'token',
      signing: makes('P-256') ? 'new' : 'token',
    });
    await window.call('HsmTokenClose', { token: id });
    expect(await plan(window, { protection: 'hsm' })).toMatchObject({ token: 'closed' });
    expect((await plan(window, { source: target, target: source, protection: 'hsm' })).statuses).toEqual({
      large: 'extra',
      signing: 'extra',
    });
    await make(window, 'prod-key', {}, target);
    expect((await plan(window, { source: target, target: source, protection: 'hsm', names: ['prod-key'] })).statuses).toEqual({
      'prod-key': 'tier',
    });
  });

  test('is a right that is missing', async () => {
    const { window, engine } = await aPair();
    await make(window, 'plain');
    await make(window, 'turning', { policy });
    await make(window, 'there', {}, target);
    const bob = await windowOf(engine, window, 'Key Vault Crypto User', '');
    await expect(plan(bob)).rejects.toEqual(refusal('Forbidden'));
    await expect(plan(bob, { target: 'nowhere' })).rejects.toEqual(refusal('Forbidden'));
    await expect(plan(bob, { source: 'nowhere', target: source })).rejects.toEqual(refusal('Forbidden'));
  });

  test('is said of each key, and policies are told to nobody who may not read them', async () => {
    const { window, engine } = await aPair();
    await make(window, 'plain');
    await make(window, 'turning', { policy });
    await make(window, 'there', { policy }, target);
    const bob = await windowOf(engine, window, 'Key Vault Crypto User', 'Key Vault Crypto User');
    const { rows, statuses } = await plan(bob);
    expect(statuses).toEqual({ plain: 'create', turning: 'create', there: 'extra' });
    expect(rows.get('turning')).toMatchObject({ notes: ['policy'] });
    expect([...rows.values()].flatMap((row) => [row.source?.policy, row.target?.policy, row.made?.policy]).filter(Boolean)).toEqual([]);
  });
});

describe('making keys anew', () => {
  test('makes new keys with the same names, settings and policies, each with its own record', async () => {
    const { window } = await aPair();
    const first = await make(window, 'signing', { curve: 'P-384', operations: ['sign'], tags: { a: 'b' }, expires: 4e12, policy });
    await make(window, 'off', { enabled: false, notBefore: 3e12 });
    expect(await copy(window)).toEqual({ changed: 2, total: 2, refused: {} });

    const made = await window.call('KeyGet', { vault: target, name: 'signing' });
    const { type, spec, operations, tags, expires, enabled } = first;
    expect(made).toMatchObject({ type, spec, operations, tags, expires, enabled, origin: 'generated', protection: { kind: 'software' } });
    expect(made.publicKey).not.toEqual(first.publicKey);
    expect(made.version).not.toBe(first.version);
    expect(made.rotatesOn).toBe(made.createdOn + 30 * day);
    expect(await window.call('KeyRotationPolicyGet', { vault: target, name: 'signing' })).toMatchObject(policy);
    expect(await window.call('KeyGet', { vault: target, name: 'off' })).toMatchObject({ enabled: false, notBefore: 3e12 });
    expect((await plan(window)).statuses).toEqual({ signing: 'there', off: 'there' });

    const rows = await logOf(window);
    const begun = rows.findLast(({ operation }) => operation === 'KeyCopyRun');
    const { correlationId, properties } = await window.call('LogGet', { sequence: begun?.sequence ?? 0 });
    expect(properties).toMatchObject({ from: source, to: target, taken: 'skip' });
    const creations = rows.filter((row) => row.operation === 'KeyCreate' && row.vault === target);
    expect(creations.map(({ object }) => object).toSorted()).toEqual(['prod / off', 'prod / signing']);
    for (const { sequence } of creations) expect(await window.call('LogGet', { sequence })).toMatchObject({ correlationId });
  });

  test('makes what may be released exportable too, by the same release policy, and compares both', async () => {
    const { window, ground } = await aPair('premium');
    const { token } = await bind(window, ground);
    const [own, other] = ['contoso', 'fabrikam'].map((name) => aPolicy(aRule(`https://${name}.attest.example`), true));
    for (const name of ['soft', 'taken', 'plain']) await make(window, name, { exportable: true, releasePolicy: own });
    await make(window, 'taken', { exportable: true, releasePolicy: other }, target);
    await make(window, 'plain', {}, target);
    const { rows, job } = await plan(window);
    expect(rows.get('soft')).toMatchObject({ status: 'new', notes: ['exportable'], source: { exportable: true } });
    expect(rows.get('taken')).toMatchObject({ status: 'taken', differs: ['releasePolicy'] });
    expect(rows.get('plain')).toMatchObject({ status: 'taken', differs: ['exportable'] });
    expect(await run(window, job, { taken: 'version' })).toMatchObject({ changed: 3, refused: {} });
    for (const name of ['soft', 'taken', 'plain'])
      expect(await window.call('KeyGet', { vault: target, name })).toMatchObject({ exportable: true, releasePolicy: own });
    expect((await plan(window)).statuses).toEqual({ soft: 'there', taken: 'there', plain: 'there' });
    await make(window, 'hard', { exportable: true, releasePolicy: own });
    expect(await copy(window, { protection: 'hsm', names: ['hard'] })).toMatchObject({ changed: 1, refused: {} });
    expect([...token.keys.values()]).toHaveLength(1);
    expect(await window.call('KeyGet', { vault: target, name: 'hard' })).toMatchObject({
      type: 'EC-HSM',
      exportable: true,
      releasePolicy: own,
    });
  });

  test('counts dates anew where that is asked for', async () => {
    const { window, ground } = await aPair();
    const now = ground.clock.now();
    await make(window, 'turning', { expires: now + day, notBefore: now, policy });
    await make(window, 'fixed', { expires: now + day });
    await copy(window, { dates: 'anew', policies: false });
    const made = await window.call('KeyGet', { vault: target, name: 'turning' });
    expect(made.expires).toBe(Math.floor((now + 90 * day) / 1000) * 1000);
    expect(made.notBefore).toBeUndefined();
    expect(made.rotatesOn).toBeUndefined();
    expect((await window.call('KeyGet', { vault: target, name: 'fixed' })).expires).toBe(Math.floor((now + day) / 1000) * 1000);
  });

  test('overwrites nothing, and makes a new version where that is chosen', async () => {
    const { window } = await aPair();
    for (const name of ['one', 'two', 'three']) await make(window, name, { tags: { from: 'dev' } });
    const before = await Promise.all(['one', 'two'].map((name) => make(window, name, {}, target)));
    expect(await copy(window)).toEqual({ changed: 1, total: 1, refused: {} });
    expect(await copy(window, {}, { taken: 'version', except: ['TWO'] })).toEqual({ changed: 1, total: 1, refused: {} });
    expect(await window.call('KeyGet', { vault: target, name: 'two' })).toEqual(before[1]);
    const { items } = await window.call('KeyListVersions', { vault: target, name: 'one' });
    expect(items.map(({ tags }) => tags)).toEqual([{ from: 'dev' }, {}]);
  });

  test('leaves out what is chosen to be left out', async () => {
    const { window } = await aPair();
    for (const name of ['one', 'two']) await make(window, name);
    expect(await copy(window, {}, { except: ['one'] })).toMatchObject({ changed: 1 });
    expect(await namesIn(window)).toEqual(['two']);
  });

  test('makes nothing after a key that was changed, rotated or deleted since it was planned', async () => {
    const { window } = await aPair();
    for (const name of ['changed', 'rotated', 'deleted', 'turned', 'taken', 'kept']) await make(window, name);
    const { job } = await plan(window);
    await window.call('KeyUpdate', { vault: source, name: 'changed', tags: { a: 'b' } });
    await window.call('KeyRotate', { vault: source, name: 'rotated' });
    await window.call('KeyDelete', { vault: source, name: 'deleted' });
    await window.call('KeyRotationPolicySet', { vault: source, name: 'turned', policy });
    await make(window, 'taken', {}, target);
    const [changed, deleted] = ['ChangedMeanwhile', 'KeyNotFound'];
    expect(await run(window, job)).toEqual({
      changed: 1,
      total: 6,
      refused: { changed, rotated: changed, turned: changed, taken: changed, deleted },
    });
    expect(await namesIn(window)).toEqual(['kept', 'taken']);
  });

  test('makes nothing where the other vault is gone by then', async () => {
    const { window } = await aPair();
    await make(window, 'signing');
    const { job } = await plan(window);
    await window.call('VaultDelete', { vault: target });
    expect(await run(window, job)).toMatchObject({ changed: 0, refused: { signing: 'VaultNotFound' } });
  });

  test('is refused key by key to who lost the right meanwhile, and for other vaults than were planned', async () => {
    const { window, engine } = await aPair();
    await make(window, 'signing', { policy });
    const bob = await windowOf(engine, window, 'Key Vault Crypto Officer', 'Key Vault Crypto Officer');
    const { job } = await plan(bob);
    await expect(run(bob, job, { target: 'payroll' })).rejects.toEqual(refusal('BadParameter'));
    await expect(run(window, job)).rejects.toEqual(refusal('StagedNotFound'));
    const { resourceId: scope } = await window.call('VaultGet', { vault: target });
    const { items } = await window.call('RoleAssignmentList', { scope, reach: 'here', state: ['in force'], limit: 10 });
    const held = items.filter((it) => it.scope === scope);
    expect(held).toHaveLength(1);
    for (const { id } of held) await window.call('RoleAssignmentEnd', { id, reason: 'They work on something else now' });
    expect(await run(bob, job)).toMatchObject({ changed: 0, refused: { signing: 'Forbidden' } });
    expect(await namesIn(window)).toEqual([]);
  });

  test('makes keys of every kind in a token, and they never leave it', async () => {
    const { window, ground } = await aPair('premium');
    const { token } = await bind(window, ground);
    await make(window, 'signing');
    await make(window, 'wrapping', { type: 'oct', bits: 256 });
    expect(await copy(window, { protection: 'hsm' })).toMatchObject({ changed: 2, refused: {} });
    expect(token.keys.size).toBe(2);
    expect(await window.call('KeyGet', { vault: target, name: 'signing' })).toMatchObject({ type: 'EC-HSM', protection: { kind: 'hsm' } });
    expect((await plan(window, { protection: 'hsm' })).statuses).toEqual({ signing: 'there', wrapping: 'there' });
    expect((await plan(window)).rows.get('signing')).toMatchObject({ status: 'taken', differs: ['type'] });
    await make(window, 'exchange', { type: 'RSA-HSM', operations: ['import'] }, target);
    const back = { source: target, target: source, names: ['exchange'] };
    expect((await plan(window, { ...back, protection: 'software' })).statuses).toEqual({ exchange: 'operations' });
  });

  test('stays planned where the token is closed, and goes on once it is open', async () => {
    const { window, ground } = await aPair('premium');
    const { id } = await bind(window, ground);
    for (const name of ['one', 'two']) await make(window, name);
    await window.call('HsmTokenClose', { token: id });
    const { job } = await plan(window, { protection: 'hsm' });
    expect(await run(window, job)).toMatchObject({ changed: 0, refused: { one: 'HsmTokenLocked', two: 'HsmTokenLocked' } });
    await window.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
    expect(await run(window, job)).toMatchObject({ changed: 2, refused: {} });
    expect(await run(window, job)).toMatchObject({ total: 0 });
  });
});

describe('a run that is given up', () => {
  test('leaves whole keys, and the next one makes the rest', async () => {
    const { window, engine } = await aPair();
    const names = Array.from({ length: 20 }, (_none, at) => `key-${at}`);
    for (const name of names) await make(window, name, { policy });
    const { job } = await plan(window);
    const stop = new AbortController();
    const input = { job, source, target, taken: 'skip', except: [] };
    const stopped = (async () => {
      for await (const _item of window.listen('KeyCopyRun', input, stop.signal)) stop.abort();
    })();
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const made = await namesIn(window);
    expect(made.length).toBeLessThan(names.length);
    for (const name of made) expect(await window.call('KeyRotationPolicyGet', { vault: target, name })).toMatchObject(policy);
    expect(await run(window, job)).toMatchObject({ changed: names.length - made.length, refused: {} });
    expect((await namesIn(window)).toSorted()).toEqual(names.toSorted());
    expect(engine.bugs).toEqual([]);
  });

  test('is gone with its session, and a new plan finds what was made', async () => {
    const { window, engine, ground } = await aPair();
    for (const name of ['one', 'two']) await make(window, name, { policy });
    const { job } = await plan(window);
    await run(window, job, { except: ['two'] });
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await signIn(next);
    await expect(run(next, job)).rejects.toEqual(refusal('StagedNotFound'));
    expect((await plan(next)).statuses).toEqual({ one: 'there', two: 'new' });
  });
});

describe('a key that is made with a policy', () => {
  test('is made by nobody who may not set one', async () => {
    const { window, engine } = await aPair();
    const bob = await windowOf(engine, window, 'Key Vault Crypto Officer', 'Key Vault Crypto User');
    await expect(make(bob, 'signing', { policy }, target)).rejects.toEqual(refusal('Forbidden'));
    await expect(make(bob, 'signing', { policy: { notifyDays: 30 } })).rejects.toEqual(refusal('BadParameter'));
    expect(await make(bob, 'signing', { policy })).toMatchObject({ rotatesOn: expect.any(Number) as unknown });
  });
});
