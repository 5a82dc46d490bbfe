import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EncryptAlgorithm, SignAlgorithm } from '../../../app/contract/key.ts';
import type { SoftwareKey } from '../../../app/key/private-key.ts';
import { derInteger, derOf, readAll, readDer, tagOf } from '../../../main/crypto/der.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';

const crypto = createKeyCrypto();
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'strongroom-openssl-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { stdio: ['ignore', 'pipe', 'pipe'] });

/** Both halves of a key where the program finds them. */
async function keep(name: string, spec: SoftwareKey['spec']) {
  const key = await crypto.generate(spec, signal);
  writeFileSync(path(`${name}.der`), key.material);
  openssl('pkey', '-in', path(`${name}.der`), '-inform', 'DER', '-out', path(`${name}.pem`));
  openssl('pkey', '-in', path(`${name}.pem`), '-pubout', '-out', path(`${name}.pub`));
  if (!key.publicKey) expect.unreachable('a symmetric key');
  return { spec, material: key.material, publicKey: key.publicKey, name };
}

const rsa = await keep('rsa', { family: 'RSA', bits: 3072 });
const ec = {
  ES256: await keep('p256', { family: 'EC', curve: 'P-256' }),
  ES384: await keep('p384', { family: 'EC', curve: 'P-384' }),
  ES512: await keep('p521', { family: 'EC', curve: 'P-521' }),
  ES256K: await keep('p256k', { family: 'EC', curve: 'P-256K' }),
} as const;

const hashOf = (algorithm: SignAlgorithm): string => `sha${algorithm.slice(2, 5)}`;

function digestFile(algorithm: SignAlgorithm): { digest: Buffer; file: string } {
  const digest = createHash(hashOf(algorithm)).update('a message').digest();
  const file = path(`${algorithm}.digest`);
  writeFileSync(file, digest);
  return { digest, file };
}

const rsaOptions = (algorithm: SignAlgorithm): string[] =>
  ['-pkeyopt', `digest:${hashOf(algorithm)}`].concat(
    algorithm.startsWith('PS') ? ['-pkeyopt', 'rsa_padding_mode:pss', '-pkeyopt', 'rsa_pss_saltlen:digest'] : [],
  );

/** The program writes r and s as a sequence of two integers (RFC 3279 section 2.2.3). */
const toSequence = (signature: Uint8Array): Uint8Array => {
  const half = signature.length / 2;
  return derOf(tagOf.sequence, derInteger(signature.subarray(0, half)), derInteger(signature.subarray(half)));
};

const fromSequence = (sequence: Uint8Array, half: number): Uint8Array => {
  const numbers = readAll(readDer(sequence)?.content ?? sequence, [tagOf.integer, tagOf.integer]) ?? [];
  return Buffer.concat(numbers.map((number) => Buffer.concat([Buffer.alloc(half), number]).subarray(-half)));
};

describe('the openssl command', () => {
  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const)(
    'finds signed by %s what was signed here, and the other way',
    async (algorithm) => {
      const { digest, file } = digestFile(algorithm);
      writeFileSync(path('here.sig'), await crypto.open(rsa.spec, rsa.material).sign(algorithm, digest));
      const words = ['-inkey', path('rsa.pub'), '-pubin', '-in', file, '-sigfile', path('here.sig')];
      expect(openssl('pkeyutl', '-verify', ...words, ...rsaOptions(algorithm)).toString()).toContain('Verified Successfully');
      const there = openssl('pkeyutl', '-sign', '-inkey', path('rsa.pem'), '-in', file, ...rsaOptions(algorithm));
      expect(await crypto.verify(rsa.publicKey, algorithm, digest, there)).toBe(true);
    },
  );

  it.each(['ES256', 'ES384', 'ES512', 'ES256K'] as const)(
    'finds signed by %s what was signed here, and the other way',
    async (algorithm) => {
      const { digest, file } = digestFile(algorithm);
      const { spec, material, publicKey, name } = ec[algorithm];
      const signature = await crypto.open(spec, material).sign(algorithm, digest);
      writeFileSync(path('here.sig'), toSequence(signature));
      const words = ['-inkey', path(`${name}.pub`), '-pubin', '-in', file, '-sigfile', path('here.sig')];
      expect(openssl('pkeyutl', '-verify', ...words).toString()).toContain('Verified Successfully');
      const there = openssl('pkeyutl', '-sign', '-inkey', path(`${name}.pem`), '-in', file);
      expect(await crypto.verify(publicKey, algorithm, digest, fromSequence(there, signature.length / 2))).toBe(true);
    },
  );

  it('recovers what RSNULL signed', async () => {
    const digest = Buffer.from('any bytes that the padding leaves room for');
    writeFileSync(path('null.sig'), await crypto.open(rsa.spec, rsa.material).sign('RSNULL', digest));
    const found = openssl('pkeyutl', '-verifyrecover', '-inkey', path('rsa.pub'), '-pubin', '-in', path('null.sig'));
    expect(found).toEqual(digest);
    expect(await crypto.verify(rsa.publicKey, 'RSNULL', digest, readFileSync(path('null.sig')))).toBe(true);
  });

  it.each<[EncryptAlgorithm, string[]]>([
    ['RSA1_5', ['-pkeyopt', 'rsa_padding_mode:pkcs1']],
    ['RSA-OAEP', ['-pkeyopt', 'rsa_padding_mode:oaep']],
    ['RSA-OAEP-256', ['-pkeyopt', 'rsa_padding_mode:oaep', '-pkeyopt', 'rsa_oaep_md:sha256']],
  ])('decrypts what %s encrypted here, and the other way', async (algorithm, options) => {
    const text = Buffer.from('a key to wrap');
    writeFileSync(path('text'), text);
    writeFileSync(path('sealed'), (await crypto.encrypt(rsa.publicKey, algorithm, text)).value);
    expect(openssl('pkeyutl', '-decrypt', '-inkey', path('rsa.pem'), '-in', path('sealed'), ...options)).toEqual(text);
    const there = openssl('pkeyutl', '-encrypt', '-inkey', path('rsa.pub'), '-pubin', '-in', path('text'), ...options);
    expect(Buffer.from(await crypto.open(rsa.spec, rsa.material).decrypt(algorithm, there, {}))).toEqual(text);
  });

  it.each(['HS256', 'HS384', 'HS512'] as const)('computes the same by %s', async (algorithm) => {
    const { digest, file } = digestFile(algorithm);
    const { spec, material } = await crypto.generate({ family: 'oct', bits: 256 }, signal);
    const key = `hexkey:${Buffer.from(material).toString('hex')}`;
    const there = openssl('dgst', `-${hashOf(algorithm)}`, '-mac', 'hmac', '-macopt', key, '-binary', file);
    expect(Buffer.from(await crypto.open(spec, material).sign(algorithm, digest))).toEqual(there);
  });

  it.each([128, 192, 256] as const)('decrypts AES-CBC of %i bits', async (bits) => {
    const { spec, material } = await crypto.generate({ family: 'oct', bits }, signal);
    const text = Buffer.from('a text of another length than a block');
    const { value, initialization = new Uint8Array() } = await crypto.open(spec, material).encrypt(`A${bits}CBCPAD`, text, {});
    writeFileSync(path('cbc'), value);
    const [key, iv] = [material, initialization].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(openssl('enc', '-d', `-aes-${bits}-cbc`, '-K', key ?? '', '-iv', iv ?? '', '-in', path('cbc'))).toEqual(text);
  });
});
