import { createHash, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type AnApplication, anApplication, openRestHouse, type RestHouse, tokenOf } from '../../support/a-rest-house.ts';
import { generations, type SdkChild } from '../../support/sdk-child.ts';
import { openProgram } from './application-ground.ts';

let house: RestHouse;
let officer: AnApplication;

beforeAll(async () => {
  house = await openRestHouse();
  officer = await anApplication(house.page, 'officer', [{ role: 'Key Vault Crypto Officer', scope: house.scopeOf('payroll') }]);
});

afterAll(() => house.close());

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const digestOf = (hash: string, text: string): string => createHash(hash).update(text).digest('base64');

const toUrl = (text: string): string => Buffer.from(text, 'base64').toString('base64url');
const inner = (code: string) => ({ error: { code: 'Forbidden', innererror: { code } } });

/** Asks without the library, as the officer. */
const post = async (key: { readonly id: string }, verb: string, body: object) =>
  house.rest.ask({
    host: house.hostOf('payroll'),
    token: await tokenOf(house, officer),
    method: 'POST',
    path: `${new URL(key.id).pathname}/${verb}?api-version=7.5`,
    body,
  });

const sdkKey = z.object({
  id: z.string(),
  name: z.string(),
  keyType: z.string(),
  keyOperations: z.array(z.string()),
  properties: z.object({
    version: z.string(),
    enabled: z.boolean(),
    recoveryLevel: z.string(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
});
const named = z.object({ name: z.string() });
const result = z.object({ value: z.string(), keyID: z.string(), iv: z.string().optional(), tag: z.string().optional() });

const signAlgorithms = [
  ['RSA', {}, 'RS256', 'sha256'],
  ['RSA', {}, 'RS384', 'sha384'],
  ['RSA', {}, 'RS512', 'sha512'],
  ['RSA', {}, 'PS256', 'sha256'],
  ['RSA', {}, 'PS384', 'sha384'],
  ['RSA', {}, 'PS512', 'sha512'],
  ['EC', { curve: 'P-256' }, 'ES256', 'sha256'],
  ['EC', { curve: 'P-384' }, 'ES384', 'sha384'],
  ['EC', { curve: 'P-521' }, 'ES512', 'sha512'],
  ['EC', { curve: 'P-256K' }, 'ES256K', 'sha256'],
] as const;

describe.each(generations)('a program with the unmodified key library (%s)', (generation) => {
  let program: SdkChild;
  const name = (word: string): string => `${generation}-${word}`;
  const create = async (word: string, type: string, option: object = {}) =>
    sdkKey.parse(await program.ask('create', name(word), type, option));
  const use = async (act: string, ...words: readonly unknown[]) => result.parse(await program.ask(act, ...words));

  beforeAll(() => {
    program = openProgram(house, officer, { generation, uses: 'keys' });
  });

  afterAll(() => program.close());

  it.each([
    ['RSA', { keySize: 2048 }, ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey']],
    ['EC', { curve: 'P-384' }, ['sign', 'verify']],
    ['oct', { keySize: 256 }, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']],
  ])('makes a key of type %s that may do what its type can, and gets it back', async (type, option, operations) => {
    const made = await create(`made-${type}`, type, { ...option, tags: { owner: 'ops' } });
    expect(made).toMatchObject({
      keyType: type,
      properties: { enabled: true, recoveryLevel: 'Recoverable+Purgeable', tags: { owner: 'ops' } },
    });
    expect(made.keyOperations.toSorted()).toEqual(operations.toSorted());
    expect(await program.ask('get', made.name, made.properties.version)).toEqual(await program.ask('get', made.name));
    expect(await program.ask('parse', made.id)).toMatchObject({ name: made.name, version: made.properties.version });
  });

  it('updates what describes a key and what it may do', async () => {
    const made = await create('updated', 'RSA');
    const change = { enabled: true, tags: { a: '1' }, keyOps: ['sign', 'verify'] };
    const updated = sdkKey.parse(await program.ask('update', made.name, made.properties.version, change));
    expect(updated).toMatchObject({ keyOperations: ['sign', 'verify'], properties: { tags: { a: '1' } } });
    // The library looks at the key first and asks the service for nothing that the key may not do.
    expect(await post(made, 'encrypt', { alg: 'RSA-OAEP', value: 'eA' })).toMatchObject({
      status: 403,
      body: { error: { code: 'Forbidden', message: 'Operation encrypt is not permitted on this key.' } },
    });
  });

  it('goes through keys and versions', async () => {
    await create('listed', 'EC');
    await create('listed', 'EC');
    expect(
      z
        .array(named)
        .parse(await program.ask('list'))
        .map((it) => it.name),
    ).toContain(name('listed'));
    expect(z.array(named).parse(await program.ask('listVersions', name('listed')))).toHaveLength(2);
    expect(await program.ask('listVersions', name('never'))).toEqual([]);
  });

  it('deletes, finds, recovers and purges a key', async () => {
    await create('deleted', 'EC');
    await program.ask('delete', name('deleted'));
    expect(await program.refusal('get', name('deleted'))).toMatchObject({ status: 404, code: 'KeyNotFound' });
    expect(await program.refusal('create', name('deleted'), 'EC', {})).toMatchObject({ status: 409, code: 'Conflict' });
    expect(await program.ask('getDeleted', name('deleted'))).toMatchObject({ name: name('deleted') });
    expect(
      z
        .array(named)
        .parse(await program.ask('listDeleted'))
        .map((it) => it.name),
    ).toContain(name('deleted'));
    await program.ask('recover', name('deleted'));
    await program.ask('delete', name('deleted'));
    await program.ask('purge', name('deleted'));
    expect(await program.refusal('getDeleted', name('deleted'))).toMatchObject({ status: 404 });
    await create('deleted', 'EC');
  });

  it('backs a key up, and restores it to do what it did', async () => {
    const made = await create('backed-up', 'EC', { curve: 'P-256' });
    const digest = digestOf('sha256', 'before');
    const { value } = await use('sign', made.id, 'ES256', digest);
    const backup = await program.ask('backup', made.name);
    expect(await program.refusal('restore', backup)).toMatchObject({ status: 409 });
    await program.ask('delete', made.name);
    await program.ask('purge', made.name);
    await program.ask('restore', backup);
    expect(await program.ask('verify', made.id, 'ES256', digest, value)).toBe(true);
    expect(await program.refusal('restore', base64('no backup'))).toMatchObject({ status: 400, message: 'Backup blob is corrupt.' });
  });

  it('rotates a key; what the older version signed still verifies', async () => {
    const made = await create('rotated', 'EC', { curve: 'P-256' });
    const digest = digestOf('sha256', 'old');
    const { value } = await use('sign', made.id, 'ES256', digest);
    const rotated = sdkKey.parse(await program.ask('rotate', made.name));
    expect(rotated.properties.version).not.toBe(made.properties.version);
    expect(await program.ask('verify', made.id, 'ES256', digest, value)).toBe(true);
    expect(await program.ask('verify', rotated.id, 'ES256', digest, value)).toBe(false);
  });

  it('keeps a rotation policy', async () => {
    await create('policied', 'RSA');
    const policy = {
      lifetimeActions: [
        { action: 'Rotate', timeAfterCreate: 'P90D' },
        { action: 'Notify', timeBeforeExpiry: 'P30D' },
      ],
      expiresIn: 'P2Y',
    };
    expect(await program.ask('setPolicy', name('policied'), policy)).toMatchObject(policy);
    expect(await program.ask('policy', name('policied'))).toMatchObject(policy);
    expect(await program.refusal('setPolicy', name('policied'), { ...policy, expiresIn: 'P1D' })).toMatchObject({
      status: 400,
      code: 'BadParameter',
    });
  });

  it.each(signAlgorithms)('signs by a key of type %s (%o) with %s', async (type, option, algorithm, hash) => {
    const made = await create(`sign-${algorithm}`, type, option);
    const digest = digestOf(hash, 'a letter');
    const { value, keyID } = await use('sign', made.id, algorithm, digest);
    expect(keyID).toBe(made.id);
    expect(await program.ask('verify', made.id, algorithm, digest, value)).toBe(true);
    expect(await program.ask('verify', made.id, algorithm, digestOf(hash, 'another'), value)).toBe(false);
    const whole = await use('signData', made.name, algorithm, base64('a letter'));
    expect(await program.ask('verify', made.id, algorithm, digest, whole.value)).toBe(true);
  });

  it.each(['RSA-OAEP', 'RSA-OAEP-256'])(
    'decrypts and unwraps by %s what the library encrypted itself, and what the service did',
    async (algorithm) => {
      const made = await create(`open-${algorithm}`, 'RSA');
      const secret = base64(randomBytes(32));
      for (const sealed of [
        await use('encrypt', made.id, { algorithm, plaintext: secret }),
        await use('encryptLocally', made.name, algorithm, secret),
      ])
        expect(await use('decrypt', made.id, { algorithm, value: sealed.value })).toMatchObject({ value: secret });
      const wrapped = await use('wrap', made.id, algorithm, secret);
      expect(await use('unwrap', made.id, algorithm, wrapped.value)).toMatchObject({ value: secret });
      const bent = Buffer.from(wrapped.value, 'base64');
      bent[40] = (bent[40] ?? 0) ^ 1;
      expect(await program.refusal('unwrap', made.id, algorithm, base64(bent))).toMatchObject({ status: 400, code: 'BadParameter' });
    },
  );

  it.each([128, 192, 256])('encrypts and wraps with %i bits', async (bits) => {
    const made = await create(`oct-${bits}`, 'oct', { keySize: bits });
    const secret = base64(randomBytes(32));
    const aad = base64('what goes with it');
    const gcm = await use('encrypt', made.id, { algorithm: `A${bits}GCM`, plaintext: secret, additionalAuthenticatedData: aad });
    expect(await use('decrypt', made.id, { algorithm: `A${bits}GCM`, ...gcm, aad })).toMatchObject({ value: secret });
    expect(await program.refusal('decrypt', made.id, { algorithm: `A${bits}GCM`, ...gcm, aad: base64('another') })).toMatchObject({
      status: 400,
    });
    const iv = base64(randomBytes(16));
    for (const algorithm of [`A${bits}CBC`, `A${bits}CBCPAD`]) {
      const cbc = await use('encrypt', made.id, { algorithm, plaintext: secret, iv });
      expect(await use('decrypt', made.id, { algorithm, value: cbc.value, iv })).toMatchObject({ value: secret });
    }
    const wrapped = await use('wrap', made.id, `A${bits}KW`, secret);
    expect(await use('unwrap', made.id, `A${bits}KW`, wrapped.value)).toMatchObject({ value: secret });
  });

  it('imports a key, which signs as the one that it was made from', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n, e, d, p, q, dp, dq, qi } = pair.privateKey.export({ format: 'jwk' });
    await program.ask('import', name('imported'), { kty: 'RSA', keyOps: ['sign', 'verify'], n, e, d, p, q, dp, dq, qi });
    const { value } = await use('signData', name('imported'), 'RS256', base64('by an imported key'));
    const isRight = verify('sha256', Buffer.from('by an imported key'), pair.publicKey, Buffer.from(value, 'base64'));
    expect(isRight).toBe(true);
    expect(await program.refusal('import', name('bent'), { kty: 'RSA', n, e, d: p, p, q, dp, dq, qi })).toMatchObject({ status: 400 });
  });

  it('is refused what a disabled key, its dates or an unknown version stand against', async () => {
    const made = await create('refused', 'RSA');
    const digest = digestOf('sha256', 'x');
    await program.ask('update', made.name, made.properties.version, { enabled: false });
    expect(await program.refusal('sign', made.id, 'RS256', digest)).toMatchObject({ status: 403, code: 'Forbidden' });
    expect(await post(made, 'sign', { alg: 'RS256', value: toUrl(digest) })).toMatchObject({ status: 403, body: inner('KeyDisabled') });
    await program.ask('update', made.name, made.properties.version, { enabled: true, expiresOn: '2021-01-01T00:00:00.000Z' });
    expect(await post(made, 'sign', { alg: 'RS256', value: toUrl(digest) })).toMatchObject({ status: 403, body: inner('KeyExpired') });
    expect(await post(made, 'verify', { alg: 'RS256', digest: toUrl(digest), value: 'AAAA' })).toMatchObject({
      status: 200,
      body: { value: false },
    });
    expect(await program.refusal('get', made.name, '0'.repeat(32))).toMatchObject({ status: 404, code: 'KeyNotFound' });
    expect(await program.refusal('create', name('token'), 'RSA-HSM', {})).toMatchObject({ status: 400, code: 'BadParameter' });
  });
});

it('without the grant nothing is done with a key, and the log says what was missing', async () => {
  const reader = await anApplication(house.page, 'reader', [{ role: 'Key Vault Reader', scope: house.scopeOf('payroll') }]);
  const program = openProgram(house, reader, { generation: 'newest', uses: 'keys' });
  await house.page.call('KeyCreate', { vault: 'payroll', name: 'looked-at', type: 'EC', enabled: true, tags: {} });
  const key = z.object({ id: z.string() }).parse(await program.ask('get', 'looked-at'));
  expect(await program.refusal('sign', key.id, 'ES256', digestOf('sha256', 'x'))).toMatchObject({ status: 403, inner: 'ForbiddenByRbac' });
  expect(await program.refusal('rotate', 'looked-at')).toMatchObject({ status: 403 });
  await program.close();
  const { rows } = await house.page.call('LogList', { limit: 20, filter: { operation: ['KeySign'], result: ['refused'] } });
  const record = await house.page.call('LogGet', { sequence: rows[0]?.sequence ?? 0 });
  expect(record).toMatchObject({ operation: 'KeySign', missing: { action: 'Microsoft.KeyVault/vaults/keys/sign/action' } });
});
