import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApplication, openRestHouse, type RestHouse, tokenOf } from '../../support/a-rest-house.ts';
import type { RestAnswer } from '../../support/rest-client.ts';
import { otherRoutes } from './other-route.ts';
import { type SecretOperationId, secretOperations, type WireOperation } from './secret-operation.ts';
import { apiVersion, arrange, openDesk, pathOf, versionOf, type WireDesk, withVersion } from './wire-desk.ts';
import { wireError, wireModels } from './wire-model.ts';

let house: RestHouse;
let desk: WireDesk;
/** One who may nothing. */
let stranger: WireDesk;
let last = 0;

const newName = (): string => `Case-${(last += 1)}`;
const ids = Object.keys(secretOperations) as SecretOperationId[];
const named = ids.filter((id) => secretOperations[id].path.includes('{name}'));
const operationOf = (id: SecretOperationId): WireOperation => secretOperations[id];

beforeAll(async () => {
  house = await openRestHouse();
  const scope = house.scopeOf('payroll');
  const officer = await anApplication(house.page, 'officer', [{ role: 'Key Vault Secrets Officer', scope }]);
  desk = openDesk(house, await tokenOf(house, officer));
  stranger = openDesk(house, await tokenOf(house, await anApplication(house.page, 'stranger', [])));
});

afterAll(() => house.close());

function expectRefused(answer: RestAnswer, status: number, code: string, inner?: string): string {
  const { error } = wireError.parse(answer.body);
  expect([answer.status, error.code, error.innererror?.code], answer.text).toEqual([status, code, inner]);
  return error.message;
}

/** What every answer of a vault carries, and what none may. */
function expectHeaders({ headers, status }: RestAnswer): void {
  expect(headers).toMatchObject({
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
    'x-ms-keyvault-service-version': expect.any(String),
    'x-ms-keyvault-region': expect.any(String),
  });
  expect(headers['x-ms-keyvault-network-info']).toMatch(/^conn_type=Ipv4;addr=127\.0\.0\.1;act_addr_fam=InterNetwork;$/);
  if (status !== 204) expect(headers['content-type']).toBe('application/json; charset=utf-8');
  for (const name of ['strict-transport-security', 'access-control-allow-origin', 'set-cookie', 'x-powered-by', 'server']) {
    expect(headers[name]).toBeUndefined();
  }
}

describe.each(ids)('%s', (id) => {
  const operation = operationOf(id);

  it('answers as the contract says', async () => {
    const answer = await desk.run(id, await arrange(desk, id, newName()));
    expect([answer.status, answer.text.slice(0, answer.status < 300 ? 0 : 500)]).toEqual([operation.status, '']);
    if (operation.response) wireModels[operation.response].parse(answer.body);
    else expect(answer.text).toBe('');
    expectHeaders(answer);
  });

  it('is asked for a token before anything else is looked at', async () => {
    const path = pathOf(operation, { name: 'not_a_name', version: 'none' });
    const answer = await house.rest.ask({ host: house.hostOf('payroll'), method: operation.method, path });
    expectRefused(answer, 401, 'Unauthorized');
    const authority = `https://login.localhost:${house.port}/${house.tenantId}`;
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer authorization="${authority}", resource="https://vault.localhost:${house.port}"`,
    );
    expectHeaders(answer);
  });

  it('is refused without a grant, and says which action is missing', async () => {
    const given = await arrange(desk, id, newName());
    const message = expectRefused(await stranger.run(id, given), 403, 'Forbidden', 'ForbiddenByRbac');
    expect(message).toContain(`Action: 'Microsoft.KeyVault/vaults/secrets/${operation.action}'`);
  });

  it.each(['', 'api-version=', 'api-version=1999-01-01', 'api-version=7.5&api-version=1999-01-01'])('does not take %o', async (query) => {
    const given = await arrange(desk, id, newName());
    const path = `${pathOf(operation, given)}?${query}`;
    expectRefused(await desk.run(id, given, { path }), 400, 'BadParameter');
  });

  it('takes what older clients send', async () => {
    for (const version of ['7.0', '7.4', '7.4-preview.1', '7.5', '7.6-preview.1', '2025-07-01']) {
      const given = await arrange(desk, id, newName());
      const path = `${pathOf(operation, given)}?api%2Dversion=${version}`;
      expect((await desk.run(id, given, { path })).status, version).toBe(operation.status);
    }
  });

  it('echoes the request id of the client where it is asked to, and never else', async () => {
    const own = crypto.randomUUID();
    const given = await arrange(desk, id, newName());
    const quiet = await desk.run(id, given, { headers: { 'x-ms-client-request-id': crypto.randomUUID() } });
    expect(quiet.headers['x-ms-client-request-id']).toBeUndefined();
    const headers = { 'x-ms-client-request-id': own, 'x-ms-return-client-request-id': 'true' };
    const asked = await desk.run(id, await arrange(desk, id, newName()), { headers });
    expect(asked.headers['x-ms-client-request-id']).toBe(own);
  });

  it('takes a path with a slash at its end', async () => {
    const given = await arrange(desk, id, newName());
    const path = withVersion(`${pathOf(operation, given)}/`);
    expect((await desk.run(id, given, { path })).status).toBe(operation.status);
  });
});

describe.each(named)('%s', (id) => {
  const operation = operationOf(id);

  it.each(['a_b', 'a.b', 'a%20b', 'ü', 'a%00b', '%2e%2e', 'x'.repeat(128)])('does not take the name %s', async (name) => {
    const path = withVersion(pathOf(operation, { name: encodeURI(decodeURI(name)), version: 'f'.repeat(32) }));
    expectRefused(await desk.run(id, { name }, { path }), 400, 'BadParameter');
  });

  it('takes the longest name, written otherwise', async () => {
    const name = `N${(last += 1)}${'x'.repeat(127)}`.slice(0, 127);
    const given = await arrange(desk, id, name);
    expect((await desk.run(id, { ...given, name: name.toUpperCase() })).status).toBe(operation.status);
  });

  it('does not know what is not there', async () => {
    const answer = await desk.run(id, { name: newName(), version: 'f'.repeat(32) });
    if (id === 'SetSecret') expect(answer.status).toBe(200);
    else if (id === 'GetSecretVersions') expect(answer.body).toEqual({ value: [], nextLink: null });
    else expectRefused(answer, 404, 'SecretNotFound');
  });

  it('meets what lies in the recycle bin', async () => {
    const given = await arrange(desk, 'GetDeletedSecret', newName());
    const answer = await desk.run(id, { ...given, ...(id === 'UpdateSecret' && { version: 'f'.repeat(32) }) });
    if (id === 'SetSecret') expectRefused(answer, 409, 'Conflict', 'ObjectIsDeletedButRecoverable');
    else if (operation.path.startsWith('/deleted')) expect(answer.status).toBe(operation.status);
    else if (id === 'GetSecretVersions') expect(answer.body).toEqual({ value: [], nextLink: null });
    else expectRefused(answer, 404, 'SecretNotFound');
  });
});

describe('a disabled secret', () => {
  it.each(ids.filter((id) => !['SetSecret', 'RestoreSecret'].includes(id)))('is met by %s', async (id) => {
    const { name, version } = await arrange(desk, 'UpdateSecret', newName());
    const given = { name, ...(version !== undefined && { version }) };
    await desk.run('UpdateSecret', { ...given, body: { attributes: { enabled: false } } });
    if (operationOf(id).path.startsWith('/deleted')) await desk.run('DeleteSecret', { name });
    const answer = await desk.run(id, id === 'GetSecret' || id === 'UpdateSecret' ? given : { name });
    if (id === 'GetSecret') expectRefused(answer, 403, 'Forbidden', 'SecretDisabled');
    else expect(answer.status).toBe(operationOf(id).status);
  });
});

const badBodies: Partial<Record<SecretOperationId, readonly (readonly [what: string, body: object | string])[]>> = {
  SetSecret: [
    ['nothing', ''],
    ['no JSON', '{"value":'],
    ['a list', []],
    ['text', '"text"'],
    ['null', 'null'],
    ['no value', {}],
    ['a value that is a number', { value: 7 }],
    ['a value that is null', { value: null }],
    ['a value over 25 KiB', { value: 'x'.repeat(25_601) }],
    ['a value over 25 KiB in bytes', { value: '€'.repeat(8_534) }],
    ['a content type over 255', { value: 'x', contentType: 'x'.repeat(256) }],
    ['a content type that is an object', { value: 'x', contentType: {} }],
    ['tags that are a list', { value: 'x', tags: ['a'] }],
    ['a tag that is a number', { value: 'x', tags: { a: 1 } }],
    ['16 tags', { value: 'x', tags: Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`t${at}`, 'x'])) }],
    ['a name of a tag over 512', { value: 'x', tags: { ['x'.repeat(513)]: 'x' } }],
    ['attributes that are text', { value: 'x', attributes: 'on' }],
    ['enabled that is text', { value: 'x', attributes: { enabled: 'true' } }],
    ['a time that is text', { value: 'x', attributes: { exp: '2030' } }],
    ['a time with a part of a second', { value: 'x', attributes: { exp: 1.5 } }],
    ['a time before 1970', { value: 'x', attributes: { nbf: -1 } }],
    ['a time beyond all calendars', { value: 'x', attributes: { exp: 1e15 } }],
  ],
  UpdateSecret: [
    ['no JSON', '{'],
    ['a list', []],
    ['a content type over 255', { contentType: 'x'.repeat(256) }],
    ['a tag that is a list', { tags: { a: [] } }],
    ['enabled that is a number', { attributes: { enabled: 1 } }],
    ['a time that is text', { attributes: { nbf: 'now' } }],
  ],
  RestoreSecret: [
    ['nothing', ''],
    ['no value', {}],
    ['a value that is a number', { value: 1 }],
    ['a value that is no base64url', { value: 'not base64url!' }],
    ['a value that no house wrote', { value: Buffer.from('something else').toString('base64url') }],
    ['nothing in it', { value: '' }],
  ],
};

describe.each(Object.entries(badBodies) as [SecretOperationId, (typeof badBodies)['SetSecret'] & object][])('the body of %s', (id, bad) => {
  it.each(bad)('is not %s', async (_, body) => {
    const given = await arrange(desk, id, newName());
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) };
    expectRefused(await desk.run(id, { ...given, body: {} }, { body: content, headers }), 400, 'BadParameter');
    if (id !== 'SetSecret') return;
    expect((await desk.run('GetSecret', { name: given.name })).status).toBe(404);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', ''])(
    'is not sent as %o',
    async (type) => {
      const given = await arrange(desk, id, newName());
      expect((await desk.run(id, given, { headers: { 'content-type': type } })).status).toBe(415);
    },
  );

  it('has at the most a mebibyte', async () => {
    const given = await arrange(desk, id, newName());
    const body = JSON.stringify({ value: 'x'.repeat(1024 * 1024) });
    expect((await desk.run(id, given, { body })).status).toBe(413);
  });

  it('may carry fields that nobody knows, and what only the vault writes', async () => {
    const given = await arrange(desk, id, newName());
    const own = given.body ?? { value: 'x' };
    const body = {
      ...own,
      id: 'https://elsewhere/secrets/x',
      attributes: { created: 1, updated: 2, recoveryLevel: 'Purgeable', enabled: true },
    };
    const answer = await desk.run(id, given, { body: id === 'RestoreSecret' ? own : body });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('elsewhere');
  });
});

describe('a secret that is set', () => {
  it('is read as it was written, to the second', async () => {
    const name = newName();
    const body = {
      value: 'line\nbreak "quoted" \u0000 ✓ 𝕏',
      contentType: 'text/plain',
      tags: { 'a b': 'c: "d"', empty: '' },
      attributes: { enabled: true, nbf: 1_700_000_001, exp: 1_900_000_003 },
    };
    const set = await desk.run('SetSecret', { name, body });
    const read = await desk.run('GetSecret', { name });
    expect(read.body).toMatchObject(body);
    expect(read.body).toEqual(set.body);
  });

  it('may be empty, and 25 KiB long', async () => {
    for (const value of ['', 'x'.repeat(25_600)]) {
      const name = newName();
      await desk.run('SetSecret', { name, body: { value } });
      expect((await desk.run('GetSecret', { name })).body).toMatchObject({ value });
    }
  });

  it('is enabled where nothing is said, and takes a new version each time', async () => {
    const name = newName();
    const first = await desk.run('SetSecret', { name, body: { value: '1' } });
    const second = await desk.run('SetSecret', { name, body: { value: '2' } });
    expect(first.body).toMatchObject({ attributes: { enabled: true } });
    expect(versionOf(first)).not.toBe(versionOf(second));
    expect((await desk.run('GetSecret', { name, version: versionOf(first) })).body).toMatchObject({ value: '1' });
  });

  it('has the host in its id by which it was asked, with the port', async () => {
    const { body } = await desk.run('SetSecret', { name: newName() });
    expect(body).toMatchObject({ id: expect.stringMatching(new RegExp(`^https://payroll\\.vault\\.localhost:${house.port}/secrets/`)) });
  });

  it('changes only what an update names', async () => {
    const name = newName();
    const version = versionOf(await desk.run('SetSecret', { name }));
    const { body } = await desk.run('UpdateSecret', { name, version, body: { tags: { only: 'this' } } });
    expect(body).toMatchObject({ tags: { only: 'this' }, contentType: 'text/plain', attributes: { enabled: true, exp: 1_900_000_000 } });
  });

  it('is updated in its current version where none is named', async () => {
    const name = newName();
    const version = versionOf(await desk.run('SetSecret', { name }));
    expect(versionOf(await desk.run('UpdateSecret', { name, version: '' }))).toBe(version);
  });

  it('is not read by a version that is none', async () => {
    const { name } = await arrange(desk, 'GetSecret', newName());
    expectRefused(await desk.run('GetSecret', { name, version: 'zz' }), 400, 'BadParameter');
    expectRefused(await desk.run('GetSecret', { name, version: 'f'.repeat(32) }), 404, 'SecretNotFound');
  });
});

describe('restoring', () => {
  it('is refused where the name is taken, live or in the bin', async () => {
    const { name } = await arrange(desk, 'BackupSecret', newName());
    const { value } = wireModels.BackupSecretResult.parse((await desk.run('BackupSecret', { name })).body);
    expectRefused(await desk.run('RestoreSecret', { name, body: { value } }), 409, 'Conflict');
    await desk.run('DeleteSecret', { name });
    expectRefused(await desk.run('RestoreSecret', { name, body: { value } }), 409, 'Conflict', 'ObjectIsDeletedButRecoverable');
  });

  it('brings back every version with its value', async () => {
    const name = newName();
    const versions = [];
    for (const value of ['1', '2', '3']) versions.push(versionOf(await desk.run('SetSecret', { name, body: { value } })));
    const { value } = wireModels.BackupSecretResult.parse((await desk.run('BackupSecret', { name })).body);
    await desk.run('DeleteSecret', { name });
    await desk.run('PurgeDeletedSecret', { name });
    await desk.run('RestoreSecret', { name, body: { value } });
    const read = [];
    for (const version of versions) read.push((await desk.run('GetSecret', { name, version })).body);
    expect(read).toMatchObject([{ value: '1' }, { value: '2' }, { value: '3' }]);
  });
});

describe('what is not an operation', () => {
  it.each(otherRoutes)('%s %s is not known, and nothing breaks', async (method, path) => {
    const asked = path.replaceAll(/\{[^}]+\}/g, 'a1');
    const answer = await desk.ask({ method, path: withVersion(asked), ...(['PUT', 'POST', 'PATCH'].includes(method) && { body: {} }) });
    expect([400, 404]).toContain(answer.status);
    wireError.parse(answer.body);
    const anonymous = await house.rest.ask({ host: house.hostOf('payroll'), method, path: withVersion(asked) });
    expect(anonymous.status).toBe(401);
  });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s of a collection is a wrong method', async (method) => {
    const answer = await desk.ask({ method, path: withVersion('/secrets'), headers: { 'content-length': '0' } });
    expect(answer.status).toBe(400);
  });

  it.each([
    '/',
    '//',
    '/secrets/a/b/c/d',
    '/Secrets/../secrets',
    '/secrets/%2e%2e/secrets',
    '/..%2fsecrets',
    '/secret',
    '/health',
    '/metrics',
  ])('%s leads nowhere', async (path) => {
    const answer = await desk.ask({ path: withVersion(path) });
    expect([400, 404]).toContain(answer.status);
    wireError.parse(answer.body);
  });

  it('a host of a vault that is not there says no more than one that may not be seen', async () => {
    const host = house.hostOf('nothing');
    const token = await tokenOf(house, await anApplication(house.page, `curious-${newName()}`, []));
    const there = await house.rest.ask({ host: house.hostOf('payroll'), token, path: withVersion('/secrets/a') });
    const absent = await house.rest.ask({ host, token, path: withVersion('/secrets/a') }).catch(String);
    expect(there.status).toBe(403);
    if (typeof absent !== 'string') expect([403, 421]).toContain(absent.status);
  });
});

describe('lists', () => {
  it.each(['0', '26', '-1', 'x', '1.5', ''])('does not take maxresults=%s', async (given) => {
    expectRefused(await desk.ask({ path: withVersion(`/secrets?maxresults=${given}`) }), 400, 'BadParameter');
  });

  it.each(['', 'x', 'eyJOZXh0TWFya2VyIjp7fX0', '%00'])('does not take the marker %o', async (marker) => {
    const answer = await desk.ask({ path: withVersion(`/secrets?$skiptoken=${marker}`) });
    expectRefused(answer, 400, 'BadParameter');
  });

  it('come in pages of at the most 25, with a link that is whole', async () => {
    for (let at = 0; at < 30; at += 1) await desk.run('SetSecret', { name: `Page-${at}` });
    const names: string[] = [];
    let path: string | undefined = withVersion('/secrets');
    while (path !== undefined) {
      const { value, nextLink } = wireModels.SecretListResult.parse((await desk.ask({ path })).body);
      expect(value.length).toBeLessThanOrEqual(25);
      names.push(...value.map((item) => item.id.split('/').at(-1) ?? ''));
      if (nextLink !== null) expect(nextLink).toContain(`api-version=${apiVersion}`);
      const link: URL | undefined = nextLink === null ? undefined : new URL(nextLink);
      if (link) expect(link.host).toBe(`payroll.vault.localhost:${house.port}`);
      path = link && `${link.pathname}${link.search}`;
    }
    expect(names.filter((name) => name.startsWith('Page-'))).toHaveLength(30);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keep the number that was asked for in the link', async () => {
    const { value, nextLink } = wireModels.SecretListResult.parse((await desk.ask({ path: withVersion('/secrets?maxresults=3') })).body);
    expect(value).toHaveLength(3);
    expect(nextLink).toContain('maxresults=3');
  });
});
