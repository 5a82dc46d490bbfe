import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorCode, ErrorData } from '../../../app/contract/vault-error.ts';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import { aRestDoor, type OpenedRest } from '../../support/a-rest-door.ts';
import type { RestQuestion } from '../../support/rest-client.ts';
import { sample } from '../../support/sample.ts';
import type { Script } from '../../support/scripted-corridor.ts';

const opened: OpenedRest[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(script: Script): Promise<OpenedRest> {
  const one = await aRestDoor(script);
  opened.push(one);
  return one;
}

const host = 'payroll.vault.localhost';
const token = 'a.b.c';
const version = '?api-version=2026-04-01';
const properties = {
  ...sample.SecretGet.output.properties,
  name: 'Db-Password',
  contentType: 'text/plain',
  notBefore: 1_700_000_001_999,
  expires: 1_900_000_003_000,
  createdOn: 1_790_000_000_700,
  updatedOn: 1_790_000_001_700,
  tags: { owner: 'ops' },
};
const deletion = { deletedOn: 1_790_000_002_000, purgeOn: 1_797_776_002_000, deletedBy: 'ada' };

const attributes = {
  enabled: true,
  nbf: 1_700_000_001,
  exp: 1_900_000_003,
  created: 1_790_000_000,
  updated: 1_790_000_001,
  recoveryLevel: 'Recoverable',
  recoverableDays: 90,
};
const common = { attributes, tags: { owner: 'ops' }, contentType: 'text/plain' };

async function ask(script: Script, question: Partial<RestQuestion> & Pick<RestQuestion, 'path'>) {
  const { rest, corridor, door, noted, bugs } = await open(script);
  const answer = await rest.ask({ host, token, ...question });
  return { answer, asked: corridor.asked, at: `https://${host}:${door.port}`, noted, bugs };
}

describe('over the wire', () => {
  it('a secret is read', async () => {
    const value = new TextEncoder().encode('a "quoted" ✓');
    const { answer, asked, at } = await ask({ SecretGet: () => ({ properties, value }) }, { path: `/secrets/DB-password${version}` });
    const id = `${at}/secrets/Db-Password/${properties.version}`;
    expect(answer).toMatchObject({ status: 200, body: { value: 'a "quoted" ✓', id, ...common } });
    expect(asked).toMatchObject([{ name: 'SecretGet', input: { vault: 'payroll', name: 'DB-password' }, caller: { door: 'rest', token } }]);
    expect(asked[0]?.caller.address).toBe('127.0.0.1');
  });

  it('its value is nowhere in memory of the door once it is sent', async () => {
    const value = new TextEncoder().encode('s3cret');
    await ask({ SecretGet: () => ({ properties, value }) }, { path: `/secrets/a${version}` });
    expect(value.every((byte) => byte === 0)).toBe(true);
  });

  it('a version is read by its id, in any case', async () => {
    const path = `/secrets/a/${'ABCDEF0123456789'.repeat(2)}${version}`;
    const { asked } = await ask({ SecretGet: () => sample.SecretGet.output }, { path });
    expect(asked[0]?.input).toMatchObject({ version: 'abcdef0123456789'.repeat(2) });
  });

  it('a secret is set, and its value comes back', async () => {
    const body = { value: 'x ✓', contentType: 'text/plain', tags: { owner: 'ops' }, attributes: { enabled: false, nbf: 1, exp: 2 } };
    const values: string[] = [];
    let sent: Uint8Array | undefined;
    const script: Script = {
      SecretSet: ({ input }) => {
        sent = (input as { value: Uint8Array }).value;
        values.push(Buffer.from(sent).toString());
        return properties;
      },
    };
    const { answer, asked, at } = await ask(script, { method: 'PUT', path: `/secrets/a${version}`, body });
    expect(values).toEqual(['x ✓']);
    expect(asked[0]?.input).toMatchObject({
      vault: 'payroll',
      name: 'a',
      contentType: 'text/plain',
      tags: { owner: 'ops' },
      enabled: false,
      notBefore: 1_000,
      expires: 2_000,
    });
    expect(answer).toMatchObject({ status: 200, body: { value: 'x ✓', id: `${at}/secrets/Db-Password/${properties.version}`, ...common } });
    expect(sent?.every((byte) => byte === 0)).toBe(true);
  });

  it('a value is whole for as long as the corridor takes', async () => {
    const values: string[] = [];
    const script: Script = {
      SecretSet: async ({ input }) => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
        values.push(Buffer.from((input as { value: Uint8Array }).value).toString());
        return properties;
      },
    };
    await ask(script, { method: 'PUT', path: `/secrets/a${version}`, body: { value: 's3cret' } });
    expect(values).toEqual(['s3cret']);
  });

  it('what is left out or null of a secret that is set is as usual', async () => {
    const body = { value: '', tags: null, contentType: null, attributes: { exp: null } };
    const { asked } = await ask({ SecretSet: () => properties }, { method: 'PUT', path: `/secrets/a${version}`, body });
    expect(asked[0]?.input).toEqual({ vault: 'payroll', name: 'a', enabled: true, tags: {}, value: new Uint8Array() });
  });

  it('an update names only what changes', async () => {
    const body = { attributes: { enabled: false } };
    const path = `/secrets/a/${properties.version}${version}`;
    const { answer, asked } = await ask({ SecretUpdate: () => properties }, { method: 'PATCH', path, body });
    expect(asked[0]?.input).toEqual({ vault: 'payroll', name: 'a', version: properties.version, enabled: false });
    expect(answer.body).not.toHaveProperty('value');
  });

  it('a deleted secret says how long it can be recovered', async () => {
    const script = { SecretDelete: () => ({ ...properties, ...deletion }) };
    const { answer, at } = await ask(script, { method: 'DELETE', path: `/secrets/a${version}` });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: `${at}/secrets/Db-Password/${properties.version}`,
        recoveryId: `${at}/deletedsecrets/Db-Password`,
        deletedDate: 1_790_000_002,
        scheduledPurgeDate: 1_797_776_002,
        ...common,
      },
    });
  });

  it('purging says nothing', async () => {
    const { answer } = await ask({ SecretPurge: () => ({}) }, { method: 'DELETE', path: `/deletedsecrets/a${version}` });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  it('secrets are listed without a version, their versions with one', async () => {
    const page = { items: [properties], next: 'next name' };
    const script = { SecretList: () => page, SecretListVersions: () => ({ items: [properties] }) };
    const list = await ask(script, { path: `/secrets${version}&maxresults=7` });
    const link = `${list.at}/secrets?api-version=2026-04-01&$skiptoken=`;
    expect(list.answer.body).toEqual({
      value: [{ id: `${list.at}/secrets/Db-Password`, ...common }],
      nextLink: expect.stringContaining(link),
    });
    expect(list.asked[0]?.input).toEqual({ vault: 'payroll', limit: 7 });
    const { pathname, search } = new URL((list.answer.body as { nextLink: string }).nextLink);
    const more = await ask(script, { path: `${pathname}${search}` });
    expect(more.asked[0]?.input).toEqual({ vault: 'payroll', limit: 7, cursor: 'next name' });
    const versions = await ask(script, { path: `/secrets/a/versions${version}` });
    expect(versions.answer.body).toEqual({
      value: [{ id: `${versions.at}/secrets/Db-Password/${properties.version}`, ...common }],
      nextLink: null,
    });
  });

  it('what nobody knows has no versions', async () => {
    const script = { SecretListVersions: () => Promise.reject(new VaultError('SecretNotFound', { name: 'a' })) };
    const { answer } = await ask(script, { path: `/secrets/a/versions${version}` });
    expect(answer).toMatchObject({ status: 200, body: { value: [], nextLink: null } });
  });

  it('a backup is one text, and restoring hands over what it stands for', async () => {
    const parts = [Uint8Array.of(1, 2, 255), Uint8Array.of(4, 5)];
    const script: Script = {
      async *SecretBackup() {
        for (const part of parts) yield { part };
      },
      SecretRestore: () => properties,
    };
    const backup = await ask(script, { method: 'POST', path: `/secrets/a/backup${version}`, headers: { 'content-length': '0' } });
    expect(backup.answer.body).toEqual({ value: Buffer.from([1, 2, 255, 4, 5]).toString('base64url') });
    const files: number[][] = [];
    const restoring: Script = {
      SecretRestore: ({ input }) => {
        files.push([...(input as { file: Uint8Array }).file]);
        return properties;
      },
    };
    const body = backup.answer.body as object;
    expect((await ask(restoring, { method: 'POST', path: `/secrets/restore${version}`, body })).answer.status).toBe(200);
    expect(files).toEqual([[1, 2, 255, 4, 5]]);
  });

  it('a method can be named in a header where only POST passes', async () => {
    const headers = { 'x-http-method': 'delete', 'content-length': '0' };
    const { asked } = await ask({ SecretPurge: () => ({}) }, { method: 'POST', path: `/deletedsecrets/a${version}`, headers });
    expect(asked[0]?.name).toBe('SecretPurge');
  });

  it('a repeated request keeps the id that the client gave it, and any other has one of its own', async () => {
    const own = crypto.randomUUID();
    const { rest, corridor } = await open({ SecretGet: () => ({ properties, value: new Uint8Array() }) });
    const path = `/secrets/a${version}`;
    for (const id of [own, own.toUpperCase(), 'no id', own])
      await rest.ask({ host, token, path, headers: { 'x-ms-client-request-id': id } });
    const ids = corridor.asked.map(({ requestId }) => requestId);
    expect(ids).toMatchObject([own, own, expect.stringMatching(/^[0-9a-f-]{36}$/), own]);
    expect(new Set(corridor.asked.map(({ correlationId }) => correlationId)).size).toBe(4);
  });

  it('the answer names its request as the log does', async () => {
    const { answer, asked } = await ask({ SecretGet: () => ({ properties, value: new Uint8Array() }) }, { path: `/secrets/a${version}` });
    expect(answer.headers['x-ms-request-id']).toBe(asked[0]?.correlationId);
  });
});

const failure = <C extends ErrorCode>(code: C, data: ErrorData<C>): Script => ({
  SecretGet: () => Promise.reject(new VaultError(code, data)),
});

describe('a failure is told in the words of Key Vault', () => {
  it.each([
    [failure('SecretNotFound', { name: 'a' }), 404, 'SecretNotFound', undefined, 'A secret with (name/id) a was not found'],
    [failure('SecretDisabled', { name: 'a' }), 403, 'Forbidden', 'SecretDisabled', 'disabled secret'],
    [
      failure('Forbidden', { missing: 'Microsoft.KeyVault/vaults/secrets/getSecret/action', scope: '/subscriptions/x/vaults/Payroll' }),
      403,
      'Forbidden',
      'ForbiddenByRbac',
      "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '/subscriptions/x/vaults/payroll'",
    ],
    [failure('ObjectIsDeletedButRecoverable', { name: 'a', purgeOn: 1 }), 409, 'Conflict', 'ObjectIsDeletedButRecoverable', 'can only be'],
    [failure('PurgeProtected', { name: 'a', purgeOn: 1 }), 403, 'Forbidden', undefined, 'purge protection'],
    [failure('FileUnreadable', { reason: 'format', line: 0 }), 400, 'BadParameter', undefined, 'Backup blob is corrupt.'],
    [failure('BadParameter', { issues: [{ path: 'notBefore', problem: 'too_big' }] }), 400, 'BadParameter', undefined, 'attributes.nbf'],
    [failure('VaultNotFound', { name: 'payroll' }), 404, 'VaultNotFound', undefined, 'payroll'],
    [failure('InstanceSealed', {}), 503, 'ServiceUnavailable', undefined, 'sealed'],
    [failure('AuditUnavailable', {}), 503, 'ServiceUnavailable', undefined, 'recorded'],
    [failure('IntegrityViolation', { what: 'secret', id: 'x' }), 500, 'InternalServerError', undefined, 'outside'],
    [failure('InternalError', { correlationId: 'c1' }), 500, 'InternalServerError', undefined, 'c1'],
  ])('%#', async (script, status, code, inner, text) => {
    const { answer } = await ask(script, { path: `/secrets/a${version}` });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error: { code, message: expect.stringContaining(text), ...(inner !== undefined && { innererror: { code: inner } }) },
    });
  });

  it('over quota it says when to come again', async () => {
    const { answer } = await ask(failure('Throttled', { retryOn: 1_800_000_003_200, limit: 'vault' }), { path: `/secrets/a${version}` });
    expect(answer).toMatchObject({
      status: 429,
      body: { error: { code: 'Throttled', innererror: { code: 'VaultRequestTypeLimitReached' } } },
    });
    expect(answer.headers['retry-after']).toBe('4');
  });

  it.each(['malformed', 'signature', 'audience', 'issuer', 'expired', 'revoked'] as const)(
    'a token that does not hold (%s) is told from a missing one',
    async (why) => {
      const { answer } = await ask(failure('Unauthorized', { why }), { path: `/secrets/a${version}` });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(
        /^Bearer authorization="https:\/\/login\.localhost:\d+\/[0-9a-f-]+", resource="https:\/\/vault\.localhost:\d+", error="invalid_token"$/,
      );
    },
  );

  it('a token in whose place another would do is told with what makes an SDK ask for that', async () => {
    const { answer } = await ask(failure('Unauthorized', { why: 'superseded' }), { path: `/secrets/a${version}` });
    expect(answer.status).toBe(401);
    const [, claims = ''] =
      /^Bearer authorization="[^"]+", resource="[^"]+", error="insufficient_claims", claims="([^"]+)"$/.exec(
        String(answer.headers['www-authenticate']),
      ) ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
      access_token: { nbf: { essential: true, value: '1800000000' } },
    });
  });

  it('a bug is told by its id alone', async () => {
    const wild = { wild: { SecretGet: () => Promise.reject(new Error('s3cret')) } };
    const { answer, bugs } = await ask(wild, { path: `/secrets/a${version}` });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('s3cret');
    expect(answer.text).toContain(answer.headers['x-ms-request-id']);
    expect(bugs).toHaveLength(1);
  });

  it('what was given up is unavailable', async () => {
    const script = { SecretGet: () => Promise.reject(new CancelledError()) };
    expect((await ask(script, { path: `/secrets/a${version}` })).answer.status).toBe(503);
  });

  it('nothing but the token is looked at before it is known who asks', async () => {
    const script = { wild: { SecretGet: () => Promise.reject(new VaultError('Unauthorized', { why: 'signature' })) } };
    for (const path of ['/secrets/a', '/secrets/a_b?api-version=7.5', '/secrets/a/b?api-version=1', '/secrets/a?api-version=x']) {
      expect((await ask(script, { path })).answer.status, path).toBe(401);
    }
  });

  it('what never became a request of the corridor is asked there with nothing, for the record', async () => {
    const script = { wild: { SecretGet: () => Promise.reject(new VaultError('BadParameter', { issues: [] })) } };
    const { answer, asked } = await ask(script, { path: '/secrets/a_b?api-version=7.5' });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: 'The request URI contains an invalid name: a_b' } } });
    expect(asked).toMatchObject([{ name: 'SecretGet', input: undefined }]);
  });
});

describe('what is asked of a vault is counted', () => {
  it('with its outcome', async () => {
    const { noted } = await ask({ SecretGet: () => ({ properties, value: new Uint8Array() }) }, { path: `/secrets/a${version}` });
    expect(noted).toEqual([{ vault: 'payroll', operation: 'SecretGet', status: 200, time: 1_800_000_000_000 }]);
  });

  it('but not of vaults that nobody knows to be there', async () => {
    const script = failure('Forbidden', { missing: 'x', scope: '/' });
    expect((await ask(script, { path: `/secrets/a${version}` })).noted).toEqual([]);
  });
});
