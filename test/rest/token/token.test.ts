import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, askToken, openRestHouse, type RestHouse, tokenOf } from '../../support/a-rest-house.ts';
import { wireError } from '../contract/wire-model.ts';

let house: RestHouse;
let other: RestHouse;
let reader: AnApplication;
let token: string;
/** Of an application of the same name in another house. */
let foreign: string;

beforeAll(async () => {
  [house, other] = await Promise.all([openRestHouse(), openRestHouse()]);
  for (const each of [house, other]) {
    await each.page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret'), enabled: true, tags: {} });
  }
  reader = await open(house);
  token = await tokenOf(house, reader);
  foreign = await tokenOf(other, await open(other));
});

afterAll(async () => {
  await house.close();
  await other.close();
});

const open = ({ page, scopeOf }: RestHouse) =>
  anApplication(page, 'reader', [{ role: 'Key Vault Secrets User', scope: scopeOf('payroll') }]);

const path = '/secrets/db-password?api-version=7.5';
const read = (given: string) => house.rest.ask({ host: house.hostOf('payroll'), path, token: given });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (given: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = given.split('.');
  return [header, payload, signature];
};
const json = (part: string): object => z.looseObject({}).parse(JSON.parse(Buffer.from(part, 'base64url').toString()));
const [header, payload, signature] = [() => partsOf(token)[0], () => partsOf(token)[1], () => partsOf(token)[2]];

const jwks = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), n: z.string(), e: z.string() })) });

/** The key that signs tokens, as anyone can ask for it. */
async function publicKey() {
  const answer = await house.rest.ask({ host: 'login.localhost', path: `/${house.tenantId}/discovery/v2.0/keys` });
  const [key] = jwks.parse(answer.body).keys;
  return createPublicKey({ key: z.looseObject({}).parse(key), format: 'jwk' });
}

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signed = (head: object, body: object): string => {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${sign('sha256', Buffer.from(text), stranger.privateKey).toString('base64url')}`;
};

/** Forged by somebody who has a token that holds, and everything that is public. */
const forged: readonly (readonly [what: string, make: () => string | Promise<string>])[] = [
  ['without a signature', () => `${header()}.${payload()}.`],
  ['signed by nothing', () => `${encode({ ...json(header()), alg: 'none' })}.${payload()}.`],
  ['signed by nothing, written otherwise', () => `${encode({ ...json(header()), alg: 'nOnE' })}.${payload()}.${signature()}`],
  ['with another word for the algorithm', () => `${encode({ ...json(header()), alg: 'RS512' })}.${payload()}.${signature()}`],
  ['of another application', () => `${header()}.${encode({ ...json(payload()), oid: crypto.randomUUID() })}.${signature()}`],
  ['with a longer life', () => `${header()}.${encode({ ...json(payload()), exp: 4_000_000_000 })}.${signature()}`],
  ['with the key of a stranger', () => signed(json(header()), json(payload()))],
  ['that brings its key along', () => signed({ ...json(header()), jwk: stranger.publicKey.export({ format: 'jwk' }) }, json(payload()))],
  ['that says where its key is', () => signed({ ...json(header()), jku: 'https://evil.example/keys' }, json(payload()))],
  ['of a key that nobody knows', () => signed({ ...json(header()), kid: crypto.randomUUID() }, json(payload()))],
  ['of a key by a path', () => signed({ ...json(header()), kid: '../../../dev/null' }, json(payload()))],
  ['that must be read otherwise', () => signed({ ...json(header()), crit: ['exp'] }, json(payload()))],
  ['whose last bits differ', () => `${header()}.${payload()}.${signature().slice(0, -1)}${signature().endsWith('A') ? 'B' : 'A'}`],
  ['with something after it', () => `${token}.${payload()}`],
  ['in padded base64', () => `${header()}.${payload()}.${signature()}==`],
  ['of another house', () => foreign],
  ['that is none', () => 'not.a.token'],
  ['that is nothing but dots', () => '..'],
  ['that is very long', () => 'a'.repeat(7_000)],
  [
    'signed with the public key as if it were a secret',
    async () => {
      const text = `${encode({ ...json(header()), alg: 'HS256' })}.${payload()}`;
      const pem = (await publicKey()).export({ type: 'spki', format: 'pem' });
      return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
    },
  ],
];

describe('a token', () => {
  it('that holds lets its application in', async () => {
    expect(await read(token)).toMatchObject({ status: 200, body: { value: 's3cret' } });
  });

  it.each(forged)('%s lets nobody in', async (_, make) => {
    const answer = await read(await make());
    expect(answer.status).toBe(401);
    expect(wireError.parse(answer.body).error.code).toBe('Unauthorized');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer authorization="[^"]+", resource="[^"]+"/);
  });

  it('is for no other vault than its roles reach, and for no other resource', async () => {
    const host = house.hostOf('nothing');
    expect((await house.rest.ask({ host, path, token })).status).toBe(403);
    for (const resource of [
      'https://evil.example',
      `https://managedhsm.localhost:${house.port + 1}`,
      'https://vault.azure.net',
      'https://localhost',
    ]) {
      const asked = await askToken(house, { client_id: reader.clientId, client_secret: reader.secret, scope: `${resource}/.default` });
      expect([resource, asked.status]).toEqual([resource, 400]);
    }
  });

  it('is not taken from query or cookie', async () => {
    const host = house.hostOf('payroll');
    const asked = { host, path: `${path}&access_token=${token}`, headers: { cookie: `access_token=${token}` } };
    expect((await house.rest.ask(asked)).status).toBe(401);
  });

  it('says who it is for, for an hour, and nothing that is secret', () => {
    const claims = json(payload());
    const { iat, exp } = z.object({ iat: z.number(), exp: z.number() }).parse(claims);
    expect(exp - iat).toBeLessThanOrEqual(3_600);
    expect(claims).toMatchObject({ oid: reader.id, appid: reader.clientId, tid: house.tenantId, idtyp: 'app', ver: '1.0' });
    expect(JSON.stringify(claims)).not.toContain(reader.secret);
  });
});

describe('who asks without a token, or with one that is none', () => {
  it('fills no log: the first is recorded, and then how many there were', async () => {
    const count = async (): Promise<number> => {
      const filter = { door: ['rest' as const], code: ['Unauthorized'] };
      return (await house.page.call('LogList', { limit: 1, filter })).total.count;
    };
    const before = await count();
    for (let at = 0; at < 40; at += 1) {
      const given = at % 2 === 0 ? {} : { token: 'not.a.token' };
      expect((await house.rest.ask({ host: house.hostOf('payroll'), path: `/secrets/s${at}?api-version=7.5`, ...given })).status).toBe(401);
    }
    expect((await count()) - before).toBeLessThan(5);
  });
});

describe('what is asked for a token', () => {
  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 7000215],
    ['no secret', { client_secret: '' }, 401, 7000218],
    ['an unknown application', { client_id: '00000000-0000-4000-8000-000000000000' }, 400, 700016],
    ['no application', { client_id: '' }, 400, undefined],
    ['another way to sign in', { grant_type: 'password' }, 400, 70003],
    [
      'an assertion that is none',
      { client_assertion: 'a.b.c', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
      401,
      700027,
    ],
  ])('is refused with %s, in the form of Entra', async (_, change, status, number) => {
    const form = { client_id: reader.clientId, client_secret: reader.secret, ...change };
    const answer = await askToken(house, form);
    expect(answer.status, answer.text).toBe(status);
    const body = z.object({ error: z.string(), error_description: z.string(), error_codes: z.array(z.number()) }).parse(answer.body);
    if (number !== undefined) expect(body.error_codes).toEqual([number]);
    expect(body.error_description).toMatch(/^AADSTS\d+: /);
    expect(answer.text).not.toContain(reader.secret);
  });

  it('is slowed where it fails again and again, and not for who knows the secret', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 15; at += 1) {
      statuses.push((await askToken(house, { client_id: reader.clientId, client_secret: 'wrong' })).status);
    }
    expect(statuses).toContain(429);
    expect((await askToken(house, { client_id: reader.clientId, client_secret: reader.secret })).status).toBe(200);
  });

  it('is not answered for another tenant', async () => {
    const form = { client_id: reader.clientId, client_secret: reader.secret };
    expect((await askToken(house, form, other.tenantId)).status).toBe(400);
    expect((await askToken(house, form, 'common')).status).toBe(400);
    expect((await askToken(house, form, 'adfs')).status).toBe(200);
  });

  it('stands in the log, and no secret with it', async () => {
    const { rows } = await house.page.call('LogList', { limit: 200, filter: { operation: ['TokenCreate'] } });
    expect(rows.map(({ result }) => result)).toEqual(expect.arrayContaining(['succeeded', 'refused']));
    for (const { sequence } of rows) {
      const { canonical } = await house.page.call('LogGet', { sequence });
      expect(canonical).not.toContain(reader.secret);
      expect(canonical).not.toContain(signature());
    }
  });
});

describe('the identity of this machine', () => {
  const msi = (headers: Record<string, string>, query = `api-version=2019-08-01&resource=https://vault.localhost:${house.port}`) =>
    house.rest.ask({ host: 'login.localhost', path: `/msi/token?${query}`, headers });

  it('is given to nobody without its header, nor with another', async () => {
    expect((await msi({})).status).toBe(401);
    expect((await msi({ 'x-identity-header': 'guess' })).status).toBe(401);
    expect((await msi({ 'x-identity-header': reader.secret })).status).toBe(401);
    const imds = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.localhost:${house.port}`;
    const asked = await house.rest.ask({ host: 'login.localhost', path: imds, headers: { metadata: 'true' } });
    expect(asked.status).toBe(401);
  });
});
