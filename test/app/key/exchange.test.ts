import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { KeyTransfer } from '../../../app/contract/key-exchange.ts';
import type { KeyProperties, PublicKey } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { writeByok } from '../../../app/key/byok-file.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { openPublicKey } from '../../../main/crypto/public-key.ts';
import { type Ground, logOf, utf8, type Window } from '../../support/a-house.ts';
import { aPolicy, aRule } from '../../support/an-attester.ts';
import { aPool } from '../access/a-pool.ts';
import { newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { leaveKey, twoTokens } from './two-token.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;
const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });

const p256 = { family: 'EC', curve: 'P-256' } as const;
const attributes = { enabled: true, tags: {} } as const;
const exchange = { vault: 'payroll', name: 'exchange', ...attributes, type: 'RSA-HSM', operations: ['import'] } as const;
const coming = { vault: 'payroll', name: 'signing', ...attributes, hsm: true } as const;

const half = ({ publicKey }: { publicKey?: PublicKey | undefined }): PublicKey => publicKey ?? expect.unreachable('no public half');
const pemOf = (key: JsonWebKey): string => createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
const toPem = (key: PublicKey): string => openPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
const kidOf = ({ id }: KeyProperties): string => `https://payroll.vault.localhost:8443${id}`;

async function upload(window: Window, file: Uint8Array): Promise<string> {
  const { upload: id } = await window.call('UploadBegin', { sizeBytes: file.length });
  await window.call('UploadSend', { upload: id, part: file });
  return id;
}

describe('a key exchange key', () => {
  test('is made in a token to bring keys in, and does nothing else', async () => {
    const { window } = await twoTokens();
    const made = await window.call('KeyCreate', exchange);
    expect(made).toMatchObject({ type: 'RSA-HSM', operations: ['import'], protection: { kind: 'hsm', label: 'New HSM' } });
    const named = { vault: 'payroll', name: 'exchange' };
    for (const [name, input] of [
      ['KeySign', { ...named, algorithm: 'RS256', digest: new Uint8Array(32) }],
      ['KeyDecrypt', { ...named, algorithm: 'RSA-OAEP', value: new Uint8Array(256) }],
      ['KeyUnwrap', { ...named, algorithm: 'RSA-OAEP-256', value: new Uint8Array(256) }],
      ['KeyEncrypt', { ...named, algorithm: 'RSA-OAEP', value: new Uint8Array(1) }],
    ] as const) {
      await expect(window.call(name, input), name).rejects.toEqual(refusal('KeyOperationNotPermitted', { name: 'exchange' }));
    }
    for (const operations of [['sign'], [], ['import', 'sign']]) {
      await expect(window.call('KeyUpdate', { ...named, operations })).rejects.toEqual(refusal('BadParameter'));
    }
    expect(await window.call('KeyRotate', named)).toMatchObject({ operations: ['import'] });
  });

  test('is of RSA, in a token, made there, and for nothing besides', async () => {
    const { window } = await twoTokens();
    for (const wrong of [{ type: 'RSA' }, { type: 'EC-HSM' }, { type: 'oct-HSM' }, { operations: ['import', 'sign'] }]) {
      await expect(window.call('KeyCreate', { ...exchange, ...wrong })).rejects.toEqual(refusal('BadParameter'));
    }
    await window.call('KeyCreate', { ...exchange, name: 'signing', operations: ['sign'] });
    await expect(window.call('KeyUpdate', { vault: 'payroll', name: 'signing', operations: ['import'] })).rejects.toEqual(
      refusal('BadParameter'),
    );
    const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const file = { upload: await upload(window, utf8(pem)) };
    await expect(window.call('KeyImport', { ...coming, file, operations: ['import'] })).rejects.toEqual(refusal('BadParameter'));
  });
});

describe('a .byok file', () => {
  test('is made of a key file for an exchange key, and brings the key in', async () => {
    const { window, next } = await twoTokens();
    const kek = await window.call('KeyCreate', exchange);
    for (const hash of ['SHA-1', 'SHA-256'] as const) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const file = { upload: await upload(window, utf8(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())) };
      const made = await window.call('KeyByokMake', { file, pem: toPem(half(kek)), kid: kidOf(kek), hash });
      expect(made.spec).toEqual(p256);
      const name = `from-${hash}`;
      const wrapped = { upload: await upload(window, made.content), kind: p256 };
      const key = await window.call('KeyImport', { ...coming, name, wrapped, expect: 'absent' });
      expect(key).toMatchObject({ type: 'EC-HSM', origin: 'wrapped', spec: p256, operations: ['sign', 'verify'] });
      expect(key.publicKey).toEqual(made.publicKey);
      const digest = new Uint8Array(32).fill(5);
      const { value } = await window.call('KeySign', { vault: 'payroll', name, algorithm: 'ES256', digest });
      expect(await crypto.verify(half(key), 'ES256', digest, value)).toBe(true);
      await expect(window.call('KeyImport', { ...coming, name: 'again', wrapped })).rejects.toEqual(refusal('StagedNotFound'));
    }
    expect(next.keys.size).toBe(3);
    const rows = await logOf(window);
    const records = await Promise.all(
      rows.filter(({ operation }) => /^Key(?:Import|ByokMake)$/.test(operation)).map(({ sequence }) => window.call('LogGet', { sequence })),
    );
    const log = JSON.stringify(records);
    expect(log).toContain('wrapped');
    expect(log).toContain(kidOf(kek));
    expect(log).not.toContain('PUBLIC KEY');
  });

  test('that is for another key, altered, cut, or of another kind is refused in one way, and nothing of it stays', async () => {
    const { window, next } = await twoTokens();
    const kek = await window.call('KeyCreate', exchange);
    const plain = await window.call('KeyCreate', { ...exchange, name: 'plain', operations: ['decrypt'] });
    const { material } = await crypto.generate(p256, never);
    const value = await crypto.wrapOut(material, half(kek), 'SHA-1');
    const right = { kid: kidOf(kek), hash: 'SHA-1', value } as const;
    const bring = (file: Uint8Array, kind: object = p256, change: object = {}) =>
      window.call('KeyImport', { ...coming, wrapped: { file, kind }, ...change });
    const count = next.keys.size;
    for (const wrong of [
      bring(writeByok({ ...right, kid: kidOf(kek).replace('payroll', 'orders') })),
      bring(writeByok({ ...right, kid: kidOf(kek).replace(/.$/, (last) => (last === '0' ? '1' : '0')) })),
      bring(writeByok({ ...right, kid: kidOf(plain) })),
      bring(writeByok({ ...right, kid: 'https://payroll.vault.azure.net/keys/missing/0123456789abcdef0123456789abcdef' })),
      bring(writeByok({ ...right, hash: 'SHA-256' })),
      bring(writeByok({ ...right, value: value.slice(0, -8) })),
      bring(writeByok({ ...right, value: value.map((byte, at) => (at === 300 ? byte ^ 1 : byte)) })),
      bring(writeByok({ ...right, value: new Uint8Array() })),
      bring(writeByok(right), { family: 'RSA' }),
      bring(writeByok(right), { family: 'EC', curve: 'P-384' }),
    ]) {
      await expect(wrong).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
    }
    expect(next.keys.size).toBe(count);
    await expect(bring(utf8('{}'))).rejects.toEqual(refusal('FileUnreadable'));
    await expect(bring(writeByok(right), p256, { hsm: false })).rejects.toEqual(refusal('BadParameter'));
    await window.call('KeyUpdate', { vault: 'payroll', name: 'exchange', enabled: false });
    await expect(bring(writeByok(right))).rejects.toEqual(refusal('KeyDisabled'));
  });

  test('of an exchange key in a token that the vault is no longer bound to is refused', async () => {
    const { window, oldId, old } = await twoTokens();
    const kek = await window.call('KeyCreate', exchange);
    await window.call('HsmBindingPut', { vault: 'payroll', token: oldId });
    const { material } = await crypto.generate(p256, never);
    const file = writeByok({ kid: kidOf(kek), hash: 'SHA-1', value: await crypto.wrapOut(material, half(kek), 'SHA-1') });
    await expect(window.call('KeyImport', { ...coming, wrapped: { file, kind: p256 } })).rejects.toMatchObject({ code: 'DecryptFailed' });
    expect(old.keys.size).toBe(0);
  });

  test('is not made for what is no public RSA key', async () => {
    const { window } = await twoTokens();
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = { upload: await upload(window, utf8(pem.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())) };
    const kid = 'https://payroll.vault.azure.net/keys/exchange/0123456789abcdef0123456789abcdef';
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const wrong of [
      '',
      'no key',
      pem.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      pemOf({ ...rsa.publicKey.export({ format: 'jwk' }), e: 'AQ' }),
      pemOf({ ...rsa.publicKey.export({ format: 'jwk' }), n: Buffer.alloc(256, 0xc2).toString('base64url') }),
    ]) {
      await expect(window.call('KeyByokMake', { file, pem: wrong, kid, hash: 'SHA-1' })).rejects.toEqual(
        refusal('BadParameter', { issues: [expect.objectContaining({ path: 'pem' })] }),
      );
    }
    const right = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect((await window.call('KeyByokMake', { file, pem: right, kid, hash: 'SHA-1' })).spec).toEqual(p256);
  });
});

async function transfer(window: Window, input: object): Promise<Output<'KeyTransfer'>[]> {
  const items: Output<'KeyTransfer'>[] = [];
  for await (const item of window.listen('KeyTransfer', input)) items.push(KeyTransfer.output.parse(item));
  return items;
}

/** Objects of purged keys are destroyed a little later. */
const whileTimePasses = (ground: Ground, check: () => void) =>
  vi.waitFor(() => {
    ground.clock.pass(60_000);
    check();
  });

describe('a key of one token', () => {
  test('is listed with what keeps it there', async () => {
    const { window, old, oldId, nextId } = await twoTokens();
    const object = await leaveKey(old, p256, { label: 'code signing', extractable: false });
    await window.call('KeyCreate', { ...exchange, name: 'signing', operations: ['sign'] });
    expect(await window.call('HsmObjectList', { token: oldId })).toEqual({
      items: [expect.objectContaining({ object, label: 'code signing', spec: p256, extractable: false, twin: false, ofVault: false })],
    });
    const { items } = await window.call('HsmObjectList', { token: nextId });
    expect(items).toEqual([expect.objectContaining({ ofVault: true, key: { vault: 'payroll', name: 'signing' } })]);
  });

  test.each([
    ['EC', p256, 'signature'],
    ['RSA', { family: 'RSA', bits: 2048 }, 'signature'],
    ['AES', { family: 'oct', bits: 256 }, 'decryption'],
  ] as const)('goes to another, %s, and both show that it is the same', async (_name, spec, proof) => {
    const { window, old, oldId, next, ground } = await twoTokens();
    const object = await leaveKey(old, spec);
    const check = await window.call('KeyTransferCheck', { token: oldId, object, vault: 'payroll' });
    expect(check).toEqual({ obstacles: [], hash: 'SHA-256', wraps: 'native', unwraps: 'native' });
    const items = await transfer(window, { token: oldId, object, vault: 'payroll', name: 'moved', keep: false, hash: check.hash });
    expect(items.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'exchange begun',
      'exchange done',
      'wrap begun',
      'wrap done',
      'import begun',
      'import done',
      'prove begun',
      'prove done',
      'clear begun',
      'clear done',
    ]);
    expect(items.find(({ proof: shown }) => shown)).toMatchObject({ proof, key: { name: 'moved', origin: 'wrapped', spec } });
    expect(old.keys.size).toBe(1);
    expect((await window.call('KeyList', { vault: 'payroll' })).items.map(({ name }) => name)).toEqual(['moved']);
    expect((await window.call('KeyListDeleted', { vault: 'payroll' })).items).toEqual([]);
    await whileTimePasses(ground, () => expect(next.keys.size).toBe(1));
    const steps = (await logOf(window)).filter(({ operation }) => /Transfer|Wrap|Import|KeyCreate|KeyPurge/.test(operation));
    expect(new Set(steps.map(({ operation }) => operation))).toEqual(
      new Set(['KeyTransferCheck', 'KeyTransfer', 'KeyCreate', 'HsmObjectWrap', 'KeyImport', 'KeyTransferProve', 'KeyPurge']),
    );
  });

  test('goes by an exchange key that is there, which stays, as does one that shall', async () => {
    const { window, old, oldId } = await twoTokens();
    const object = await leaveKey(old, p256);
    const asked = { token: oldId, object, vault: 'payroll', keep: true, hash: 'SHA-1' };
    await transfer(window, { ...asked, name: 'first' });
    const { exchange: found } = await window.call('KeyTransferCheck', { token: oldId, object, vault: 'payroll' });
    expect(found).toMatchObject({ name: expect.stringMatching(/^exchange-/) as unknown });
    const items = await transfer(window, { ...asked, name: 'second', exchange: found, keep: false });
    expect(items.map(({ step }) => step)).not.toContain('clear');
    expect((await window.call('KeyList', { vault: 'payroll' })).items).toHaveLength(3);
  });

  test('stays where something stands against it, which is said beforehand', async () => {
    const { window, old, oldId, next, nextId } = await twoTokens();
    const obstacles = async (object: string, token = oldId, vault = 'payroll') =>
      (await window.call('KeyTransferCheck', { token, object, vault })).obstacles;
    const stuck = await leaveKey(old, p256, { extractable: false });
    const trusted = await leaveKey(old, p256, { trustedOnly: true });
    const loose = await leaveKey(old, p256);
    expect(await obstacles(stuck)).toEqual(['not-extractable']);
    expect(await obstacles(trusted)).toEqual(['trusted-only']);
    expect(await obstacles(await leaveKey(next, p256), nextId)).toEqual(['same-token']);
    await window.call('KeyCreate', { ...exchange, name: 'signing', operations: ['sign'] });
    const [, own = ''] = (await window.call('HsmObjectList', { token: nextId })).items.map(({ object }) => object);
    expect(await obstacles(own, nextId)).toContain('of-vault');
    old.noExchange = true;
    expect(await obstacles(loose)).toEqual(['source-wrap']);
    old.noExchange = false;
    next.noExchange = true;
    expect(await obstacles(loose)).toEqual(['target-unwrap']);
    await window.call('HsmTokenClose', { token: nextId });
    expect(await obstacles(loose)).toEqual(['target-locked']);
    await window.call('HsmBindingPut', { vault: 'payroll', token: null });
    expect(await obstacles(loose)).toEqual(['unbound']);
  });

  test('that can’t leave leaves nothing behind where it should have gone', async () => {
    const { window, old, oldId, next, ground } = await twoTokens();
    const object = await leaveKey(old, p256, { extractable: false });
    await expect(transfer(window, { token: oldId, object, vault: 'payroll', name: 'moved', keep: false, hash: 'SHA-1' })).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'CKA_EXTRACTABLE' }),
    );
    expect((await window.call('KeyList', { vault: 'payroll' })).items).toEqual([]);
    await whileTimePasses(ground, () => expect(next.keys.size).toBe(0));
  });

  test('says why it can’t leave, also to who may not clear away the exchange key that was made', async () => {
    const { ada, ground, join } = await aPool();
    const mayMove = ['keys/create', 'keys/read/action', 'keys/import/action'].map((verb) => `Microsoft.KeyVault/managedHsm/${verb}`);
    const role = { name: 'Mover', description: '', dataActions: mayMove, notDataActions: [], scopes: ['/'] };
    const { id } = await ada.call('RoleDefinitionPut', { vault: 'hsms', ...role });
    const { id: bob, window } = await join('bob', 'Owner', '/');
    await ada.call('RoleAssignmentCreate', {
      principal: bob,
      role: id,
      scope: (await ada.call('VaultGet', { vault: 'hsms' })).resourceId,
      reason: 'test',
    });
    const old = newMemoryToken('0002', 'Old HSM');
    ground.hsm.tokens.push(old);
    const { items } = await ada.call('HsmModuleList', {});
    const token = items.flatMap(({ tokens }) => tokens).find(({ label }) => label === 'Old HSM')?.id ?? '';
    await ada.call('HsmTokenOpen', { token, pin: utf8('123456'), keep: false });
    const object = await leaveKey(old, p256, { extractable: false });
    await expect(transfer(window, { token, object, vault: 'hsms', name: 'moved', keep: false, hash: 'SHA-1' })).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'CKA_EXTRACTABLE' }),
    );
    const refused = (await logOf(ada)).filter(({ operation, result }) => operation === 'KeyDelete' && result === 'refused');
    expect(refused).toHaveLength(1);
  });

  test('is wrapped for exchange keys of this house alone, and keys of vaults for nobody', async () => {
    const { window, old, oldId, nextId } = await twoTokens();
    const kek = await window.call('KeyCreate', exchange);
    const plain = await window.call('KeyCreate', { ...exchange, name: 'plain', operations: ['decrypt'] });
    const object = await leaveKey(old, p256);
    const wrap = (change: object) =>
      window.call('HsmObjectWrap', {
        token: oldId,
        object,
        vault: 'payroll',
        name: 'exchange',
        version: kek.version,
        hash: 'SHA-1',
        ...change,
      });
    expect((await wrap({})).content.length).toBeGreaterThan(300);
    await expect(wrap({ name: 'plain', version: plain.version })).rejects.toEqual(refusal('KeyOperationNotPermitted', { name: 'plain' }));
    await expect(wrap({ token: nextId, object: plain.version })).rejects.toEqual(
      refusal('KeyOperationNotPermitted', { operation: 'export' }),
    );
    await expect(wrap({ object: 'ffff' })).rejects.toEqual(refusal('HsmUnavailable', { reason: 'key-gone' }));
  });

  test('is wrapped for nobody once a vault purged it, and lies in its token still', async () => {
    const { window, next, nextId } = await twoTokens();
    const kek = await window.call('KeyCreate', exchange);
    const releasePolicy = aPolicy(aRule('https://contoso.attest.example'));
    const { hsm: _hsm, ...said } = coming;
    const key = await window.call('KeyCreate', { ...said, type: 'EC-HSM', exportable: true, releasePolicy });
    await window.call('KeyDelete', { vault: 'payroll', name: key.name });
    await window.call('KeyPurge', { vault: 'payroll', name: key.name });
    expect([...next.keys.keys()]).toContain(key.version);
    const { items } = await window.call('HsmObjectList', { token: nextId });
    expect(items.find(({ object }) => object === key.version)).toMatchObject({ extractable: true, ofVault: true });
    const asked = { token: nextId, object: key.version, vault: 'payroll', name: 'exchange', version: kek.version, hash: 'SHA-1' };
    await expect(window.call('HsmObjectWrap', asked)).rejects.toEqual(refusal('KeyOperationNotPermitted', { operation: 'export' }));
  });

  test('and another are not taken for one', async () => {
    const { window, old, oldId } = await twoTokens();
    const [object, other] = [await leaveKey(old, p256), await leaveKey(old, p256)];
    const items = await transfer(window, { token: oldId, object, vault: 'payroll', name: 'moved', keep: true, hash: 'SHA-1' });
    const version = items.find(({ key }) => key)?.key?.version ?? '';
    const prove = (one: string) => window.call('KeyTransferProve', { token: oldId, object: one, vault: 'payroll', name: 'moved', version });
    expect(await prove(object)).toEqual({ proof: 'signature' });
    await expect(prove(other)).rejects.toEqual(refusal('IntegrityViolation', { what: 'key' }));
  });
});
