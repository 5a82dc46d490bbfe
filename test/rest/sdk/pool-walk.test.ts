import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { anApplication, askToken, openRestHouse, type RestHouse, tokenOf, unlimited } from '../../support/a-rest-house.ts';
import { openSdkChild, type SdkChild } from '../../support/sdk-child.ts';
import { bindToken, softHsmIn } from '../../support/soft-hsm.ts';
import { withVersion } from '../contract/wire-desk.ts';
import { configured, machineOf } from './application-ground.ts';

let house: RestHouse;
let program: SdkChild;
/** For the pool, and for vaults. */
let tokens: { readonly pool: string; readonly vault: string };

beforeAll(async () => {
  house = await openRestHouse(unlimited, softHsmIn);
  await bindToken(house.page, { vault: 'hsms', tier: 'managed-hsm', label: 'Pool HSM', pin: '123456', keep: false });
  const scope = house.poolScopeOf('hsms');
  const roles = ['Managed HSM Crypto User', 'Managed HSM Crypto Officer'].map((role) => ({ role, scope }));
  const user = await anApplication(house.page, 'user', [...roles, { role: 'Key Vault Crypto Officer', scope: house.scopeOf('payroll') }]);
  const machine = machineOf(house);
  program = openSdkChild(
    { ...machine, hosts: [...machine.hosts, house.poolHostOf('hsms')] },
    {
      generation: 'newest',
      uses: 'keys',
      vaultUrl: `https://${house.poolHostOf('hsms')}:${house.port}`,
      credential: { kind: 'secret', ...configured(house, user), secret: user.secret },
    },
  );
  const form = { client_id: user.clientId, client_secret: user.secret, scope: `https://managedhsm.localhost:${house.port}/.default` };
  const { body } = await askToken(house, form);
  tokens = { pool: z.object({ access_token: z.string() }).parse(body).access_token, vault: await tokenOf(house, user) };
}, 60_000);

afterAll(async () => {
  await program.close();
  await house.close();
});

const sdkKey = z.object({ id: z.string(), name: z.string(), keyType: z.string(), properties: z.object({ version: z.string() }) });
const result = z.object({ value: z.string() });
const digest = createHash('sha256').update('a letter').digest('base64');

describe('a program with the unmodified key library, and a pool', { timeout: 120_000 }, () => {
  it('makes keys under the pool’s own name, and signs with them', async () => {
    const made = sdkKey.parse(await program.ask('create', 'signing', 'EC-HSM', { curve: 'P-256' }));
    expect(made.id).toMatch(/^https:\/\/hsms\.managedhsm\.localhost:\d+\/keys\/signing\/[0-9a-f]{32}$/);
    const { value } = result.parse(await program.ask('sign', made.id, 'ES256', digest));
    expect(await program.ask('verify', made.id, 'ES256', digest, value)).toBe(true);
    expect(await program.ask('list')).toHaveLength(1);
  });

  it('brings a key in without saying that it is for a token', async () => {
    const k = Buffer.alloc(32, 7).toString('base64url');
    expect(sdkKey.parse(await program.ask('import', 'brought', { kty: 'oct', k }, {}))).toMatchObject({ keyType: 'oct-HSM' });
  });

  it('makes no key of another type', async () => {
    expect(await program.refusal('create', 'soft', 'EC', { curve: 'P-256' })).toMatchObject({ status: 400, code: 'BadParameter' });
  });

  it('rotates, deletes, recovers and destroys', async () => {
    await program.ask('create', 'turning', 'RSA-HSM', { keySize: 2048 });
    await program.ask('rotate', 'turning');
    expect(await program.ask('listVersions', 'turning')).toHaveLength(2);
    await program.ask('delete', 'turning');
    await program.ask('recover', 'turning');
    await program.ask('delete', 'turning');
    await program.ask('purge', 'turning');
    expect(await program.ask('listDeleted')).toEqual([]);
  });

  it.each([1, 128])('has %i random bytes of the token', async (count) => {
    const bytes = Buffer.from(z.string().parse(await program.ask('random', count)), 'base64');
    expect(bytes).toHaveLength(count);
  });

  it('is refused more than that', async () => {
    expect(await program.refusal('random', 129)).toMatchObject({ status: 400, code: 'BadParameter' });
  });
});

describe('names of pools and of vaults', () => {
  const ask = (host: string, token?: string) =>
    house.rest.ask({ host, method: 'GET', path: withVersion('/keys'), ...(token !== undefined && { token }) });

  it('each ask for a token of their own', async () => {
    const pool = await ask(house.poolHostOf('hsms'));
    expect(pool.status).toBe(401);
    expect(pool.headers['www-authenticate']).toContain(`resource="https://managedhsm.localhost:${house.port}"`);
    expect((await ask(house.hostOf('payroll'))).headers['www-authenticate']).toContain(`resource="https://vault.localhost:${house.port}"`);
    expect((await ask(house.poolHostOf('hsms'), tokens.pool)).status).toBe(200);
    expect((await ask(house.hostOf('payroll'), tokens.vault)).status).toBe(200);
    expect((await ask(house.poolHostOf('hsms'), tokens.vault)).status).toBe(401);
    expect((await ask(house.hostOf('payroll'), tokens.pool)).status).toBe(401);
  });

  it('don’t lead to each other', async () => {
    for (const [host, token] of [
      [house.hostOf('hsms'), tokens.vault],
      [house.poolHostOf('payroll'), tokens.pool],
    ] as const) {
      const wrong = await ask(host, token);
      const nothing = await ask(host.replace(/^[a-z]+/, 'nothing'), token);
      expect([wrong.status, nothing.status]).toEqual([403, 403]);
      expect(wrong.text.replaceAll(/hsms|payroll/g, 'nothing')).toBe(nothing.text);
    }
  });

  it('of secrets there are none under a pool', async () => {
    const path = withVersion('/secrets/db-password');
    const body = { value: 'a' };
    const answer = await house.rest.ask({ host: house.poolHostOf('hsms'), token: tokens.pool, method: 'PUT', path, body });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BadParameter' } } });
  });
});
