import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../../app/contract/operation.ts';
import { type ErrorCode, type ErrorData, VaultError } from '../../../../app/contract/vault-error.ts';
import { loginRoutes } from '../../../../main/rest/route/login.ts';
import { aRestDoor, type OpenedRest, tenantId } from '../../../support/a-rest-door.ts';
import { text, utf8 } from '../../../support/a-house.ts';
import type { Script } from '../../../support/scripted-corridor.ts';

const now = 1_800_000_000_000;
const clientId = randomUUID();
const host = 'login.localhost';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

let opened: OpenedRest;
afterEach(() => opened.close());

const given = () => ({ token: utf8('eyJ.eyJ.sig'), expiresOn: now + 3_600_000, clientId });
const open = async (script: Script = { TokenCreate: given }) => {
  opened = await aRestDoor(script, { login: loginRoutes({ tenantId }) });
  return opened;
};
const refuse = <C extends ErrorCode>(code: C, data: ErrorData<C>): Script => ({
  TokenCreate: () => {
    throw new VaultError(code, data);
  },
});

const good = {
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: 's3cret+/=',
  scope: 'https://vault.localhost:8443/.default',
};
type Fields = Readonly<Record<string, string | undefined>>;

function post(change: Fields = {}, path = `/${tenantId}/oauth2/v2.0/token`) {
  const fields = Object.entries({ ...good, ...change }).filter((field): field is [string, string] => field[1] !== undefined);
  return opened.rest.ask({ host, method: 'POST', path, headers: form, body: new URLSearchParams(fields).toString() });
}

const asked = (): Input<'TokenCreate'> => opened.corridor.asked.at(-1)?.input as Input<'TokenCreate'>;
const origin = () => `https://${host}:${opened.door.port}`;

describe('the token endpoint', () => {
  it('gives a token as Entra does, which nobody keeps', async () => {
    await open();
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ access_token: 'eyJ.eyJ.sig', token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(answer.headers['content-type']).toContain('application/json');
  });

  it.each([`/${tenantId}/oauth2/v2.0/token`, `/${tenantId}/oauth2/token`, `/${tenantId.toUpperCase()}/oauth2/v2.0/token`])(
    'asks at %s for this tenant',
    async (path) => {
      let seen: unknown;
      await open({
        TokenCreate: ({ input }) => {
          seen = structuredClone(input);
          return given();
        },
      });
      expect((await post({}, path)).status).toBe(200);
      expect(seen).toEqual({
        proof: { kind: 'secret', clientId, secret: utf8('s3cret+/=') },
        resource: 'https://vault.localhost:8443',
        issuer: `${origin()}/${tenantId}`,
      });
    },
  );

  it('asks as AD FS where clients were told of no tenant', async () => {
    await open();
    await post({}, '/adfs/oauth2/token');
    expect(asked().issuer).toBe(`${origin()}/adfs`);
  });

  it('takes an assertion for itself, and the resource of the older protocol', async () => {
    await open();
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    await post({
      client_secret: undefined,
      client_assertion: 'a.b.c',
      client_assertion_type: type,
      scope: undefined,
      resource: 'https://vault.localhost:8443',
    });
    const { proof, resource } = asked();
    expect(proof).toMatchObject({ kind: 'assertion', clientId, audience: `${origin()}/${tenantId}/oauth2/v2.0/token` });
    expect(resource).toBe('https://vault.localhost:8443');
  });

  it('leaves nothing of a secret in memory that it can zero', async () => {
    await open();
    await post();
    const { proof } = asked();
    expect(proof.kind === 'secret' && text(proof.secret).replaceAll('\0', '')).toBe('');
  });

  it.each<[Fields, string | undefined, number, string, number]>([
    [{ grant_type: undefined }, undefined, 400, 'invalid_request', 900144],
    [{ grant_type: 'password' }, undefined, 400, 'unsupported_grant_type', 70003],
    [{ client_id: undefined }, undefined, 400, 'invalid_request', 900144],
    [{ client_id: 'not-an-id' }, undefined, 400, 'unauthorized_client', 700016],
    [{ client_secret: undefined }, undefined, 401, 'invalid_client', 7000218],
    [{ client_secret: '' }, undefined, 401, 'invalid_client', 7000218],
    [{ client_assertion: 'a.b.c' }, undefined, 400, 'invalid_request', 7000216],
    [{ scope: undefined }, undefined, 400, 'invalid_request', 900144],
    [{ scope: 'https://vault.localhost:8443/read' }, undefined, 400, 'invalid_scope', 70011],
    [{ scope: 'a/.default b/.default' }, undefined, 400, 'invalid_scope', 70011],
    [{}, `/${randomUUID()}/oauth2/v2.0/token`, 400, 'invalid_request', 90002],
    [{}, '/common/oauth2/v2.0/token', 400, 'invalid_request', 90002],
  ])('answers %o at %s itself', async (change, path, status, error, number) => {
    await open();
    const answer = await post(change, path);
    expect(answer).toMatchObject({ status, body: { error, error_codes: [number] } });
    expect(opened.corridor.asked).toEqual([]);
  });

  it.each<[ErrorData<'TokenRefused'>['reason'], number, string, number]>([
    ['secret', 401, 'invalid_client', 7000215],
    ['expired', 401, 'invalid_client', 7000222],
    ['assertion', 401, 'invalid_client', 700027],
    ['disabled', 401, 'unauthorized_client', 7000112],
    ['unknown', 400, 'unauthorized_client', 700016],
    ['resource', 400, 'invalid_resource', 500011],
    ['request', 400, 'invalid_request', 90002],
  ])('says of a refusal for %s what clients know it by', async (reason, status, error, number) => {
    await open(refuse('TokenRefused', { reason }));
    const answer = await post();
    expect(answer).toMatchObject({ status, body: { error, error_codes: [number] } });
    expect(answer.body).toMatchObject({ error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: `)) });
    expect(answer.text).not.toContain('s3cret');
  });

  it('says when to come back', async () => {
    await open(refuse('Throttled', { retryOn: now + 1_500, limit: 'source' }));
    expect(await post()).toMatchObject({ status: 429, headers: { 'retry-after': '2' }, body: { error: 'temporarily_unavailable' } });
  });

  it('names a failure by the id that the client gave it', async () => {
    await open(refuse('TokenRefused', { reason: 'secret' }));
    const id = randomUUID();
    const body = new URLSearchParams(good).toString();
    const ask = (named: string) =>
      opened.rest.ask({ host, method: 'POST', path: `/${tenantId}/oauth2/token`, headers: { ...form, 'client-request-id': named }, body });
    expect((await ask(id)).body).toMatchObject({ correlation_id: id });
    expect((await ask('<script>')).text).not.toContain('<script>');
  });

  it('refuses a form that can be read in two ways', async () => {
    await open();
    const body = `${new URLSearchParams(good).toString()}&client_id=${randomUUID()}`;
    const answer = await opened.rest.ask({ host, method: 'POST', path: `/${tenantId}/oauth2/token`, headers: form, body });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(opened.corridor.asked).toEqual([]);
  });
});

describe('discovery', () => {
  it.each([
    [`/${tenantId}/v2.0/.well-known/openid-configuration`, `/${tenantId}`, '/oauth2/v2.0/token'],
    [`/${tenantId}/.well-known/openid-configuration`, `/${tenantId}`, '/oauth2/token'],
    ['/adfs/.well-known/openid-configuration', '/adfs', '/oauth2/token'],
  ])('at %s names what is served', async (path, tenant, endpoint) => {
    await open();
    const { status, body } = await opened.rest.ask({ host, path });
    expect(status).toBe(200);
    const at = `${origin()}${tenant}`;
    expect(body).toMatchObject({ issuer: at, token_endpoint: at + endpoint, jwks_uri: `${at}/discovery/v2.0/keys` });
  });

  it('knows no other tenant', async () => {
    await open();
    const answer = await opened.rest.ask({ host, path: `/${randomUUID()}/v2.0/.well-known/openid-configuration` });
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [90002] } });
  });

  it('tells a client that it is at an authority', async () => {
    await open();
    const { body } = await opened.rest.ask({ host, path: '/common/discovery/instance?api-version=1.1' });
    expect(body).toMatchObject({
      tenant_discovery_endpoint: `${origin()}/${tenantId}/v2.0/.well-known/openid-configuration`,
      metadata: [{ aliases: [`${host}:${opened.door.port}`] }],
    });
  });

  it('serves the keys that tokens are checked with', async () => {
    const key = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: randomUUID(), n: 'AQAB', e: 'AQAB' } as const;
    await open({ TokenKeyList: () => ({ keys: [key] }) });
    expect((await opened.rest.ask({ host, path: `/${tenantId}/discovery/v2.0/keys` })).body).toEqual({ keys: [key] });
  });
});

describe('the endpoint of managed identities', () => {
  const oid = randomUUID();
  const token = () => utf8(`e30.${Buffer.from(JSON.stringify({ oid })).toString('base64url')}.sig`);
  const path = (query: string) => `/msi/token?api-version=2019-08-01&resource=https://vault.localhost:8443${query}`;
  const ask = (at = path(''), headers: Readonly<Record<string, string>> = { 'x-identity-header': 'h3ader' }) =>
    opened.rest.ask({ host, path: at, headers });

  it('gives a token for its header, and every number as text', async () => {
    await open({ TokenCreate: () => ({ ...given(), token: token() }) });
    const answer = await ask(path(`&client_id=${clientId}`));
    expect(asked()).toMatchObject({ proof: { kind: 'managed-identity', clientId }, issuer: `${origin()}/${tenantId}` });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        access_token: text(token()),
        expires_in: '3600',
        expires_on: String((now + 3_600_000) / 1000),
        resource: 'https://vault.localhost:8443',
        token_type: 'Bearer',
        client_id: clientId,
      },
    });
  });

  it('gives none for the identity of somebody else', async () => {
    await open({ TokenCreate: () => ({ ...given(), token: token() }) });
    expect((await ask(path(`&object_id=${oid}`))).status).toBe(200);
    expect((await ask(path(`&object_id=${randomUUID()}`))).status).toBe(400);
  });

  it.each<[string, Record<string, string>, number]>([
    [path(''), {}, 401],
    ['/msi/token?resource=a', { 'x-identity-header': 'h' }, 400],
    ['/msi/token?api-version=2019-08-01', { 'x-identity-header': 'h' }, 400],
    [path('&resource=b'), { 'x-identity-header': 'h' }, 400],
    [path('&client_id=none'), { 'x-identity-header': 'h' }, 400],
    [path('').replace('/msi/token', '/metadata/identity/oauth2/token'), { 'x-identity-header': 'h' }, 400],
    [path('').replace('/msi/token', '/metadata/identity/oauth2/token'), { metadata: 'true' }, 401],
  ])('refuses %s with %o before anything is asked', async (at, headers, status) => {
    await open();
    const answer = await ask(at, headers);
    expect(answer).toMatchObject({ status, body: { statusCode: status } });
    expect(opened.corridor.asked).toEqual([]);
  });

  it('answers as a virtual machine does to who has the header too', async () => {
    await open();
    const at = '/metadata/identity/oauth2/token/?api-version=2018-02-01&resource=https://vault.localhost:8443';
    expect((await ask(at, { metadata: 'true', 'x-identity-header': 'h3ader' })).status).toBe(200);
  });

  it('says that a header is wrong, and when too many were', async () => {
    await open(refuse('TokenRefused', { reason: 'secret' }));
    expect((await ask()).status).toBe(401);
    await opened.close();
    await open(refuse('Throttled', { retryOn: now + 4_000, limit: 'source' }));
    expect(await ask()).toMatchObject({ status: 429, headers: { 'retry-after': '4' } });
  });
});
