import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySpec, PublicKey, SignAlgorithm, WrappedKind } from '../../../app/contract/key.ts';
import type { HsmPlace, TokenName, WrappedKey } from '../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { openPublicKey } from '../../../main/crypto/public-key.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aForeignKey } from './support/foreign-object.ts';
import {
  aGround,
  aLastingGround,
  anOpenToken,
  anyUse,
  aPin,
  aPlace,
  aToken,
  type GroundPlan,
  nssIn,
  refusal,
} from './support/soft-token.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;

const rsa = { family: 'RSA', bits: 2048 } as const;
const p256 = { family: 'EC', curve: 'P-256' } as const;
const aes = { family: 'oct', bits: 256 } as const;
const exchangeUse = { sign: false, decrypt: false, unwrap: false, exchange: true } as const;

const kindOf = (spec: KeySpec): WrappedKind => (spec.family === 'EC' ? spec : { family: spec.family });

type Way = 'native' | 'composed';

/** `sha256`: how OAEP with it goes; `ec`: how a private key on a curve is unwrapped. */
const libraries: readonly { name: 'SoftHSM' | 'NSS'; plan: GroundPlan; specs: readonly KeySpec[]; sha256: Way; ec: Way }[] = [
  {
    name: 'SoftHSM',
    plan: {},
    specs: [rsa, p256, { family: 'EC', curve: 'P-521' }, { family: 'EC', curve: 'P-256K' }, aes],
    sha256: 'composed',
    ec: 'native',
  },
  { name: 'NSS', plan: { library: nssIn }, specs: [rsa, p256, { family: 'EC', curve: 'P-384' }, aes], sha256: 'native', ec: 'composed' },
];

async function expectSigns(key: ReturnType<ReturnType<typeof aGround>['hosts']['key']>, publicKey: PublicKey, algorithm: SignAlgorithm) {
  const bytes = { '256': 32, '384': 48, '512': 64 }[algorithm.slice(2, 5)] ?? 32;
  const digest = new Uint8Array(randomBytes(bytes));
  expect(await crypto.verify(publicKey, algorithm, digest, await key.sign(algorithm, digest)), algorithm).toBe(true);
}

const algorithmOf = (spec: KeySpec): SignAlgorithm => {
  if (spec.family !== 'EC') return 'PS256';
  return ({ 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', 'P-256K': 'ES256K' } as const)[spec.curve];
};

for (const { name, plan, specs, sha256, ec } of libraries) {
  describe(`the exchange of keys with a token of ${name}`, { timeout: 180_000 }, () => {
    let ground: ReturnType<typeof aLastingGround>;
    let token: TokenName;
    let kek: { readonly place: HsmPlace; readonly publicKey: PublicKey };
    beforeAll(async () => {
      ground = aLastingGround(plan);
      token = await anOpenToken(ground);
      const place = aPlace(token);
      const { publicKey } = await ground.hosts.generate(place, rsa, exchangeUse);
      kek = { place, publicKey: publicKey ?? expect.unreachable('no public half') };
    });
    afterAll(() => ground.end());

    const wrapped = async (material: Uint8Array, hash: WrappedKey['hash']): Promise<WrappedKey> => ({
      kek: kek.place.object,
      hash,
      value: await crypto.wrapOut(material, kek.publicKey, hash),
    });

    it('knows by trying how it goes', async () => {
      const way = (direction: 'in' | 'out', hash: 'SHA-1' | 'SHA-256', family: KeySpec['family']) =>
        ground.hosts.exchanges(token, { direction, hash, family });
      expect(await way('in', 'SHA-1', 'RSA')).toBe('native');
      expect(await way('in', 'SHA-256', 'RSA')).toBe(sha256);
      expect(await way('in', 'SHA-1', 'EC')).toBe(ec);
      expect(await way('in', 'SHA-1', 'oct')).toBe('native');
      expect(await way('out', 'SHA-1', 'EC')).toBe('native');
      expect(await way('out', 'SHA-256', 'oct')).toBe(sha256);
    });

    it.each(['SHA-1', 'SHA-256'] as const)('brings keys in that were wrapped with %s, and finds out what they are', async (hash) => {
      for (const spec of specs) {
        const { material, publicKey } = await crypto.generate(spec, never);
        const place = aPlace(token);
        const use = spec.family === 'oct' ? { sign: false, decrypt: true, unwrap: true } : anyUse;
        const sight = await ground.hosts.unwrapIn(place, kindOf(spec), use, await wrapped(material, hash));
        expect(sight, JSON.stringify(spec)).toEqual({ spec, neverExtractable: false, ...(publicKey && { publicKey }) });
        if (publicKey) await expectSigns(ground.hosts.key(place, spec), publicKey, algorithmOf(spec));
        else {
          const sealed = await ground.hosts.key(place, spec).encrypt('A256CBC', new Uint8Array(32), {});
          const opened = await crypto.open(spec, material).decrypt('A256CBC', sealed.value, sealed);
          expect(opened).toEqual(new Uint8Array(32));
        }
        await expect(ground.hosts.wrapOut(place, kek.publicKey, hash)).rejects.toMatchObject(
          refusal('KeyUnsupported', { what: 'CKA_EXTRACTABLE', by: token.label }),
        );
      }
    });

    it('refuses whatever is wrong in one way, and leaves nothing of it', async () => {
      const { material } = await crypto.generate(p256, never);
      const right = await wrapped(material, 'SHA-1');
      const stranger = await crypto.generate(rsa, never);
      if (!stranger.publicKey) return expect.unreachable('no public half');
      const values = [
        ...[0, 100, 255, 256, 270, right.value.length - 1].map((at) => right.value.map((byte, index) => (index === at ? byte ^ 1 : byte))),
        ...[0, 256, 264, right.value.length - 8, right.value.length - 1].map((length) => right.value.slice(0, length)),
        await crypto.wrapOut(material, stranger.publicKey, 'SHA-1'),
      ];
      for (const value of values) {
        const place = aPlace(token);
        await expect(ground.hosts.unwrapIn(place, p256, anyUse, { ...right, value })).rejects.toMatchObject({
          code: 'DecryptFailed',
          data: {},
        });
        expect(await ground.hosts.has(place)).toBe(false);
      }
      for (const kind of [{ family: 'RSA' }, { family: 'EC', curve: 'P-384' }] as const) {
        const place = aPlace(token);
        await expect(ground.hosts.unwrapIn(place, kind, anyUse, right)).rejects.toMatchObject({ code: 'DecryptFailed' });
        expect(await ground.hosts.has(place)).toBe(false);
      }
      expect(ground.sight().crashes).toBe(0);
    });

    it('wraps what may leave, and what it wraps is the key', async () => {
      const away = await crypto.generate(rsa, never);
      if (!away.publicKey) return expect.unreachable('no public half');
      for (const [kind, spec] of [
        ['EC', p256],
        ['RSA', rsa],
        ['AES', aes],
      ] as const) {
        const place = await aForeignKey(ground, token, { kind, library: name });
        for (const hash of ['SHA-1', 'SHA-256'] as const) {
          const value = await ground.hosts.wrapOut(place, away.publicKey, hash);
          const opened = await crypto.unwrapIn(away.material, kindOf(spec), hash, value);
          expect(opened.spec).toEqual(spec);
          if (opened.publicKey) await expectSigns(ground.hosts.key(place, spec), opened.publicKey, algorithmOf(spec));
        }
      }
    });

    it('lists what lies in it, and what keeps it there', async () => {
      const place = await aForeignKey(ground, token, { kind: 'EC', extractable: false, library: name });
      const objects = await ground.hosts.objects(token);
      expect(objects.find(({ object }) => Buffer.compare(object, place.object) === 0)).toMatchObject({
        label: 'foreign EC',
        kind: 'private',
        type: 'EC',
        spec: p256,
        extractable: false,
        sensitive: true,
        signs: true,
      });
      const own = objects.find(({ object }) => Buffer.compare(object, kek.place.object) === 0);
      expect(own).toMatchObject({ type: 'RSA', spec: rsa, extractable: false, signs: false });
      await expect(ground.hosts.wrapOut(place, kek.publicKey, 'SHA-1')).rejects.toMatchObject(
        refusal('KeyUnsupported', { what: 'CKA_EXTRACTABLE' }),
      );
      await expect(ground.hosts.wrapOut(aPlace(token), kek.publicKey, 'SHA-1')).rejects.toMatchObject(
        refusal('HsmUnavailable', { reason: 'key-gone' }),
      );
    });
  });
}

/** As the openssl command wraps for a public key: RSA-OAEP with SHA-1, then AES by RFC 5649. */
function wrapByCommand(folder: string, recipient: PublicKey, material: Uint8Array): Uint8Array {
  const path = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(path('kek.pub'), openPublicKey(recipient).export({ type: 'spki', format: 'pem' }));
  writeFileSync(path('aes'), randomBytes(32));
  writeFileSync(path('plain'), material);
  const oaep = ['-pkeyopt', 'rsa_padding_mode:oaep', '-pkeyopt', 'rsa_oaep_md:sha1'];
  const head = openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', path('kek.pub'), ...oaep, '-in', path('aes'));
  const key = readFileSync(path('aes')).toString('hex');
  const body = openssl('enc', '-id-aes256-wrap-pad', '-K', key, '-iv', 'A65959A6', '-in', path('plain'));
  return new Uint8Array(Buffer.concat([head, body]));
}

describe('a key that the openssl command wrapped', { timeout: 120_000 }, () => {
  it('is brought in, and signs', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const kek = aPlace(token);
    const { publicKey: recipient } = await ground.hosts.generate(kek, rsa, exchangeUse);
    if (!recipient) return expect.unreachable('no public half');
    const { material, publicKey } = await crypto.generate({ family: 'EC', curve: 'P-384' }, never);
    const value = wrapByCommand(ground.folder, recipient, material);
    const place = aPlace(token);
    const kind = { family: 'EC', curve: 'P-384' } as const;
    const sight = await ground.hosts.unwrapIn(place, kind, anyUse, { kek: kek.object, hash: 'SHA-1', value });
    expect(sight.publicKey).toEqual(publicKey);
    await expectSigns(ground.hosts.key(place, kind), sight.publicKey ?? recipient, 'ES384');
  });
});

describe('two tokens', { timeout: 120_000 }, () => {
  it('hand a key over, unread by anybody, and it does the same in the other', async () => {
    const ground = aGround();
    const [from, to] = [await aToken(ground, 'Old HSM'), await aToken(ground, 'New HSM')];
    for (const token of [from, to]) await ground.hosts.open(token, aPin());
    const kek = aPlace(to);
    const { publicKey: recipient } = await ground.hosts.generate(kek, rsa, exchangeUse);
    if (!recipient) return expect.unreachable('no public half');
    const source = await aForeignKey(ground, from, { kind: 'EC' });
    const value = await ground.hosts.wrapOut(source, recipient, 'SHA-1');
    const place = aPlace(to);
    const { publicKey } = await ground.hosts.unwrapIn(place, p256, anyUse, { kek: kek.object, hash: 'SHA-1', value });
    if (!publicKey) return expect.unreachable('no public half');
    await expectSigns(ground.hosts.key(source, p256), publicKey, 'ES256');
    await expectSigns(ground.hosts.key(place, p256), publicKey, 'ES256');
    await expect(ground.hosts.unwrapIn(aPlace(from), p256, anyUse, { kek: kek.object, hash: 'SHA-1', value })).rejects.toMatchObject(
      refusal('HsmUnavailable', { reason: 'key-gone' }),
    );
  });

  it('keep a key that only a trusted key may wrap', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const place = await aForeignKey(ground, token, { kind: 'AES', trustedOnly: true });
    const { publicKey } = await crypto.generate(rsa, never);
    if (!publicKey) return expect.unreachable('no public half');
    await expect(ground.hosts.wrapOut(place, publicKey, 'SHA-1')).rejects.toMatchObject(
      refusal('KeyUnsupported', { what: 'CKA_WRAP_WITH_TRUSTED', reason: 'token' }),
    );
  });
});

describe('a token that has no room for a moment', { timeout: 60_000 }, () => {
  it('is not taken for one that can’t, or can with help alone', async () => {
    let fault: FaultModule | undefined;
    const library = (folder: string) => ({ path: (fault = aFaultModule(folder)).path, parameters: '' });
    const ground = aGround({ library });
    const token = await anOpenToken(ground);
    const kind = { direction: 'in', hash: 'SHA-1', family: 'oct' } as const;
    fault?.tell('C_UnwrapKey error 0x31 1');
    await expect(ground.hosts.exchanges(token, kind)).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'full' }));
    expect(await ground.hosts.exchanges(token, kind)).toBe('native');
  });
});
