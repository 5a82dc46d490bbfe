import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../app/contract/vault-error.ts';
import { aCertificate } from '../../support/a-certificate.ts';
import { type Ground, makeInstance, newGround, signIn, startEngine, utf8, type Window } from '../../support/a-house.ts';
import { assign } from '../../support/an-invitation.ts';

const day = 86_400_000;
const reason = 'Backs up our secrets';

interface Tenant {
  readonly ground: Ground;
  readonly window: Window;
  readonly tenantId: string;
}

type Made = Awaited<ReturnType<typeof aCertificate>>;

let first: Made;
let second: Made;
/** Who makes the application, and who uses it. */
let maker: Tenant;
let user: Tenant;
let application: { id: string; clientId: string };

async function openTenant(): Promise<Tenant> {
  const ground = newGround();
  const engine = await startEngine(ground);
  const window = engine.window();
  await makeInstance(window);
  await signIn(window);
  return { ground, window, tenantId: (await window.call('EndpointGet', {})).name.tenantId };
}

const addCertificate = ({ certificate }: Made) =>
  maker.window.call('CredentialCreate', {
    kind: 'certificate',
    application: application.id,
    label: 'first',
    certificate: utf8(certificate),
  });

const offer = async () => (await maker.window.call('ApplicationOffer', { id: application.id })).offer;
const preview = (text: string) => user.window.call('ConsentPreview', { offer: text });
const consent = (text: string) => user.window.call('ConsentCreate', { offer: text, reason });
const unfit = (why: ErrorData<'OfferUnfit'>['reason']) => ({ code: 'OfferUnfit', data: { reason: why } });
const count = async () => (await user.window.call('ApplicationList', { limit: 1 })).total;

beforeAll(async () => {
  const times = { from: 0, until: 4_000_000_000_000 };
  first = await aCertificate(times);
  second = await aCertificate(times);
});

beforeEach(async () => {
  maker = await openTenant();
  user = await openTenant();
  application = await maker.window.call('ApplicationCreate', { name: 'backup', description: 'As a service' });
});

describe('an application of another tenant', () => {
  it('is shown as its maker describes it before it is let in', async () => {
    await addCertificate(first);
    const { offer: text, fingerprint } = await maker.window.call('ApplicationOffer', { id: application.id });
    const shown = await preview(text);
    expect(shown).toMatchObject({
      clientId: application.clientId,
      name: 'backup',
      description: 'As a service',
      tenantId: maker.tenantId,
      tenant: 'Northwind',
      fingerprint,
    });
    expect(shown.certificates).toHaveLength(1);
    expect(shown).not.toHaveProperty('standing');
    expect(await count()).toBe(0);
  });

  it('is used with the certificates that its maker gave, and may do nothing yet', async () => {
    await addCertificate(first);
    const taken = await consent(await offer());
    expect(taken).toMatchObject({
      name: 'backup',
      clientId: application.clientId,
      home: { tenantId: maker.tenantId, consentedBy: 'Ada Lovelace' },
    });
    expect(taken.id).not.toBe(application.id);
    const { credentials } = await user.window.call('ApplicationGet', { id: taken.id });
    expect(credentials.map(({ kind }) => kind)).toEqual(['certificate']);
    // What it proves itself by is its maker's to say.
    const add = user.window.call('CredentialCreate', {
      kind: 'secret',
      application: taken.id,
      label: 'mine',
      until: user.ground.clock.now() + day,
    });
    await expect(add).rejects.toMatchObject({ code: 'BadParameter' });
    await expect(user.window.call('ApplicationOffer', { id: taken.id })).rejects.toMatchObject({ code: 'BadParameter' });
  });

  it('is never seen by its maker: nothing of who uses it is in what it offers', async () => {
    await addCertificate(first);
    const before = await maker.window.call('ApplicationGet', { id: application.id });
    await consent(await offer());
    expect(await maker.window.call('ApplicationGet', { id: application.id })).toEqual(before);
  });

  it('keeps its name beside one of the same name', async () => {
    await user.window.call('ApplicationCreate', { name: 'Backup', description: '' });
    await addCertificate(first);
    expect((await consent(await offer())).name).toBe('backup (Northwind)');
  });

  it('loses what it was given when the consent is taken back, and may be let in anew', async () => {
    await addCertificate(first);
    const text = await offer();
    const taken = await consent(text);
    await assign(user.window, taken.id, 'Reader');
    await user.window.call('ApplicationDelete', { id: taken.id, reason: 'Not needed any more', revision: taken.revision });
    expect(await count()).toBe(0);
    const again = await consent(text);
    expect(again.id).not.toBe(taken.id);
    const held = await user.window.call('RoleAssignmentList', { scope: '/', reach: 'below', principal: again.id, limit: 10 });
    expect(held.items).toEqual([]);
  });
});

describe('a newer offer', () => {
  const hints = async (id: string) => (await user.window.call('ApplicationGet', { id })).credentials.map(({ hint }) => hint);

  it('puts its certificates in the place of those before', async () => {
    const { credential: old } = await addCertificate(first);
    const taken = await consent(await offer());
    expect(await hints(taken.id)).toEqual([old.hint]);
    const { credential: fresh } = await addCertificate(second);
    maker.ground.clock.pass(60_000);
    user.ground.clock.pass(60_000);
    expect(await preview(await offer())).toMatchObject({ standing: { id: taken.id }, sameKey: true });
    expect((await consent(await offer())).id).toBe(taken.id);
    expect((await hints(taken.id)).toSorted()).toEqual([old.hint, fresh.hint].toSorted());
    await maker.window.call('CredentialEnd', { application: application.id, id: old.id, reason: 'Its key was lost' });
    maker.ground.clock.pass(60_000);
    user.ground.clock.pass(60_000);
    await consent(await offer());
    expect(await hints(taken.id)).toEqual([fresh.hint]);
  });

  it('must be signed by the same key', async () => {
    await addCertificate(first);
    const text = await offer();
    await consent(text);
    const [, payload = ''] = text.split('.');
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const { kty, crv, x, y } = await exportJWK(publicKey);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const header = { alg: 'ES256', typ: 'strongroom-offer+jws', jwk: { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' } };
    const forged = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    expect(await preview(forged)).toMatchObject({ sameKey: false });
    await expect(consent(forged)).rejects.toMatchObject(unfit('key'));
  });

  it('is not followed by an older one', async () => {
    await addCertificate(first);
    const older = await offer();
    maker.ground.clock.pass(60_000);
    user.ground.clock.pass(60_000);
    await consent(await offer());
    await expect(consent(older)).rejects.toMatchObject(unfit('expired'));
  });
});

describe('an offer', () => {
  it('is none of an application that has no certificate', async () => {
    const add = { kind: 'secret', application: application.id, label: 'mine', until: maker.ground.clock.now() + day } as const;
    await maker.window.call('CredentialCreate', add);
    await expect(offer()).rejects.toMatchObject(unfit('certificates'));
  });

  it('is not taken in the tenant that wrote it', async () => {
    await addCertificate(first);
    await expect(maker.window.call('ConsentPreview', { offer: await offer() })).rejects.toMatchObject(unfit('own'));
  });

  it('is good for thirty days', async () => {
    await addCertificate(first);
    const text = await offer();
    user.ground.clock.pass(30 * day - 1);
    await preview(text);
    user.ground.clock.pass(1);
    await expect(preview(text)).rejects.toMatchObject(unfit('expired'));
    await expect(consent(text)).rejects.toMatchObject(unfit('expired'));
  });

  it('with any character changed is refused, and changes nothing', async () => {
    await addCertificate(first);
    const text = await offer();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. '.split('');
    const change = fc.record({ at: fc.nat(text.length - 1), letter: fc.constantFrom(...letters) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, letter }) => {
        fc.pre(text[at] !== letter);
        await expect(consent(text.slice(0, at) + letter + text.slice(at + 1))).rejects.toMatchObject({ code: 'OfferUnfit' });
      }),
      { numRuns: 150 },
    );
    expect(await count()).toBe(0);
  });

  it('is refused, never a bug, whatever is pasted', async () => {
    const pasted = fc.oneof(
      fc.string(),
      fc.array(fc.base64String(), { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(pasted, async (text) => {
        await expect(preview(text)).rejects.toMatchObject(unfit('unreadable'));
      }),
      { numRuns: 60 },
    );
  });
});
