import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { fromBase64Url } from '../../../app/contract/base64url.ts';
import { KeyBackup } from '../../../app/contract/key.ts';
import { putRemain } from '../../../app/key/key-remain.ts';
import { LogVerify } from '../../../app/contract/log.ts';
import { aHouse, type Ground, logOf, makeVault, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { aKey } from './a-key.ts';
import { aMachine } from './a-machine.ts';

const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });
const named = { vault: 'payroll', name: 'signing' };
const digest = new Uint8Array(32).fill(9);
const day = 86_400_000;

const bytesOf = (text: string | undefined) => fromBase64Url(text ?? '') ?? new Uint8Array();

const sign = async (window: Window, algorithm = 'ES256') => (await window.call('KeySign', { ...named, algorithm, digest })).value;
const isValid = async (window: Window, signature: Uint8Array, version?: string) =>
  (await window.call('KeyVerify', { ...named, ...(version && { version }), algorithm: 'ES256', digest, signature })).valid;

async function backUp(window: Window): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const item of window.listen('KeyBackup', named)) parts.push(KeyBackup.output.parse(item).part);
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

async function isWhole(window: Window): Promise<boolean> {
  let last: unknown;
  for await (const item of window.listen('LogVerify', {})) last = item;
  return LogVerify.output.parse(last).verdict?.whole === true;
}

async function upload(window: Window, file: Uint8Array): Promise<string> {
  const { upload: id } = await window.call('UploadBegin', { sizeBytes: file.length });
  await window.call('UploadSend', { upload: id, part: file });
  return id;
}

const whileTimePasses = (ground: Ground, ms: number, check: () => Promise<void>) =>
  vi.waitFor(async () => {
    ground.clock.pass(ms);
    await check();
  });

describe('importing', () => {
  test('a JSON Web Key signs as its owner would', async () => {
    const { window } = await aHouse();
    const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
    const parts = { family: 'EC', curve: 'P-256', x: bytesOf(jwk.x), y: bytesOf(jwk.y), d: bytesOf(jwk.d) };
    const made = await window.call('KeyImport', { ...named, enabled: true, tags: {}, hsm: false, jwk: parts });
    expect(made).toMatchObject({ type: 'EC', origin: 'imported', operations: ['sign', 'verify'], publicKey: { x: parts.x, y: parts.y } });
    expect(await isValid(window, await sign(window))).toBe(true);
  });

  test('a file is looked into and brought in, once', async () => {
    const { window } = await aHouse();
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const id = await upload(window, utf8(String(pem)));
    expect(await window.call('KeyFilePreview', { upload: id })).toMatchObject({ spec: { family: 'EC', curve: 'P-256' } });
    const asked = { ...named, enabled: true, tags: {}, hsm: false, file: { upload: id } };
    await expect(window.call('KeyImport', { ...asked, operations: ['encrypt'] })).rejects.toEqual(refusal('BadParameter'));
    expect(await window.call('KeyImport', asked)).toMatchObject({ type: 'EC', origin: 'imported' });
    await expect(window.call('KeyImport', asked)).rejects.toEqual(refusal('StagedNotFound'));
  });
});

describe('a backup of a key', () => {
  test('brings all versions back after a purge, and what they signed is theirs', async () => {
    const { window } = await aHouse();
    const first = await window.call('KeyCreate', aKey({ tags: { a: 'b' } }));
    const signature = await sign(window);
    await window.call('KeyRotationPolicySet', { ...named, policy: { rotate: { from: 'creation', days: 30 } } });
    const second = await window.call('KeyRotate', named);
    const file = await backUp(window);
    await expect(window.call('KeyRestore', { vault: 'payroll', file })).rejects.toEqual(refusal('Conflict'));
    await window.call('KeyDelete', named);
    await expect(window.call('KeyRestore', { vault: 'payroll', file })).rejects.toEqual(refusal('ObjectIsDeletedButRecoverable'));
    await window.call('KeyPurge', named);
    expect(await window.call('KeyRestore', { vault: 'payroll', file })).toEqual(second);
    expect((await window.call('KeyListVersions', named)).items.map(({ version }) => version)).toEqual([second.version, first.version]);
    expect(await isValid(window, signature, first.version)).toBe(true);
    expect(await isValid(window, signature)).toBe(false);
    expect(await isWhole(window)).toBe(true);
  });

  test('of another kind, or altered, is refused', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    const file = await backUp(window);
    file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
    await expect(window.call('KeyRestore', { vault: 'payroll', file })).rejects.toEqual(refusal('FileUnreadable', { reason: 'format' }));
    await expect(window.call('SecretRestore', { vault: 'payroll', file })).rejects.toEqual(refusal('FileUnreadable', { reason: 'format' }));
  });
});

describe('rotation', () => {
  test('a new version is like the one before, expires as the policy says, and the older one stays', async () => {
    const { window, ground } = await aHouse();
    const first = await window.call('KeyCreate', aKey({ curve: 'P-384', operations: ['sign'], tags: { a: 'b' } }));
    await window.call('KeyRotationPolicySet', { ...named, policy: { expiryDays: 60 } });
    const second = await window.call('KeyRotate', named);
    const { type, spec, operations, tags } = first;
    expect(second).toMatchObject({ type, spec, operations, tags, enabled: true, expires: ground.clock.now() + 60 * day, current: true });
    expect(second.version).not.toBe(first.version);
    expect((await window.call('KeyListVersions', named)).items).toHaveLength(2);
  });

  test.each([
    [{ rotate: { from: 'expiry', days: 10 } }, 'policy.expiryDays'],
    [{ notifyDays: 10 }, 'policy.expiryDays'],
    [{ rotate: { from: 'creation', days: 30 }, expiryDays: 30 }, 'policy.rotate.days'],
  ])('the policy %j is refused', async (policy, path) => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    await expect(window.call('KeyRotationPolicySet', { ...named, policy })).rejects.toEqual(
      refusal('BadParameter', { issues: [expect.objectContaining({ path })] }),
    );
    expect(await window.call('KeyRotationPolicyGet', named)).toEqual({});
  });

  test('the house rotates by itself when the day has come, and says that it did', async () => {
    const { window, ground } = await aHouse();
    const first = await window.call('KeyCreate', aKey());
    const kept = await window.call('KeyRotationPolicySet', {
      ...named,
      policy: { rotate: { from: 'creation', days: 30 }, expiryDays: 90 },
    });
    expect(kept.rotatesOn).toBe(first.createdOn + 30 * day);
    expect((await window.call('KeyGet', named)).rotatesOn).toBe(kept.rotatesOn);
    ground.clock.pass(29 * day);
    await whileTimePasses(ground, 60_000, async () => expect((await logOf(window)).some(({ door }) => door === 'job')).toBe(false));
    ground.clock.pass(day);
    await whileTimePasses(ground, 60_000, async () => expect((await window.call('KeyGet', named)).version).not.toBe(first.version));
    const record = (await logOf(window)).find(({ operation }) => operation === 'KeyRotate');
    expect(record).toMatchObject({ door: 'job', result: 'succeeded', object: 'payroll / signing' });
    expect((await window.call('KeyListVersions', named)).items).toHaveLength(2);
    expect(await isWhole(window)).toBe(true);
  });

  test('a day that passed while the house was closed counts; a disabled or deleted key is left alone', async () => {
    const { window, ground, engine } = await aHouse();
    const first = await window.call('KeyCreate', aKey());
    for (const name of ['off', 'gone']) await window.call('KeyCreate', aKey({ name }));
    for (const name of ['signing', 'off', 'gone']) {
      await window.call('KeyRotationPolicySet', { vault: 'payroll', name, policy: { rotate: { from: 'creation', days: 7 } } });
    }
    await window.call('KeyUpdate', { vault: 'payroll', name: 'off', enabled: false });
    await window.call('KeyDelete', { vault: 'payroll', name: 'gone' });
    await engine.house.close();
    ground.clock.pass(8 * day);
    const later = (await startEngine(ground)).window();
    await unlock(later);
    await signIn(later);
    await whileTimePasses(ground, 60_000, async () => expect((await later.call('KeyGet', named)).version).not.toBe(first.version));
    const rotated = (await logOf(later)).filter(({ operation, door }) => operation === 'KeyRotate' && door === 'job');
    expect(rotated.map(({ object }) => object)).toEqual(['payroll / signing']);
  });

  test('what is near its expiry is told of once', async () => {
    const { window, ground } = await aHouse();
    await window.call('KeyCreate', aKey({ expires: ground.clock.now() + 40 * day }));
    await window.call('KeyRotationPolicySet', { ...named, policy: { notifyDays: 30, expiryDays: 40 } });
    const told = async () => (await logOf(window)).filter(({ operation }) => operation === 'KeyNearExpiry');
    ground.clock.pass(11 * day);
    await whileTimePasses(ground, 60_000, async () => expect(await told()).toHaveLength(1));
    for (let at = 0; at < 5; at += 1) await whileTimePasses(ground, 60_000, async () => expect(await told()).toHaveLength(1));
  });
});

describe('what the house keeps of keys', () => {
  test('is wrapped again after a purge, and signs as before', async () => {
    const { window, ground, engine } = await aHouse();
    await window.call('KeyCreate', aKey());
    const signature = await sign(window);
    await window.call('KeyCreate', aKey({ name: 'other' }));
    await window.call('KeyDelete', { vault: 'payroll', name: 'other' });
    await window.call('KeyPurge', { vault: 'payroll', name: 'other' });
    const { store } = roomsOf(engine);
    const id = (await store.read((tx) => tx.vaults.find('payroll')))?.id ?? '';
    await whileTimePasses(ground, 60_000, async () => {
      expect((await store.read((tx) => tx.keyring.list('vault', id))).map(({ generation }) => generation)).toEqual([2]);
    });
    expect(await isValid(window, signature)).toBe(true);
    expect(await isValid(window, await sign(window))).toBe(true);
    expect(await isWhole(window)).toBe(true);
  });

  test.each([
    ['operations', { operations: ['sign', 'verify', 'wrapKey'] }],
    ['the public half', { publicKey: { family: 'EC', curve: 'P-256', x: new Uint8Array(32).fill(1), y: new Uint8Array(32).fill(2) } }],
    ['an expiry', { expires: 8e15 }],
  ] as const)('shows when %s was edited outside the house', async (_what, change) => {
    const { window, engine } = await aHouse();
    await window.call('KeyCreate', aKey());
    const { store } = roomsOf(engine);
    await store.transaction(async (tx) => {
      const vault = await tx.vaults.find('payroll');
      const [version] = await tx.keys.scan(vault?.id ?? '', undefined, 1);
      if (version)
        await tx.keys.updateVersion({
          ...version,
          ...change,
          operations: 'operations' in change ? [...change.operations] : version.operations,
        });
    });
    await expect(window.call('KeyGet', named)).rejects.toEqual(refusal('IntegrityViolation'));
    await expect(sign(window)).rejects.toEqual(refusal('IntegrityViolation'));
    expect(await isWhole(window)).toBe(false);
  });

  test('is destroyed with its vault, whose name is free then', async () => {
    const { window, ground } = await aHouse();
    await window.call('KeyCreate', aKey());
    await window.call('VaultDelete', { vault: 'payroll' });
    await window.call('VaultPurge', { vault: 'payroll' });
    await makeVault(window);
    expect((await window.call('KeyList', { vault: 'payroll' })).items).toEqual([]);
    await whileTimePasses(ground, 60_000, async () => expect(await isWhole(window)).toBe(true));
  });

  test('is destroyed when its day in the bin has come', async () => {
    const { window, ground } = await aHouse();
    await window.call('KeyCreate', aKey());
    await window.call('KeyDelete', named);
    // Seen to pass: what goes on in one leap is believed for a week only.
    for (let at = 0; at < 91; at += 1) ground.clock.pass(day);
    await whileTimePasses(ground, 60_000, async () =>
      expect((await logOf(window)).some(({ operation, door }) => operation === 'KeyPurge' && door === 'job')).toBe(true),
    );
  });
});

describe('keys of a token', () => {
  test('are made there, used there and rotated there; the log has the attempt and the outcome', async () => {
    const { window, token, id } = await aMachine();
    const made = await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    expect(made).toMatchObject({ type: 'EC-HSM', protection: { kind: 'hsm', token: id, label: 'Office HSM' } });
    expect([...token.keys.keys()]).toEqual([made.version]);
    expect(await isValid(window, await sign(window))).toBe(true);
    const next = await window.call('KeyRotate', named);
    expect([...token.keys.keys()]).toEqual([made.version, next.version]);
    const results = (await logOf(window)).filter(({ operation }) => operation === 'KeyCreate').map(({ result }) => result);
    expect(results).toEqual(['attempted', 'succeeded']);
    expect(await isWhole(window)).toBe(true);
  });

  test('cannot be made or used while the token is closed, and nothing is left behind', async () => {
    const { window, token, id, engine } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('HsmTokenClose', { token: id });
    await expect(sign(window)).rejects.toEqual(refusal('HsmTokenLocked'));
    await expect(window.call('KeyCreate', aKey({ name: 'two', type: 'EC-HSM' }))).rejects.toEqual(refusal('HsmTokenLocked'));
    expect(token.keys.size).toBe(1);
    expect(await roomsOf(engine).store.read((tx) => tx.settings.find('attempts'))).toBe('[]');
  });

  test('are destroyed there after a purge, also when the token was away meanwhile', async () => {
    const { window, token, ground, id } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('HsmTokenClose', { token: id });
    await window.call('KeyDelete', named);
    await window.call('KeyPurge', named);
    expect(token.keys.size).toBe(1);
    await window.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
    await whileTimePasses(ground, 60_000, async () => expect(token.keys.size).toBe(0));
  });

  test('are given up with the purge: no backup brings them back while they wait to be destroyed', async () => {
    const { window, token, ground, id, engine } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    const file = await backUp(window);
    await window.call('KeyDelete', named);
    await window.call('KeyPurge', named);
    expect(token.keys.size).toBe(1);
    const gone = refusal('HsmUnavailable', { reason: 'key-gone', token: 'Office HSM' });
    await expect(window.call('KeyRestore', { vault: 'payroll', file })).rejects.toEqual(gone);
    await window.call('HsmTokenClose', { token: id });
    await window.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
    await whileTimePasses(ground, 60_000, async () => expect(token.keys.size).toBe(0));
    expect(engine.bugs).toEqual([]);
  });

  test('are destroyed there after their vault was purged', async () => {
    const { window, token, ground } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('VaultDelete', { vault: 'payroll' });
    await window.call('VaultPurge', { vault: 'payroll' });
    await whileTimePasses(ground, 60_000, async () => expect(token.keys.size).toBe(0));
  });

  test('are rotated by the house, which records the attempt as well', async () => {
    const { window, token, ground } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('KeyRotationPolicySet', { ...named, policy: { rotate: { from: 'creation', days: 7 } } });
    ground.clock.pass(7 * day);
    await whileTimePasses(ground, 60_000, async () => expect((await window.call('KeyListVersions', named)).items).toHaveLength(2));
    expect(token.keys.size).toBe(2);
    const results = (await logOf(window)).filter(({ operation }) => operation === 'KeyRotate').map(({ result }) => result);
    expect(results).toEqual(['attempted', 'succeeded']);
  });

  test('that were being made when the engine ended are destroyed after the next unlock', async () => {
    const { window, token, ground, engine, id } = await aMachine();
    const made = await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    const { store, keyring } = roomsOf(engine);
    const version = 'ab'.repeat(16);
    const key = token.keys.get(made.version);
    if (key) token.keys.set(version, key);
    await store.transaction((tx) => putRemain({ tx, keyring }, { version, token: id, making: true, since: ground.clock.now() }));
    await engine.house.close();
    ground.clock.pass(1);
    const later = (await startEngine(ground)).window();
    await unlock(later);
    await signIn(later);
    await later.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
    await whileTimePasses(ground, 60_000, async () => expect([...token.keys.keys()]).toEqual([made.version]));
    expect(await isValid(later, await sign(later))).toBe(true);
  });

  test('are destroyed in their time, whatever somebody noted outside the house, and that destroys nothing', async () => {
    const { window, token, ground, engine, id } = await aMachine();
    const stays = await window.call('KeyCreate', aKey({ type: 'EC-HSM', name: 'stays' }));
    const [forged, mac] = ['cd'.repeat(16), new Uint8Array(32)];
    await roomsOf(engine).store.transaction((tx) => tx.keyRemains.put({ version: forged, token: id, making: false, since: 0, mac }));
    const key = token.keys.get(stays.version);
    if (key) token.keys.set(forged, key);
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('KeyDelete', named);
    await window.call('KeyPurge', named);
    await whileTimePasses(ground, 60_000, async () => expect([...token.keys.keys()]).toEqual([stays.version, forged]));
    expect(engine.bugs).toContainEqual(refusal('IntegrityViolation', { what: 'key-remain' }));
  });

  test('are imported so that they are used there, and their backup names them', async () => {
    const { window, token } = await aMachine();
    const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
    const parts = { family: 'EC', curve: 'P-256', x: bytesOf(jwk.x), y: bytesOf(jwk.y), d: bytesOf(jwk.d) };
    const made = await window.call('KeyImport', { ...named, enabled: true, tags: {}, hsm: true, jwk: parts });
    expect(made).toMatchObject({ type: 'EC-HSM', origin: 'imported', protection: { kind: 'hsm' } });
    const file = await backUp(window);
    await makeVault(window, 'copy');
    // Two keys never share one object.
    await expect(window.call('KeyRestore', { vault: 'copy', file })).rejects.toEqual(refusal('Conflict'));
    token.keys.clear();
    await expect(window.call('KeyRestore', { vault: 'copy', file })).rejects.toEqual(refusal('HsmUnavailable', { reason: 'key-gone' }));
  });
});
