import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { HsmPlace } from '../../../app/hsm/hsm-host.ts';
import type { PublicKey } from '../../../app/contract/key.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import type { HostPace } from '../../../main/hsm/hosts.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, anyUse, aPin, aPlace, type Ground, refusal, signUse } from './support/soft-token.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;
const p256 = { family: 'EC', curve: 'P-256' } as const;
const rsa = { family: 'RSA', bits: 2048 } as const;
const digest = new Uint8Array(32).fill(7);

interface FaultGround extends Ground {
  readonly fault: FaultModule;
  readonly place: HsmPlace;
  readonly publicKey: PublicKey;
  sign(): Promise<Uint8Array>;
}

/** A key in an open token of a library that can be told to fail. */
async function aFaultGround(pace: Partial<HostPace> = {}, ...first: readonly string[]): Promise<FaultGround> {
  let fault: FaultModule | undefined;
  const ground = aGround({
    pace,
    library(folder) {
      fault = aFaultModule(folder);
      fault.tell(...first);
      return { path: fault.path, parameters: '' };
    },
  });
  const place = aPlace(await anOpenToken(ground));
  const { publicKey } = await ground.hosts.generate(place, p256, signUse);
  if (!fault || !publicKey) throw new Error('no module or key');
  return { ...ground, fault, place, publicKey, sign: () => ground.hosts.key(place, p256).sign('ES256', digest) };
}

const impatient = { patience: { load: 30_000, use: 700, pin: 30_000, make: 30_000 } };
const verifies = async ({ publicKey }: FaultGround, signature: Uint8Array) =>
  expect(await crypto.verify(publicKey, 'ES256', digest, signature)).toBe(true);

/** Opens the token of a host that came back. */
async function reopen({ hosts, place, seen }: FaultGround): Promise<void> {
  await seen(({ state, tokens }) => state === 'ready' && tokens.length > 0);
  await hosts.open(place.token, aPin());
}

describe('a library that crashes', { timeout: 60_000 }, () => {
  for (const way of ['crash', 'abort']) {
    it(`costs what was under way in it, and comes back locked (${way})`, async () => {
      const ground = await aFaultGround();
      ground.fault.tell(`C_Sign ${way}`);
      const label = ground.place.token.label;
      const failed = await Promise.allSettled(Array.from({ length: 20 }, ground.sign));
      for (const one of failed) expect(one).toMatchObject({ reason: refusal('HsmUnavailable', { token: label, reason: 'crashed' }) });
      expect(ground.sight()).toMatchObject({ state: 'restarting', problem: 'crashed', crashes: 1 });
      ground.fault.tell();
      await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'starting' }));
      await ground.seen(({ state }) => state === 'ready');
      await expect(ground.sign()).rejects.toMatchObject(refusal('HsmTokenLocked', { token: label }));
      await ground.hosts.open(ground.place.token, aPin());
      await verifies(ground, await ground.sign());
    });
  }

  it('is left alone after too many times, until a person starts it', async () => {
    const ground = await aFaultGround({ rule: { firstMs: 1, mostMs: 10, most: 2, withinMs: 600_000 } });
    ground.fault.tell('C_Initialize crash');
    await ground.hosts.restart(ground.sight().id);
    await ground.seen(({ state }) => state === 'failed');
    expect(ground.sight()).toMatchObject({ problem: 'crashed', crashes: 3, tokens: [], slots: [] });
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'stopped' }));
    ground.fault.tell();
    await ground.hosts.restart(ground.sight().id);
    await reopen(ground);
    await verifies(ground, await ground.sign());
  });
});

describe('a library that hangs', { timeout: 60_000 }, () => {
  for (const call of ['C_Sign', 'C_SignInit']) {
    it(`is ended after the deadline, and nothing else waits for it (${call})`, async () => {
      const ground = await aFaultGround(impatient);
      ground.fault.tell(`${call} hang`);
      const signs = Promise.allSettled(Array.from({ length: 10 }, ground.sign));
      expect(await later(1, 'the engine goes on')).toBe('the engine goes on');
      for (const one of await signs) expect(one).toMatchObject({ reason: refusal('HsmUnavailable', { reason: 'hung' }) });
      expect(ground.sight()).toMatchObject({ state: 'restarting', problem: 'hung' });
      ground.fault.tell();
      await reopen(ground);
      await verifies(ground, await ground.sign());
    });
  }

  it('holds up nobody who can use another session, and is not taken as hung while a key is made', async () => {
    const ground = await aFaultGround(impatient);
    ground.fault.tell('C_GenerateKeyPair hang');
    const making = ground.hosts.generate(aPlace(ground.place.token), rsa, signUse);
    await verifies(ground, await ground.sign());
    ground.fault.tell('C_GenerateKeyPair hang', 'C_Sign hang');
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'busy' }));
    expect(ground.sight().state).toBe('ready');
    await Promise.all([ground.hosts.stop(), expect(making).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'stopped' }))]);
  });
});

describe('a token', { timeout: 60_000 }, () => {
  it('that is pulled out while it signs is absent, and locked when it is back', async () => {
    const ground = await aFaultGround();
    const [folder = ''] = readdirSync(join(ground.folder, 'tokens'));
    const [inside, outside] = [join(ground.folder, 'tokens', folder), join(ground.folder, 'pulled')];
    renameSync(inside, outside);
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'absent' }));
    await ground.seen(({ state, tokens }) => state === 'ready' && tokens.length === 0);
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'absent' }));
    renameSync(outside, inside);
    // SoftHSM looks for tokens when it is loaded, and never again.
    await ground.hosts.restart(ground.sight().id);
    expect(ground.token(ground.place.token)?.state).toBe('locked');
    await ground.hosts.open(ground.place.token, aPin());
    await verifies(ground, await ground.sign());
    expect(ground.sight().crashes).toBe(0);
  });

  it.each([
    ['0x32', 'absent', ['C_GetTokenInfo error 0xe0']],
    ['0xe0', 'absent', ['C_GetTokenInfo error 0xe0']],
    ['0x30', 'device', []],
    ['0x31', 'full', []],
    ['0x5', 'device', []],
    ['0x201', 'busy', []],
    ['0x80000042', 'device', []],
  ] as const)('that answers %s is told as: %s', async (code, reason, more) => {
    const ground = await aFaultGround({ pool: { sessions: 2, waitMs: 10_000, lookMs: 600_000 } });
    ground.fault.tell(`C_Sign error ${code}`, ...more);
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason, token: ground.place.token.label }));
    ground.fault.tell();
    await verifies(ground, await ground.sign());
  });

  it('signs all the same when a session or a handle was lost, or the user signed out', async () => {
    const ground = await aFaultGround();
    for (const code of ['0xb3', '0xb0', '0x90', '0x82', '0x60']) {
      ground.fault.tell(`C_SignInit error ${code} 1`);
      await verifies(ground, await ground.sign());
    }
    ground.fault.tell('C_SignInit error 0x101 1');
    await verifies(ground, await ground.sign());
    expect(ground.sight().crashes).toBe(0);
  });

  it('is signed in to by no PIN that it refused once: not each operation is to be a try', async () => {
    const ground = await aFaultGround();
    ground.fault.tell('C_SignInit error 0xb3', 'C_GetSessionInfo error 0xb3', 'C_Login error 0xa0');
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmTokenLocked'));
    ground.fault.tell('C_Login crash');
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmTokenLocked'));
    expect(ground.sight().crashes).toBe(0);
  });

  it('with few sessions does one thing after the other', async () => {
    const ground = await aFaultGround({}, 'C_OpenSession most 2');
    for (const signature of await Promise.all(Array.from({ length: 40 }, ground.sign))) await verifies(ground, signature);
  });

  it('that frees no session in time is busy', async () => {
    const ground = await aFaultGround({ pool: { sessions: 1, waitMs: 100, lookMs: 50 } });
    ground.fault.tell('C_GenerateKeyPair hang');
    const making = ground.hosts.generate(aPlace(ground.place.token), rsa, signUse);
    await expect(ground.sign()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'busy' }));
    await Promise.all([ground.hosts.stop(), expect(making).rejects.toMatchObject(refusal('HsmUnavailable'))]);
  });

  it('does what it can’t by itself with what it can, and what it can’t at all it is said to', async () => {
    const ground = await aFaultGround();
    const { hosts } = ground;
    const { token } = ground.place;
    ground.fault.tell('C_SignInit refuse 0xd', 'C_GetMechanismList none', 'C_EncryptInit refuse 0x1087');
    const ability = await hosts.probe(token, 1, never);
    expect(ability.composed).toEqual(expect.arrayContaining(['PS256', 'PS384', 'PS512', 'RSA-OAEP-256', 'A256KW']));
    expect(ability.native).toEqual(expect.arrayContaining(['RS256', 'ES256', 'A256CBC']));
    expect([...ability.native, ...ability.composed]).not.toContain('A256GCM');
    const place = aPlace(token);
    const { publicKey } = await hosts.generate(place, rsa, anyUse);
    const signature = await hosts.key(place, rsa).sign('PS256', digest);
    expect(publicKey && (await crypto.verify(publicKey, 'PS256', digest, signature))).toBe(true);
    const aes = aPlace(token);
    await hosts.generate(aes, { family: 'oct', bits: 256 }, anyUse);
    const gcm = hosts.key(aes, { family: 'oct', bits: 256 }).encrypt('A256GCM', digest, {});
    await expect(gcm).rejects.toMatchObject(refusal('KeyUnsupported', { what: 'A256GCM', by: token.label, reason: 'token' }));
  });

  it('that unwraps nothing is given a key as it is, and shows it no more', async () => {
    const ground = await aFaultGround();
    ground.fault.tell('C_UnwrapKey error 0x54');
    for (const spec of [rsa, p256] as const) {
      const { material, publicKey } = await crypto.generate(spec, never);
      const place = aPlace(ground.place.token);
      expect(await ground.hosts.bring(place, spec, anyUse, material)).toEqual({ neverExtractable: false, publicKey });
    }
  });
});

describe('a library that lies', { timeout: 60_000 }, () => {
  it.each([
    ['C_Sign', 9999],
    ['C_Sign', 0],
    ['C_Sign', 63],
    ['C_Sign', 65],
    ['C_FindObjects', 4_000_000],
  ])('of the length of what %s gave is not believed (%d)', async (call, length) => {
    const ground = await aFaultGround();
    await ground.sign();
    ground.fault.tell(`${call} length ${length}`);
    const asked = call === 'C_Sign' ? ground.sign() : ground.hosts.has(ground.place);
    await expect(asked).rejects.toMatchObject({ code: 'HsmUnavailable' });
    ground.fault.tell();
    if (call !== 'C_Sign') await reopen(ground);
    await verifies(ground, await ground.sign());
  });
});

describe('1,000 signatures at once, while the library crashes at every hundredth', { timeout: 180_000 }, () => {
  it('are each right, or refused and right when they are asked for again', async () => {
    const ground = await aFaultGround({ rule: { firstMs: 1, mostMs: 10, most: 10_000, withinMs: 1000 } });
    const { hosts, place } = ground;
    ground.fault.tell('C_Sign crash-after 99');
    hosts.watch(() => {
      if (ground.token(place.token)?.state === 'locked') void hosts.open(place.token, aPin()).catch(isRefused);
    });
    let refused = 0;
    const isRefused = (error: unknown) => {
      expect(error).toMatchObject({ code: expect.stringMatching(/^Hsm(Unavailable|TokenLocked)$/) });
      refused += 1;
    };
    const key = hosts.key(place, p256);
    const signOne = async (one: Uint8Array): Promise<boolean> => {
      const signature = await key.sign('ES256', one).catch(isRefused);
      if (signature) return crypto.verify(ground.publicKey, 'ES256', one, signature);
      await ground.seen(({ tokens }) => tokens.some(({ state }) => state === 'open'));
      return signOne(one);
    };
    const answers = await Promise.all(Array.from({ length: 1000 }, () => signOne(new Uint8Array(randomBytes(32)))));
    expect(answers.filter((isRight) => isRight)).toHaveLength(1000);
    expect(ground.sight().crashes).toBeGreaterThanOrEqual(10);
    expect(refused).toBeGreaterThan(0);
  });
});
