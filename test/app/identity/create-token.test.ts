import { createHash, createPrivateKey, randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../../app/contract/operation.ts';
import type { ErrorData } from '../../../app/contract/vault-error.ts';
import type { Corridor } from '../../../app/operation/corridor.ts';
import { createTokens } from '../../../main/authority/token.ts';
import { openBearer } from '../../support/a-bearer.ts';
import { aCertificate } from '../../support/a-certificate.ts';
import { type Engine, type Ground, makeInstance, newGround, signIn, startEngine, text, utf8, type Window } from '../../support/a-house.ts';

type Proof = Input<'TokenCreate'>['proof'];

const day = 86_400_000;
const resource = 'https://vault.localhost:8443';

let ground: Ground;
let engine: Engine;
let window: Window;
let tenantId: string;
let issuer: string;
let corridor: Corridor;
let made: Awaited<ReturnType<typeof aCertificate>>;

beforeAll(async () => {
  made = await aCertificate({ from: 0, until: 4_000_000_000_000 });
});

beforeEach(async () => {
  ground = newGround();
  engine = await startEngine(ground);
  window = engine.window();
  await makeInstance(window);
  await signIn(window);
  corridor = engine.corridorWith({ tokens: createTokens({ place: () => engine.endpoint.current().plan }) });
  tenantId = (await window.call('EndpointGet', {})).name.tenantId;
  issuer = `https://login.localhost:8443/${tenantId}`;
});

const addApplication = (name = 'worker') => window.call('ApplicationCreate', { name, description: '' });

async function addSecret(application: string, kind: 'secret' | 'managed-identity' = 'secret', until = ground.clock.now() + 30 * day) {
  const { credential, secret } = await window.call('CredentialCreate', { kind, application, label: 'first', until });
  if (!secret) throw new Error('no secret was shown');
  return { id: credential.id, secret };
}

const addCertificate = (application: string, certificate = made.certificate) =>
  window.call('CredentialCreate', { kind: 'certificate', application, label: 'first', certificate: utf8(certificate) });

const ask = (proof: Proof, change: Partial<Input<'TokenCreate'>> & { address?: string } = {}): Promise<Output<'TokenCreate'>> => {
  const { address, ...rest } = change;
  const input = { proof: structuredClone(proof), resource, issuer, ...rest };
  return openBearer({ ...engine, corridor }, undefined, address).call('TokenCreate', input);
};

const refused = (reason: ErrorData<'TokenRefused'>['reason']) => ({ code: 'TokenRefused', data: { reason } });
const secretProof = (clientId: string, secret: Uint8Array): Proof => ({ kind: 'secret', clientId, secret });

describe('an application with a secret', () => {
  it('is given a token for an hour, with which it is let in as itself', async () => {
    const { id, clientId } = await addApplication();
    const { secret } = await addSecret(id);
    const { token, expiresOn } = await ask(secretProof(clientId, secret));
    expect(expiresOn).toBe(Math.floor((ground.clock.now() + 3_600_000) / 1000) * 1000);
    const bearer = openBearer({ ...engine, corridor }, text(token));
    // Let in, but it holds no role yet.
    await expect(bearer.call('PersonList', { limit: 1 })).rejects.toMatchObject({ code: 'Forbidden' });
    await expect(openBearer({ ...engine, corridor }, `${text(token)}A`).call('PersonList', { limit: 1 })).rejects.toMatchObject({
      code: 'Unauthorized',
    });
    expect(await window.call('ApplicationGet', { id })).toMatchObject({ lastSignInOn: ground.clock.now() });
  });

  it('is given none that holds longer than its secret', async () => {
    const { id, clientId } = await addApplication();
    const until = Math.ceil(ground.clock.now() / 1000) * 1000 + 60_000;
    const { secret } = await addSecret(id, 'secret', until);
    expect((await ask(secretProof(clientId, secret))).expiresOn).toBe(until);
    ground.clock.pass(61_000);
    await expect(ask(secretProof(clientId, secret))).rejects.toMatchObject(refused('expired'));
  });

  it('is refused with another secret, another client, after its secret was ended, and once it is disabled', async () => {
    const { id, clientId, revision } = await addApplication();
    const first = await addSecret(id);
    const second = await addSecret(id);
    const other = await addApplication('other');
    await expect(ask(secretProof(clientId, utf8('guess')))).rejects.toMatchObject(refused('secret'));
    await expect(ask(secretProof(other.clientId, first.secret))).rejects.toMatchObject(refused('secret'));
    await expect(ask(secretProof(randomUUID(), first.secret))).rejects.toMatchObject(refused('unknown'));
    await window.call('CredentialEnd', { application: id, id: first.id, reason: 'It stood in a ticket' });
    await expect(ask(secretProof(clientId, first.secret))).rejects.toMatchObject(refused('expired'));
    await ask(secretProof(clientId, second.secret));
    await window.call('ApplicationPatch', { id, enabled: false, revision });
    await expect(ask(secretProof(clientId, second.secret))).rejects.toMatchObject(refused('disabled'));
    // Who does not know the secret hears nothing of that.
    await expect(ask(secretProof(clientId, utf8('guess')))).rejects.toMatchObject(refused('secret'));
  });

  it('is refused for what is no resource here, and by who says to be another authority', async () => {
    const { id, clientId } = await addApplication();
    const { secret } = await addSecret(id);
    const proof = secretProof(clientId, secret);
    await expect(ask(proof, { resource: 'https://vault.azure.net' })).rejects.toMatchObject(refused('resource'));
    await expect(ask(proof, { issuer: `https://login.localhost:8443/${randomUUID()}` })).rejects.toMatchObject(refused('request'));
    await expect(ask(proof, { issuer: 'https://evil.example' })).rejects.toMatchObject(refused('request'));
  });

  it('stands in the log as itself, and its secret nowhere', async () => {
    const { id, clientId } = await addApplication();
    const { secret } = await addSecret(id);
    const { token } = await ask(secretProof(clientId, secret));
    const { rows } = await window.call('LogList', { limit: 1, filter: { operation: ['TokenCreate'] } });
    expect(rows[0]).toMatchObject({ identityId: id, identity: 'worker', object: 'worker', result: 'succeeded' });
    const { canonical } = await window.call('LogGet', { sequence: rows[0]?.sequence ?? -1 });
    for (const hidden of [text(secret), text(token).split('.')[2] ?? '']) expect(canonical).not.toContain(hidden);
  });
});

describe('guessing', () => {
  it('is told to wait from the third wrong answer on, and the right secret is not', async () => {
    const { id, clientId } = await addApplication();
    const { secret } = await addSecret(id);
    const guess = (address?: string) => ask(secretProof(clientId, utf8('guess')), { ...(address !== undefined && { address }) });
    for (let failure = 0; failure < 3; failure += 1) await expect(guess()).rejects.toMatchObject(refused('secret'));
    await expect(guess()).rejects.toMatchObject({ code: 'Throttled', data: { limit: 'source' } });
    // Somebody else's guesses, at this address or at another, stop nobody who knows.
    await expect(guess('10.0.0.7')).rejects.toMatchObject(refused('secret'));
    await ask(secretProof(clientId, secret));
    await expect(guess()).rejects.toMatchObject(refused('secret'));
  });

  it('is slowed more with every wrong answer, and counts clients that there are not together', async () => {
    const waits: number[] = [];
    for (let failure = 0; failure < 6; failure += 1) {
      await expect(ask(secretProof(randomUUID(), utf8('guess')))).rejects.toMatchObject(refused('unknown'));
      const waiting: unknown = await ask(secretProof(randomUUID(), utf8('guess'))).catch((error: unknown) => error);
      const retryOn = Reflect.get(Object(Reflect.get(Object(waiting), 'data')), 'retryOn');
      if (typeof retryOn !== 'number') continue;
      waits.push(retryOn - ground.clock.now());
      ground.clock.pass(retryOn - ground.clock.now());
    }
    expect(waits.length).toBeGreaterThan(2);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
  });
});

describe('a managed identity', () => {
  it('is known by its header alone, and where it is named it must be that one', async () => {
    const { id, clientId } = await addApplication();
    const other = await addApplication('other');
    const { secret } = await addSecret(id, 'managed-identity');
    const plain = await addSecret(id);
    expect((await ask({ kind: 'managed-identity', secret })).clientId).toBe(clientId);
    expect((await ask({ kind: 'managed-identity', secret, clientId })).clientId).toBe(clientId);
    await expect(ask({ kind: 'managed-identity', secret, clientId: other.clientId })).rejects.toMatchObject(refused('secret'));
    await expect(ask({ kind: 'managed-identity', secret: utf8('guess') })).rejects.toMatchObject(refused('secret'));
    // A secret is no header, and a header no secret.
    await expect(ask({ kind: 'managed-identity', secret: plain.secret })).rejects.toMatchObject(refused('secret'));
    await expect(ask(secretProof(clientId, secret))).rejects.toMatchObject(refused('secret'));
  });
});

describe('an assertion', () => {
  const audience = () => `${issuer}/oauth2/v2.0/token`;
  const thumbprint = (hash: string) => createHash(hash).update(made.der).digest('base64url');
  const key = () => createPrivateKey(made.key);

  const claims = (clientId: string, change: Record<string, unknown> = {}) => {
    const now = Math.floor(ground.clock.now() / 1000);
    return { iss: clientId, sub: clientId, aud: audience(), jti: randomUUID(), nbf: now, exp: now + 600, ...change };
  };
  const write = (clientId: string, change: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    new SignJWT(claims(clientId, change)).setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint('sha256'), ...header }).sign(key());
  const prove = (clientId: string, assertion: string): Proof => ({
    kind: 'assertion',
    clientId,
    assertion: utf8(assertion),
    audience: audience(),
  });

  let clientId: string;
  let id: string;
  beforeEach(async () => {
    ({ clientId, id } = await addApplication());
    await addCertificate(id);
  });

  it.each([
    ['PS256', { 'x5t#S256': 'sha256' }],
    ['RS256', { x5t: 'sha1' }],
    ['RS256', { 'x5t#S256': 'sha256', x5t: 'sha1' }],
  ])('by %s that names the certificate by %j proves who it is', async (alg, named) => {
    const header = Object.fromEntries(Object.entries(named).map(([name, hash]) => [name, thumbprint(hash ?? '')]));
    const assertion = await new SignJWT(claims(clientId)).setProtectedHeader({ alg, ...header }).sign(key());
    expect((await ask(prove(clientId, assertion))).clientId).toBe(clientId);
  });

  it('is good once for each resource', async () => {
    const proof = prove(clientId, await write(clientId));
    await ask(proof);
    ground.clock.pass(60_000);
    await expect(ask(proof)).rejects.toMatchObject(refused('assertion'));
    await ask(proof, { resource: 'https://vault.localhost' });
    ground.clock.pass(60_000);
    await expect(ask(proof, { resource: 'https://vault.localhost' })).rejects.toMatchObject(refused('assertion'));
  });

  it('is good for nobody else from its first use on', async () => {
    const proof = prove(clientId, await write(clientId));
    await ask(proof);
    await expect(ask(proof, { address: '10.0.0.7' })).rejects.toMatchObject(refused('assertion'));
  });

  it('is not used up by another application that calls its own the same', async () => {
    const other = await addApplication('other');
    await addCertificate(other.id);
    const jti = randomUUID();
    await ask(prove(other.clientId, await write(other.clientId, { jti })), { address: '10.0.0.7' });
    expect((await ask(prove(clientId, await write(clientId, { jti })))).clientId).toBe(clientId);
  });

  it('may be repeated for a minute by the one that used it: SDKs begin with several requests at once', async () => {
    const proof = prove(clientId, await write(clientId));
    await Promise.all([ask(proof), ask(proof), ask(proof)]);
    ground.clock.pass(59_999);
    await ask(proof);
    ground.clock.pass(1);
    await expect(ask(proof)).rejects.toMatchObject(refused('assertion'));
  });

  it('is good once more for the one that used it when what it was given was ended, and for nobody else', async () => {
    const proof = prove(clientId, await write(clientId));
    await ask(proof);
    ground.clock.pass(60_000);
    for (const enabled of [false, true]) {
      const { revision } = await window.call('ApplicationGet', { id });
      await window.call('ApplicationPatch', { id, enabled, revision });
    }
    await expect(ask(proof, { address: '10.0.0.7' })).rejects.toMatchObject(refused('assertion'));
    await ask(proof);
    ground.clock.pass(60_000);
    await expect(ask(proof)).rejects.toMatchObject(refused('assertion'));
  });

  it('is good once also where it has no id of its own', async () => {
    const proof = prove(clientId, await write(clientId, { jti: undefined }));
    await ask(proof);
    ground.clock.pass(60_000);
    await expect(ask(proof)).rejects.toMatchObject(refused('assertion'));
  });

  it.each<[string, Record<string, unknown>]>([
    ['for another endpoint', { aud: 'https://login.microsoftonline.com/common/oauth2/v2.0/token' }],
    ['for nobody', { aud: undefined }],
    ['of another issuer', { iss: randomUUID() }],
    ['about another subject', { sub: randomUUID() }],
    ['that has ended', { exp: 1 }],
    ['without an end', { exp: undefined }],
    ['that holds for a day', { exp: Math.floor(newGround().clock.now() / 1000) + 86_400 }],
    ['that begins tomorrow', { nbf: Math.floor(newGround().clock.now() / 1000) + 86_400 }],
  ])('%s is refused', async (_what, change) => {
    await expect(ask(prove(clientId, await write(clientId, change)))).rejects.toMatchObject(refused('assertion'));
  });

  it('may name its certificate with padding, as MSAL for Python does', async () => {
    const assertion = await write(clientId, {}, { alg: 'RS256', 'x5t#S256': undefined, x5t: `${thumbprint('sha1')}=` });
    expect((await ask(prove(clientId, assertion))).clientId).toBe(clientId);
  });

  it('that names no certificate, or another one, is refused', async () => {
    for (const named of [undefined, 'A'.repeat(43)]) {
      const assertion = await write(clientId, {}, { 'x5t#S256': named });
      await expect(ask(prove(clientId, assertion))).rejects.toMatchObject(refused('assertion'));
      ground.clock.pass(600_000);
    }
  });

  it('by another key, by a shared secret or by nobody is refused', async () => {
    const { privateKey } = await generateKeyPair('PS256');
    const header = { alg: 'PS256', 'x5t#S256': thumbprint('sha256') };
    const written = [
      await new SignJWT(claims(clientId)).setProtectedHeader(header).sign(privateKey),
      await new SignJWT(claims(clientId)).setProtectedHeader({ ...header, alg: 'HS256' }).sign(utf8(made.certificate)),
      new UnsecuredJWT(claims(clientId)).encode(),
    ];
    for (const assertion of written) {
      await expect(ask(prove(clientId, assertion))).rejects.toMatchObject(refused('assertion'));
      ground.clock.pass(600_000);
    }
  });

  it('of a certificate that was ended is refused', async () => {
    const { credentials } = await window.call('ApplicationGet', { id });
    await window.call('CredentialEnd', { application: id, id: credentials[0]?.id ?? '', reason: 'Its key was lost' });
    await expect(ask(prove(clientId, await write(clientId)))).rejects.toMatchObject(refused('expired'));
  });

  it('with any byte changed is refused, and never a bug', async () => {
    const bytes = utf8(await write(clientId));
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, byte }) => {
        fc.pre(bytes[at] !== byte);
        const proof: Proof = { kind: 'assertion', clientId, assertion: bytes.with(at, byte), audience: audience() };
        ground.clock.pass(1);
        await expect(ask(proof, { address: randomUUID() })).rejects.toMatchObject(refused('assertion'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the first tokens', () => {
  it('asked for side by side are signed by one key, which everybody is told', async () => {
    const { id, clientId } = await addApplication();
    const { secret } = await addSecret(id);
    expect((await window.call('TokenKeyList', {})).keys).toEqual([]);
    const tokens = await Promise.all([1, 2, 3].map(() => ask(secretProof(clientId, secret))));
    const { keys } = await window.call('TokenKeyList', {});
    expect(keys).toHaveLength(1);
    for (const { token } of tokens) {
      const header: unknown = JSON.parse(Buffer.from(text(token).split('.')[0] ?? '', 'base64url').toString());
      expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys[0]?.kid });
    }
  });
});
