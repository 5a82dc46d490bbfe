import { createPublicKey, X509Certificate, createPrivateKey, randomUUID } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { toBase64Url } from '../../../app/contract/base64url.ts';
import { KeyBackup, type KeyProperties } from '../../../app/contract/key.ts';
import type { ReleasePolicy } from '../../../app/contract/release-policy.ts';
import type { KeyCrypto } from '../../../app/key/private-key.ts';
import type { Corridor } from '../../../app/operation/corridor.ts';
import { aHouse, type Engine, logOf, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';
import { anAttester, anEnvironment, aPolicy, aRule, openRelease } from '../../support/an-attester.ts';
import { keyTool } from '../../support/key-tool.ts';
import { aKey } from './a-key.ts';
import { aMachine } from './a-machine.ts';

const day = 86_400_000;
const named = { vault: 'payroll', name: 'signing' };
const attester = anAttester();
const environment = anEnvironment();
const rule = aRule(attester.authority);
const leaving = (change: Record<string, unknown> = {}) => aKey({ exportable: true, releasePolicy: aPolicy(rule), ...change });
const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const unfit = (path: string, problem: string) =>
  expect.objectContaining({ code: 'BadParameter', data: { issues: [expect.objectContaining({ path, problem })] } });

const trust = (window: Window, { authority, keySet } = attester) =>
  window.call('AttestationIssuerPut', { name: 'Contoso', authority, keySet });

/** A house that trusts the attester, with a key that may leave. */
async function aGround() {
  const house = await aHouse();
  await trust(house.window);
  const key = await house.window.call('KeyCreate', leaving());
  const attest = (more: object = {}) => attester.attest(house.ground.clock.now(), environment, more);
  const release = async (more: object = {}, target?: string) =>
    house.window.call('KeyRelease', { ...named, target: target ?? (await attest()), ...more });
  return { ...house, key, attest, release };
}

const pemOf = ({ publicKey }: KeyProperties) => {
  if (!publicKey) throw new Error('no public key');
  const jwk =
    publicKey.family === 'RSA'
      ? { kty: 'RSA', n: toBase64Url(publicKey.n), e: toBase64Url(publicKey.e) }
      : { kty: 'EC', crv: publicKey.curve, x: toBase64Url(publicKey.x), y: toBase64Url(publicKey.y) };
  return createPublicKey({ format: 'jwk', key: jwk }).export({ format: 'pem', type: 'spki' });
};
const publicOf = (pkcs8: Uint8Array) =>
  createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })).export({ format: 'pem', type: 'spki' });

/** A corridor of the house in which something else happens while a key is wrapped. */
function wrappingSlowly({ corridorWith }: Engine, meanwhile: () => Promise<unknown>): Corridor {
  const { keyCrypto } = keyTool;
  const wrapOut: KeyCrypto['wrapOut'] = async (...words) => {
    await meanwhile();
    return keyCrypto.wrapOut(...words);
  };
  return corridorWith({ keyCrypto: { ...keyCrypto, wrapOut } });
}

const askRelease = (corridor: Corridor, { caller }: Window, target: string): Promise<unknown> =>
  corridor.call({ caller, name: 'KeyRelease', requestId: randomUUID(), input: { ...named, target }, signal: new AbortController().signal });

/** The modulus with its last bit taken away. */
const evenOf = ({ n = '' }: { n?: string | undefined }): string =>
  Buffer.from(Buffer.from(n, 'base64url').map((byte, at, all) => (at === all.length - 1 ? byte & 0xfe : byte))).toString('base64url');

describe('a key that is to leave', () => {
  it.each<[string, Record<string, unknown>]>([
    ['exportable without a policy', { exportable: true }],
    ['a policy without being exportable', { releasePolicy: aPolicy(rule) }],
    ['a policy, and said not to be exportable', { exportable: false, releasePolicy: aPolicy(rule) }],
    ['a policy of another version', { exportable: true, releasePolicy: aPolicy({ ...rule, version: '1.1.0' }) }],
    ['a policy that is no JSON', { exportable: true, releasePolicy: { ...aPolicy(rule), data: utf8('{') } }],
    ['a policy of another type', { exportable: true, releasePolicy: { ...aPolicy(rule), contentType: 'text/plain' } }],
  ])('is not made %s', async (_what, change) => {
    const { window } = await aHouse();
    await expect(window.call('KeyCreate', aKey(change))).rejects.toEqual(refusal('BadParameter'));
    await expect(window.call('KeyGet', named)).rejects.toEqual(refusal('KeyNotFound'));
  });

  it('says so with its policy, byte by byte; lists leave the policy out', async () => {
    const { window, key } = await aGround();
    expect(key).toMatchObject({ exportable: true, releasePolicy: aPolicy(rule) });
    const seen = await window.call('KeyGet', named);
    expect(seen).toMatchObject({ releasePolicy: aPolicy(rule) });
    seen.releasePolicy?.data.fill(0);
    expect(await window.call('KeyGet', named)).toMatchObject({ releasePolicy: aPolicy(rule) });
    const { items } = await window.call('KeyList', { vault: 'payroll' });
    expect(items).toMatchObject([{ exportable: true }]);
    expect(items[0]).not.toHaveProperty('releasePolicy');
  });

  it('gets another policy as long as the one that it has may change', async () => {
    const { window } = await aGround();
    const second = aPolicy(aRule(attester.authority, 'other'), true);
    expect(await window.call('KeyUpdate', { ...named, releasePolicy: second })).toMatchObject({ releasePolicy: second });
    await expect(window.call('KeyUpdate', { ...named, releasePolicy: aPolicy(rule) })).rejects.toEqual(unfit('releasePolicy', 'immutable'));
    await expect(window.call('KeyUpdate', { ...named, releasePolicy: { ...second, immutable: false } })).rejects.toEqual(
      unfit('releasePolicy', 'immutable'),
    );
    expect(await window.call('KeyUpdate', { ...named, releasePolicy: second, tags: { a: 'b' } })).toMatchObject({ tags: { a: 'b' } });
    expect(await window.call('KeyGet', named)).toMatchObject({ releasePolicy: second });
  });

  it('can’t be made of one that was to stay', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    await expect(window.call('KeyUpdate', { ...named, releasePolicy: aPolicy(rule) })).rejects.toEqual(
      unfit('releasePolicy', 'exportable_and_policy'),
    );
  });

  it.each<[string, (before: ReleasePolicy) => ReleasePolicy | undefined]>([
    ['for another environment', () => aPolicy(aRule(attester.authority, 'other'))],
    ['that may change again', (before) => ({ ...before, immutable: !before.immutable })],
    ['that is gone', () => undefined],
  ])('is not released by a policy that somebody wrote outside the house, %s', async (_what, forge) => {
    const { engine, release } = await aGround();
    await engine.house.open()?.committer.commit({
      async run(tx) {
        const vault = await tx.vaults.find('payroll');
        const row = vault && (await tx.keys.find(vault.id, 'signing'));
        const version = row && (await tx.keys.findVersion(row.id, row.currentVersion));
        if (!version?.releasePolicy) throw new Error('no policy');
        await tx.keys.updateVersion({ ...version, releasePolicy: forge(version.releasePolicy) });
      },
      entries: () => [],
    });
    await expect(release()).rejects.toEqual(refusal('IntegrityViolation'));
  });

  it('stays one when it is rotated, restored and opened again', async () => {
    const { window, ground } = await aGround();
    expect(await window.call('KeyRotate', named)).toMatchObject({ exportable: true, releasePolicy: aPolicy(rule) });
    const parts = [];
    for await (const item of window.listen('KeyBackup', named)) parts.push(KeyBackup.output.parse(item).part);
    await window.call('KeyDelete', named);
    await window.call('KeyPurge', named);
    const file = new Uint8Array(Buffer.concat(parts));
    expect(await window.call('KeyRestore', { vault: 'payroll', file })).toMatchObject({ exportable: true, releasePolicy: aPolicy(rule) });
    const later = (await startEngine(ground)).window();
    await unlock(later);
    await signIn(later);
    expect(await later.call('KeyGet', named)).toMatchObject({ releasePolicy: aPolicy(rule) });
  });
});

describe('releasing', () => {
  it.each([
    [undefined, 'sha1', 'CKM_RSA_AES_KEY_WRAP'],
    ['RSA_AES_KEY_WRAP_256', 'sha256', 'RSA_AES_KEY_WRAP_256'],
    ['RSA_AES_KEY_WRAP_384', 'sha384', 'RSA_AES_KEY_WRAP_384'],
  ])('by %s gives the environment the private key, and nobody else', async (enc, hash, said) => {
    const { key, release } = await aGround();
    const { value, id } = await release({ ...(enc && { enc }), nonce: 'fresh', apiVersion: '7.6' });
    expect(id).toBe(key.id);
    const { released, transfer, request, response } = openRelease(value, environment, hash);
    expect(publicOf(released)).toBe(pemOf(key));
    expect(transfer.header).toEqual({ kid: 'TpmEphemeralEncryptionKey', alg: 'dir', enc: said });
    expect(request).toEqual({ 'api-version': '7.6', enc: said, kid: 'https://payroll.vault.localhost:8443/keys/signing', nonce: 'fresh' });
    expect(response).toMatchObject({
      key: {
        key: { kid: `https://payroll.vault.localhost:8443${key.id}`, kty: 'EC', crv: 'P-256' },
        attributes: { enabled: true, exportable: true },
        release_policy: { immutable: false, data: toBase64Url(utf8(JSON.stringify(rule))) },
      },
    });
    expect(() => openRelease(value, anEnvironment(), hash)).toThrow();
  });

  it('is signed by a certificate of the house’s authority, the same the next time', async () => {
    const { release } = await aGround();
    const { value } = await release();
    const { x5c = [], ...header } = decodeProtectedHeader(value);
    const [leaf, root] = x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
    if (!leaf || !root) throw new Error('no certificates');
    expect(header).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    await expect(compactVerify(value, leaf.publicKey, { algorithms: ['RS256'] })).resolves.toBeDefined();
    expect(decodeProtectedHeader((await release()).value).x5c).toEqual(x5c);
  });

  it('is signed by one certificate also in the last month of the authority', async () => {
    const { window, ground, release } = await aGround();
    const first = await release();
    ground.clock.pass(3_630 * day);
    await signIn(window);
    const [second, third] = [await release(), await release()];
    const chainOf = ({ value }: { value: string }) => decodeProtectedHeader(value).x5c;
    expect(chainOf(second)?.[0]).not.toEqual(chainOf(first)?.[0]);
    expect(chainOf(third)).toEqual(chainOf(second));
  });

  it('an imported, a symmetric and a rotated key too, each version by itself', async () => {
    const { window, release, attest } = await aGround();
    await window.call('KeyCreate', leaving({ name: 'data', type: 'oct' }));
    const { value } = await window.call('KeyRelease', { vault: 'payroll', name: 'data', target: await attest() });
    expect(openRelease(value, environment).released).toHaveLength(32);
    const k = new Uint8Array(32).fill(7);
    await window.call('KeyImport', {
      vault: 'payroll',
      name: 'mine',
      hsm: false,
      enabled: true,
      tags: {},
      jwk: { family: 'oct', k: k.slice() },
      exportable: true,
      releasePolicy: aPolicy(rule),
    });
    const mine = await window.call('KeyRelease', { vault: 'payroll', name: 'mine', target: await attest() });
    expect(openRelease(mine.value, environment).released).toEqual(k);
    const first = await window.call('KeyGet', named);
    const second = await window.call('KeyRotate', named);
    expect(publicOf(openRelease((await release()).value, environment).released)).toBe(pemOf(second));
    expect(publicOf(openRelease((await release({ version: first.version })).value, environment).released)).toBe(pemOf(first));
  });

  it('works outside the key’s dates, and not while it is disabled', async () => {
    const { window, ground, release } = await aGround();
    await window.call('KeyUpdate', { ...named, expires: ground.clock.now() - day });
    await expect(release()).resolves.toBeDefined();
    await window.call('KeyUpdate', { ...named, expires: null, notBefore: ground.clock.now() + day });
    await expect(release()).resolves.toBeDefined();
    await window.call('KeyUpdate', { ...named, enabled: false });
    await expect(release()).rejects.toEqual(refusal('KeyDisabled'));
  });

  it.each<[string, string, (window: Window) => Promise<unknown>]>([
    ['the key was disabled', 'KeyDisabled', (window) => window.call('KeyUpdate', { ...named, enabled: false })],
    [
      'its policy was changed',
      'ReleaseRefused',
      (window) => window.call('KeyUpdate', { ...named, releasePolicy: aPolicy(aRule(attester.authority, 'other')) }),
    ],
    [
      'the authority was removed',
      'ReleaseRefused',
      async (window) => {
        const { items } = await window.call('AttestationIssuerList', {});
        await window.call('AttestationIssuerRemove', { id: items[0]?.id });
      },
    ],
  ])('is refused where %s while the key was being wrapped', async (_what, code, change) => {
    const { engine, window, attest } = await aGround();
    const corridor = wrappingSlowly(engine, () => change(window));
    await expect(askRelease(corridor, window, await attest())).rejects.toEqual(refusal(code));
    const records = (await logOf(window)).filter(({ operation }) => operation === 'KeyRelease');
    expect(records).toMatchObject([{ result: 'refused', code }]);
  });

  it('of a version that was rotated away while it was wrapped is of the one that was wrapped', async () => {
    const { engine, window, attest, key, ground } = await aGround();
    const corridor = wrappingSlowly(engine, async () => {
      const rotated = vi.fn();
      void window.call('KeyRotate', named).then(rotated);
      // It may wait a moment for others, by the house's clock.
      await vi.waitFor(() => {
        ground.clock.pass(10);
        expect(rotated).toHaveBeenCalled();
      });
    });
    expect(await askRelease(corridor, window, await attest())).toMatchObject({ id: key.id });
  });

  it('is refused for a key that is not exportable', async () => {
    const { window, attest } = await aGround();
    await window.call('KeyCreate', aKey({ name: 'stays' }));
    await expect(window.call('KeyRelease', { vault: 'payroll', name: 'stays', target: await attest() })).rejects.toEqual(
      refusal('ReleaseRefused', { reason: 'fixed' }),
    );
  });

  it('is refused where the environment is another than the policy asks for', async () => {
    const { release, attest } = await aGround();
    const other = await attest({ 'x-ms-isolation-tee': { 'x-ms-compliance-status': 'unknown' } });
    await expect(release({}, other)).rejects.toEqual(refusal('ReleaseRefused', { reason: 'policy', authority: attester.authority }));
  });

  it('is refused where the policy names another authority than the one that attests', async () => {
    const { window, ground, release } = await aGround();
    const second = anAttester('https://fabrikam.attest.example');
    await trust(window, second);
    const token = await second.attest(ground.clock.now(), environment);
    await expect(release({}, token)).rejects.toEqual(refusal('ReleaseRefused', { reason: 'policy', authority: second.authority }));
  });

  it.each<[string, object[] | undefined]>([
    ['no keys', undefined],
    ['an empty list', []],
    ['a key that is too short', [anEnvironment(1024).jwk]],
    ['a key for signatures', [{ ...environment.jwk, key_ops: ['sign'] }]],
    ['a key for nothing', [{ ...environment.jwk, key_ops: undefined }]],
    ['a key of a small exponent', [{ ...environment.jwk, e: 'Aw' }]],
    ['a number that is no RSA key’s', [{ ...environment.jwk, n: evenOf(environment.jwk) }]],
    ['two keys', [environment.jwk, anEnvironment().jwk]],
  ])('is refused where the token gives the environment %s', async (_what, keys) => {
    const { release, attest } = await aGround();
    const token = await attest({ 'x-ms-runtime': keys && { keys } });
    await expect(release({}, token)).rejects.toEqual(refusal('ReleaseRefused', { reason: 'target' }));
  });

  it('is recorded with who, the authority and a digest of the environment; never with token or key', async () => {
    const { window, release, attest } = await aGround();
    const target = await attest();
    const { value, environment: digest } = await release({}, target);
    const records = (await logOf(window)).filter(({ operation }) => operation === 'KeyRelease');
    expect(records).toMatchObject([{ result: 'succeeded', identity: 'Ada Lovelace' }]);
    const { canonical: text } = await window.call('LogGet', { sequence: records[0]?.sequence ?? 0 });
    expect(text).toContain(attester.authority);
    expect(text).toContain(digest);
    for (const part of [target, value].flatMap((it) => it.split('.').slice(1))) expect(text).not.toContain(part.slice(0, 40));
    const { items } = await window.call('KeyUseList', named);
    expect(items).toMatchObject([{ operation: 'KeyRelease', count: 1 }]);
  });

  it('of a key in a token works as of any other, and it says that it could leave', async () => {
    const { window, ground } = await aMachine();
    await trust(window);
    const key = await window.call('KeyCreate', leaving({ type: 'EC-HSM' }));
    expect(key.protection).toMatchObject({ kind: 'hsm', neverExtractable: false });
    const fixed = await window.call('KeyCreate', aKey({ type: 'EC-HSM', name: 'stays' }));
    expect(fixed.protection).toMatchObject({ kind: 'hsm', neverExtractable: true });
    const target = await attester.attest(ground.clock.now(), environment);
    const { value } = await window.call('KeyRelease', { ...named, target });
    expect(publicOf(openRelease(value, environment).released)).toBe(pemOf(key));
    const exchange = leaving({ name: 'kek', type: 'RSA-HSM', operations: ['import'] });
    await expect(window.call('KeyCreate', exchange)).rejects.toEqual(unfit('operations', 'unfit'));
    const rotated = await window.call('KeyRotate', named);
    const again = await window.call('KeyRelease', { ...named, target });
    expect(publicOf(openRelease(again.value, environment).released)).toBe(pemOf(rotated));
  });
});

describe('an attestation', () => {
  it('of a key is refused: neither software nor a token gives one', async () => {
    const { window } = await aGround();
    await expect(window.call('KeyAttestationGet', named)).rejects.toEqual(
      refusal('KeyUnsupported', { what: 'attestation', reason: 'type' }),
    );
  });
});

describe('trust in authorities', () => {
  it('is put, replaced and taken away, and counts from then on', async () => {
    const { window, release, ground, attest } = await aGround();
    const { items } = await window.call('AttestationIssuerList', {});
    expect(items).toMatchObject([{ name: 'Contoso', authority: attester.authority, keys: [{ kid: 'first', algorithm: 'RS256' }] }]);
    const next = anAttester(attester.authority);
    const put = await trust(window, { ...next, authority: `${attester.authority}/` });
    expect(put.id).toBe(items[0]?.id);
    await expect(release()).rejects.toEqual(refusal('ReleaseRefused', { reason: 'signature' }));
    await expect(release({}, await next.attest(ground.clock.now(), environment))).resolves.toBeDefined();
    await window.call('AttestationIssuerRemove', { id: put.id });
    await expect(release({}, await attest())).rejects.toEqual(
      refusal('ReleaseRefused', { reason: 'issuer', authority: attester.authority }),
    );
    await expect(window.call('AttestationIssuerRemove', { id: put.id })).rejects.toEqual(refusal('IssuerNotFound'));
    const records = (await logOf(window)).filter(({ operation }) => operation.startsWith('AttestationIssuer'));
    const texts = await Promise.all(records.map(async ({ sequence }) => (await window.call('LogGet', { sequence })).canonical));
    const said = texts.filter((text) => text.includes(put.id));
    expect(said.filter((text) => text.includes('AttestationIssuerPut') && text.includes(attester.authority))).toHaveLength(2);
    expect(said.filter((text) => text.includes('AttestationIssuerRemove'))).toHaveLength(2);
  });

  it('is nobody’s any more once somebody edited it outside the house', async () => {
    const { window, engine, release } = await aGround();
    await engine.house.open()?.committer.commit({
      async run(tx) {
        const json = (await tx.settings.find('attestation')) ?? '';
        await tx.settings.put('attestation', json.replace('RS256', 'RS384'));
      },
      entries: () => [],
    });
    await expect(release()).rejects.toEqual(refusal('IntegrityViolation'));
    await expect(window.call('AttestationIssuerList', {})).rejects.toEqual(refusal('IntegrityViolation'));
  });

  it('is not taken from a key set with a private key', async () => {
    const { window } = await aHouse();
    const keySet = utf8(JSON.stringify({ keys: [attester.privateKey.export({ format: 'jwk' })] }));
    await expect(trust(window, { ...attester, keySet })).rejects.toEqual(unfit('keySet', 'private_key'));
    expect(await window.call('AttestationIssuerList', {})).toEqual({ items: [] });
  });
});
