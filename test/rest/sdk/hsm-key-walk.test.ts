import { createHash, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, openRestHouse, type RestHouse, tokenOf, unlimited } from '../../support/a-rest-house.ts';
import type { SdkChild } from '../../support/sdk-child.ts';
import { aFaultModule, type FaultModule } from '../../main/hsm/support/fault-module.ts';
import { bindToken, moduleWhen, softHsmIn } from '../../support/soft-hsm.ts';
import { openProgram } from './application-ground.ts';

const vault = 'other';
const pin = '123456';

let house: RestHouse;
/** SoftHSM, but for what it is told. */
let fault: FaultModule;
let token: HsmToken;
let officer: AnApplication;
let program: SdkChild;

beforeAll(async () => {
  house = await openRestHouse(unlimited, (folder) => {
    fault = aFaultModule(folder);
    return softHsmIn(folder);
  });
  token = await bindToken(house.page, { vault, label: 'Office HSM', pin, keep: false, library: fault.path });
  officer = await anApplication(house.page, 'officer', [{ role: 'Key Vault Crypto Officer', scope: house.scopeOf(vault) }]);
  program = openProgram(house, officer, { generation: 'newest', uses: 'keys', vault });
}, 60_000);

afterAll(async () => {
  await program.close();
  await house.close();
});

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const digestOf = (hash: string, text: string): string => createHash(hash).update(text).digest('base64');

const sdkKey = z.object({
  id: z.string(),
  name: z.string(),
  keyType: z.string(),
  key: z.record(z.string(), z.unknown()),
  properties: z.object({ version: z.string(), recoveryLevel: z.string() }),
});
const result = z.object({ value: z.string(), keyID: z.string(), iv: z.string().optional(), tag: z.string().optional() });

const create = async (name: string, type: string, option: object = {}) => sdkKey.parse(await program.ask('create', name, type, option));
const use = async (act: string, ...words: readonly unknown[]) => result.parse(await program.ask(act, ...words));

describe('a program with the unmodified key library, and a vault whose keys are in a token', { timeout: 120_000 }, () => {
  it.each([
    ['RSA-HSM', { keySize: 2048 }],
    ['EC-HSM', { curve: 'P-384' }],
    ['oct-HSM', { keySize: 256 }],
  ])('makes a key of type %s in it, and is shown nothing of it but its public half', async (type, option) => {
    const made = await create(`made-${type}`, type, option);
    expect(made).toMatchObject({ keyType: type, properties: { recoveryLevel: 'Recoverable+Purgeable' } });
    expect(Object.keys(made.key).filter((member) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(member))).toEqual([]);
    const { items } = await house.page.call('KeyList', { vault });
    expect(items.find(({ name }) => name === made.name)?.protection).toMatchObject({ kind: 'hsm', neverExtractable: true });
  });

  it.each([
    ['RSA-HSM', {}, 'RS256', 'sha256'],
    ['RSA-HSM', {}, 'RS512', 'sha512'],
    ['RSA-HSM', {}, 'PS256', 'sha256'],
    ['RSA-HSM', {}, 'PS384', 'sha384'],
    ['EC-HSM', { curve: 'P-256' }, 'ES256', 'sha256'],
    ['EC-HSM', { curve: 'P-384' }, 'ES384', 'sha384'],
    ['EC-HSM', { curve: 'P-521' }, 'ES512', 'sha512'],
    ['EC-HSM', { curve: 'P-256K' }, 'ES256K', 'sha256'],
  ])('signs by a key of type %s (%o) with %s', async (type, option, algorithm, hash) => {
    const made = await create(`sign-${algorithm}`, type, option);
    const digest = digestOf(hash, 'a letter');
    const { value, keyID } = await use('sign', made.id, algorithm, digest);
    expect(keyID).toBe(made.id);
    expect(await program.ask('verify', made.id, algorithm, digest, value)).toBe(true);
    expect(await program.ask('verify', made.id, algorithm, digestOf(hash, 'another'), value)).toBe(false);
    // The library itself takes every RSA signature for one of PKCS #1 v1.5.
    if (!algorithm.startsWith('PS')) expect(await program.ask('verifyData', made.name, algorithm, base64('a letter'), value)).toBe(true);
  });

  it.each(['RSA-OAEP', 'RSA-OAEP-256'])('decrypts and unwraps by %s what was encrypted without it', async (algorithm) => {
    const made = await create(`open-${algorithm}`, 'RSA-HSM');
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
  });

  it.each([128, 256])('encrypts and wraps with %i bits', async (bits) => {
    const made = await create(`oct-${bits}`, 'oct-HSM', { keySize: bits });
    const secret = base64(randomBytes(32));
    const aad = base64('what goes with it');
    const gcm = await use('encrypt', made.id, { algorithm: `A${bits}GCM`, plaintext: secret, additionalAuthenticatedData: aad });
    expect(await use('decrypt', made.id, { algorithm: `A${bits}GCM`, ...gcm, aad })).toMatchObject({ value: secret });
    const iv = base64(randomBytes(16));
    const cbc = await use('encrypt', made.id, { algorithm: `A${bits}CBC`, plaintext: secret, iv });
    expect(await use('decrypt', made.id, { algorithm: `A${bits}CBC`, value: cbc.value, iv })).toMatchObject({ value: secret });
    const wrapped = await use('wrap', made.id, `A${bits}KW`, secret);
    expect(await use('unwrap', made.id, `A${bits}KW`, wrapped.value)).toMatchObject({ value: secret });
  });

  it('imports a key into the token, which signs there as the one that it was made from', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n, e, d, p, q, dp, dq, qi } = pair.privateKey.export({ format: 'jwk' });
    const jwk = { kty: 'RSA-HSM', keyOps: ['sign', 'verify'], n, e, d, p, q, dp, dq, qi };
    await program.ask('import', 'imported', jwk, { hardwareProtected: true });
    const { value } = await use('signData', 'imported', 'RS256', base64('by an imported key'));
    expect(verify('sha256', Buffer.from('by an imported key'), pair.publicKey, Buffer.from(value, 'base64'))).toBe(true);
  });

  it('rotates a key in the token; what the older version signed still verifies, and it still signs', async () => {
    const made = await create('rotated', 'EC-HSM', { curve: 'P-256' });
    const digest = digestOf('sha256', 'old');
    const { value } = await use('sign', made.id, 'ES256', digest);
    const rotated = sdkKey.parse(await program.ask('rotate', made.name));
    expect(rotated).toMatchObject({ keyType: 'EC-HSM' });
    expect(await program.ask('verify', made.id, 'ES256', digest, value)).toBe(true);
    expect(await program.ask('verify', rotated.id, 'ES256', digest, value)).toBe(false);
    const again = await use('sign', made.id, 'ES256', digest);
    expect(await program.ask('verify', made.id, 'ES256', digest, again.value)).toBe(true);
  });

  it('deletes, recovers and purges a key; its backup brings it back only as long as the token has it', async () => {
    const made = await create('deleted', 'EC-HSM', { curve: 'P-256' });
    const backup = await program.ask('backup', made.name);
    expect(await program.refusal('restore', backup)).toMatchObject({ status: 409 });
    await program.ask('delete', made.name);
    expect(await program.refusal('sign', made.id, 'ES256', digestOf('sha256', 'x'))).toMatchObject({ status: 404 });
    await program.ask('recover', made.name);
    await use('sign', made.id, 'ES256', digestOf('sha256', 'x'));
    await program.ask('delete', made.name);
    await program.ask('purge', made.name);
    const impatient = openProgram(house, officer, { generation: 'newest', uses: 'keys', vault, retries: 0 });
    expect(await impatient.refusal('restore', backup)).toMatchObject({ status: 503, code: 'ServiceUnavailable' });
    await impatient.close();
  });
});

describe('what a program is told of a token', { timeout: 120_000 }, () => {
  let impatient: SdkChild;
  const digest = digestOf('sha256', 'a letter');
  const refused = { status: 503, code: 'ServiceUnavailable' };
  const retryAfter = expect.stringMatching(/^[1-9]\d*$/) as unknown;

  beforeAll(() => {
    impatient = openProgram(house, officer, { generation: 'newest', uses: 'keys', vault, retries: 0 });
  });

  afterAll(() => impatient.close());

  const open = (keep: boolean) => house.page.call('HsmTokenOpen', { token: token.id, pin: utf8(pin), keep });
  const sign = async (id: string): Promise<boolean> => {
    const { value } = await use('sign', id, 'ES256', digest);
    return program.ask('verify', id, 'ES256', digest, value).then((right) => right === true);
  };

  it('that is locked: 503, with when to try again, and its public half works on', async () => {
    const made = await create('locked', 'EC-HSM', { curve: 'P-256' });
    const { value } = await use('sign', made.id, 'ES256', digest);
    await house.page.call('HsmTokenClose', { token: token.id });
    for (const [act, ...words] of [
      ['sign', made.id, 'ES256', digest],
      ['create', 'never-made', 'EC-HSM', {}],
      ['rotate', made.name],
    ] as const) {
      expect(await impatient.refusal(act, ...words)).toMatchObject({ ...refused, retryAfter });
    }
    expect(await program.ask('verify', made.id, 'ES256', digest, value)).toBe(true);
    expect(await program.ask('get', made.name)).toMatchObject({ keyType: 'EC-HSM' });
    await open(false);
    expect(await sign(made.id)).toBe(true);
  });

  it('whose library crashed: 503 with when to try again, then nothing but that it took longer, where the PIN is kept', async () => {
    const made = await create('crashed', 'EC-HSM', { curve: 'P-256' });
    await open(true);
    fault.tell('C_Sign crash');
    expect(await impatient.refusal('sign', made.id, 'ES256', digest)).toMatchObject({ ...refused, retryAfter });
    fault.tell();
    // The library asks again by itself.
    expect(await sign(made.id)).toBe(true);
    const module = await moduleWhen(house.page, token.module, ({ state }) => state === 'ready');
    expect(module).toMatchObject({ crashes: 1 });
    const { rows } = await house.page.call('LogList', { limit: 50, filter: { operation: ['KeySign'], result: ['failed'] } });
    expect(rows.length).toBeGreaterThan(0);
  });

  it('says to whoever asks without the library the same', async () => {
    await house.page.call('HsmTokenClose', { token: token.id });
    const answer = await house.rest.ask({
      host: house.hostOf(vault),
      token: await tokenOf(house, officer),
      method: 'POST',
      path: '/keys/crashed/sign?api-version=7.5',
      body: { alg: 'ES256', value: Buffer.from(digest, 'base64').toString('base64url') },
    });
    expect(answer).toMatchObject({
      status: 503,
      body: { error: { code: 'ServiceUnavailable', message: expect.stringContaining('locked') } },
    });
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  });
});
