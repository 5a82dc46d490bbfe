import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { anAttester, anEnvironment, aRule, openRelease } from '../../support/an-attester.ts';
import { type AnApplication, anApplication, openRestHouse, type RestHouse, unlimited } from '../../support/a-rest-house.ts';
import { generations, type SdkChild } from '../../support/sdk-child.ts';
import { bindToken, softHsmIn } from '../../support/soft-hsm.ts';
import { openProgram } from './application-ground.ts';

const attester = anAttester();
const environment = anEnvironment();

let house: RestHouse;
let officer: AnApplication;
/** May release keys, and nothing else. */
let receiver: AnApplication;

beforeAll(async () => {
  house = await openRestHouse(unlimited, softHsmIn);
  await bindToken(house.page, { vault: 'other', label: 'Office HSM', pin: '123456', keep: false });
  await house.page.call('AttestationIssuerPut', { name: 'Contoso', authority: attester.authority, keySet: attester.keySet });
  const everywhere = (role: string) => ['payroll', 'other'].map((vault) => ({ role, scope: house.scopeOf(vault) }));
  officer = await anApplication(house.page, 'officer', everywhere('Key Vault Crypto Officer'));
  receiver = await anApplication(house.page, 'receiver', everywhere('Key Vault Crypto Service Release User'));
}, 60_000);

afterAll(() => house.close());

const made = z.object({
  id: z.string(),
  key: z.object({ x: z.unknown(), y: z.unknown() }),
  properties: z.object({ version: z.string(), exportable: z.boolean(), releasePolicy: z.object({ immutable: z.boolean() }) }),
});
const released = z.object({ value: z.string() });
const policy = (immutable: boolean, rule: unknown = aRule(attester.authority)) => ({
  encodedPolicy: Buffer.from(JSON.stringify(rule)).toString('base64'),
  contentType: 'application/json; charset=utf-8',
  immutable,
});
const attest = (more: object = {}) => attester.attest(Date.now(), environment, more);

/** The public point of a released key. */
const pointOf = (pkcs8: Uint8Array) => {
  const { x, y } = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })).export({ format: 'jwk' });
  return [x, y];
};

const cases = generations.flatMap((generation) => [
  { generation, vault: 'payroll', type: 'EC' },
  { generation, vault: 'other', type: 'EC-HSM' },
]);

describe.each(cases)('a program with the unmodified key library ($generation), and keys of type $type', ({ generation, vault, type }) => {
  let program: SdkChild;
  let environmentProgram: SdkChild;
  const name = (word: string): string => `${generation}-${word}`;

  beforeAll(() => {
    program = openProgram(house, officer, { generation, uses: 'keys', vault });
    environmentProgram = openProgram(house, receiver, { generation, uses: 'keys', vault });
  });
  afterAll(async () => {
    await program.close();
    await environmentProgram.close();
  });

  it('has a key released to an environment, which opens it, and nobody else', async () => {
    const option = { exportable: true, releasePolicy: policy(false) };
    const key = made.parse(await program.ask('create', name('leaves'), type, option));
    expect(key.properties).toMatchObject({ exportable: true, releasePolicy: { immutable: false } });
    for (const [algorithm, hash] of [
      [undefined, 'sha1'],
      ['RSA_AES_KEY_WRAP_256', 'sha256'],
      ['RSA_AES_KEY_WRAP_384', 'sha384'],
    ] as const) {
      const { value } = released.parse(
        await environmentProgram.ask('release', name('leaves'), await attest(), { nonce: 'fresh', ...(algorithm && { algorithm }) }),
      );
      const opened = openRelease(value, environment, hash);
      expect(opened.response.key.key).toMatchObject({ kid: key.id, kty: type });
      expect(opened.request).toMatchObject({ nonce: 'fresh' });
      const { x, y } = z.object({ x: z.string(), y: z.string() }).parse(opened.response.key.key);
      expect(pointOf(opened.released)).toEqual([x, y]);
    }
  }, 60_000);

  it('has keys of every family released, and imported ones as they came', async () => {
    const option = { exportable: true, releasePolicy: policy(false) };
    const family = (word: string) => (type.endsWith('-HSM') ? `${word}-HSM` : word);
    const have = async (word: string) =>
      openRelease(released.parse(await environmentProgram.ask('release', name(word), await attest(), {})).value, environment);
    await program.ask('create', name('rsa'), family('RSA'), { ...option, keySize: 2048 });
    const rsa = await have('rsa');
    const { n } = createPrivateKey({ key: Buffer.from(rsa.released), format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
    expect(rsa.response.key.key).toMatchObject({ kty: family('RSA'), n });
    await program.ask('create', name('oct'), family('oct'), { ...option, keySize: 256 });
    expect((await have('oct')).released).toHaveLength(32);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...privateKey.export({ format: 'jwk' }), keyOps: ['sign'] };
    await program.ask('import', name('mine'), jwk, { ...option, hardwareProtected: type.endsWith('-HSM') });
    expect(pointOf((await have('mine')).released)).toEqual([jwk.x, jwk.y]);
    const { items } = await house.page.call('KeyList', { vault });
    const leaving = items.filter((key) => key.exportable);
    expect(leaving.length).toBeGreaterThanOrEqual(3);
    for (const { protection } of leaving) expect(protection.kind === 'hsm' && protection.neverExtractable).toBe(false);
  }, 60_000);

  it('is refused where the environment is another one, or nobody trusts who attests it', async () => {
    await program.ask('create', name('guarded'), type, { exportable: true, releasePolicy: policy(false) });
    const other = await attest({ 'x-ms-isolation-tee': { 'x-ms-compliance-status': 'none' } });
    const stranger = await anAttester('https://stranger.attest.example').attest(Date.now(), environment);
    for (const target of [other, stranger, 'a.b.c']) {
      expect(await environmentProgram.refusal('release', name('guarded'), target, {})).toMatchObject({ status: 403, code: 'Forbidden' });
    }
  });

  it('changes a policy until it is immutable, and makes no key that may leave without one', async () => {
    const key = made.parse(await program.ask('create', name('fixed'), type, { exportable: true, releasePolicy: policy(false) }));
    const { version } = key.properties;
    const second = policy(true, aRule(attester.authority, 'other'));
    await program.ask('update', name('fixed'), version, { releasePolicy: second });
    expect(await program.refusal('update', name('fixed'), version, { releasePolicy: policy(false) })).toMatchObject({ status: 400 });
    expect(await environmentProgram.refusal('release', name('fixed'), await attest(), {})).toMatchObject({ status: 403 });
    expect(await program.refusal('create', name('open'), type, { exportable: true })).toMatchObject({ status: 400, code: 'BadParameter' });
  });

  it('a key that was not to leave stays', async () => {
    await program.ask('create', name('stays'), type, {});
    const refusal = await environmentProgram.refusal('release', name('stays'), await attest(), {});
    expect(refusal).toMatchObject({ status: 403, message: 'Operation release is not permitted on this key.' });
  });
});
