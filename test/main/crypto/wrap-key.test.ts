import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KeySpec, WrappedKind } from '../../../app/contract/key.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';

const crypto = createKeyCrypto();
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'strongroom-wrap-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { stdio: ['ignore', 'pipe', 'pipe'] });

const kek = await crypto.generate({ family: 'RSA', bits: 3072 }, signal);
const recipient = kek.publicKey ?? expect.unreachable('no public half');
writeFileSync(path('kek.der'), kek.material);
openssl('pkey', '-in', path('kek.der'), '-inform', 'DER', '-out', path('kek.pem'));
openssl('pkey', '-in', path('kek.pem'), '-pubout', '-out', path('kek.pub'));

const oaep = (hash: string): string[] => [
  '-pkeyopt',
  'rsa_padding_mode:oaep',
  '-pkeyopt',
  `rsa_oaep_md:${hash}`,
  '-pkeyopt',
  `rsa_mgf1_md:${hash}`,
];
const hashes = [
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
] as const;

const specs: readonly KeySpec[] = [
  { family: 'RSA', bits: 2048 },
  { family: 'EC', curve: 'P-256' },
  { family: 'EC', curve: 'P-521' },
  { family: 'EC', curve: 'P-256K' },
  { family: 'oct', bits: 128 },
  { family: 'oct', bits: 256 },
];
const kindOf = (spec: KeySpec): WrappedKind => (spec.family === 'EC' ? spec : { family: spec.family });

/** What the command makes of a wrapped key. */
function unwrapByCommand(wrapped: Uint8Array, hash: string): Buffer {
  writeFileSync(path('head'), wrapped.subarray(0, 384));
  writeFileSync(path('body'), wrapped.subarray(384));
  openssl('pkeyutl', '-decrypt', '-inkey', path('kek.pem'), ...oaep(hash), '-in', path('head'), '-out', path('aes'));
  const key = readFileSync(path('aes')).toString('hex');
  return openssl('enc', '-d', '-id-aes256-wrap-pad', '-K', key, '-iv', 'A65959A6', '-in', path('body'));
}

/** As the command wraps. */
function wrapByCommand(material: Uint8Array, hash: string): Uint8Array {
  writeFileSync(path('aes'), randomBytes(32));
  writeFileSync(path('plain'), material);
  openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', path('kek.pub'), ...oaep(hash), '-in', path('aes'), '-out', path('head'));
  const key = readFileSync(path('aes')).toString('hex');
  openssl('enc', '-id-aes256-wrap-pad', '-K', key, '-iv', 'A65959A6', '-in', path('plain'), '-out', path('body'));
  return new Uint8Array(Buffer.concat([readFileSync(path('head')), readFileSync(path('body'))]));
}

describe('a key wrapped by RSA and AES', () => {
  it.each(hashes)('with %s is opened by the openssl command, and the command’s is opened here', async (hash, name) => {
    for (const spec of specs) {
      const { material } = await crypto.generate(spec, signal);
      expect(unwrapByCommand(await crypto.wrapOut(material, recipient, hash), name)).toEqual(Buffer.from(material));
      const opened = await crypto.unwrapIn(kek.material, kindOf(spec), hash, wrapByCommand(material, name));
      expect(opened.spec).toEqual(spec);
      expect(Buffer.from(opened.material)).toEqual(Buffer.from(material));
    }
  });

  it('is another each time', async () => {
    const { material } = await crypto.generate({ family: 'oct', bits: 256 }, signal);
    const [one, other] = [await crypto.wrapOut(material, recipient, 'SHA-1'), await crypto.wrapOut(material, recipient, 'SHA-1')];
    expect(one).toHaveLength(384 + 40);
    expect(one).not.toEqual(other);
  });

  it('fails in one way where a bit, its length, its hash, its kind or its recipient is another', async () => {
    const spec = { family: 'EC', curve: 'P-256' } as const;
    const { material } = await crypto.generate(spec, signal);
    const right = await crypto.wrapOut(material, recipient, 'SHA-256');
    const bent = (at: number) => right.map((byte, index) => (index === at ? byte ^ 1 : byte));
    const stranger = await crypto.generate({ family: 'RSA', bits: 3072 }, signal);
    const open = (wrapped: Uint8Array, kind: WrappedKind = spec, key = kek.material, hash: 'SHA-1' | 'SHA-256' = 'SHA-256') =>
      crypto.unwrapIn(key, kind, hash, wrapped);
    for (const wrong of [
      ...[0, 200, 383, 384, 400, right.length - 1].map((at) => open(bent(at))),
      ...[0, 10, 384, 392, right.length - 8, right.length - 1].map((length) => open(right.slice(0, length))),
      open(new Uint8Array([...right, ...new Uint8Array(8)])),
      open(right, { family: 'EC', curve: 'P-384' }),
      open(right, { family: 'RSA' }),
      open(right, { family: 'oct' }),
      open(right, spec, stranger.material),
      open(right, spec, kek.material, 'SHA-1'),
    ]) {
      await expect(wrong).rejects.toMatchObject({ code: 'DecryptFailed', data: {} });
    }
    expect((await open(right)).spec).toEqual(spec);
  });

  it('is wrapped for nobody but an RSA key', async () => {
    const { publicKey, material } = await crypto.generate({ family: 'EC', curve: 'P-256' }, signal);
    if (!publicKey) return expect.unreachable('no public half');
    await expect(crypto.wrapOut(material, publicKey, 'SHA-1')).rejects.toMatchObject({ code: 'KeyUnsupported' });
  });
});
