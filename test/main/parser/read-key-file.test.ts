import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { toBase64Url } from '../../../app/contract/base64url.ts';
import { derInteger, derOf, tagOf } from '../../../main/crypto/der.ts';
import { readKeyFile } from '../../../main/parser/read-key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'strongroom-key-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'ignore', cwd: folder });
const file = (name: string): Uint8Array => Uint8Array.from(readFileSync(path(name)));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const password = utf8('a pässword');
const pass = 'pass:a pässword';

openssl('genrsa', '-out', 'rsa.pem', '2048');
openssl('ecparam', '-name', 'prime256v1', '-genkey', '-out', 'ec.pem');
openssl('req', '-x509', '-key', 'rsa.pem', '-subj', '/CN=key', '-days', '9', '-out', 'cert.pem');
openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass, '-out', 'cut.pfx');
openssl('genpkey', '-algorithm', 'ed25519', '-out', 'ed25519.pem');
openssl('pkey', '-in', 'ec.pem', '-pubout', '-out', 'public.pem');

const rsa = readKeyFile(file('rsa.pem'), undefined);
const ec = readKeyFile(file('ec.pem'), undefined);
const refusal = (code: string, data: object) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const unreadable = (reason: string) => refusal('FileUnreadable', { reason });
const badPassword = (problem: string) => refusal('BadParameter', { issues: [{ path: 'password', problem }] });

/** What was thrown. */
function failure(content: Uint8Array, given?: Uint8Array): unknown {
  try {
    readKeyFile(content, given);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a key file', () => {
  it.each([
    ['PKCS #8 in DER', ['pkcs8', '-topk8', '-nocrypt', '-in', 'rsa.pem', '-outform', 'DER']],
    ['PKCS #1 in PEM', ['rsa', '-in', 'rsa.pem', '-traditional']],
    ['PKCS #1 in DER', ['rsa', '-in', 'rsa.pem', '-traditional', '-outform', 'DER']],
  ])('is read as %s', (_, words) => {
    openssl(...words, '-out', 'plain');
    expect(readKeyFile(file('plain'), undefined)).toEqual(rsa);
  });

  it.each([
    ['SEC 1 in DER', ['ec', '-in', 'ec.pem', '-outform', 'DER']],
    ['PKCS #8 in PEM', ['pkcs8', '-topk8', '-nocrypt', '-in', 'ec.pem']],
  ])('of an EC key is read as %s', (_, words) => {
    openssl(...words, '-out', 'plain');
    expect(readKeyFile(file('plain'), undefined)).toEqual(ec);
  });

  it('is read between certificates and text', () => {
    const text = `Bag Attributes\n${readFileSync(path('cert.pem'), 'utf8')}\n${readFileSync(path('rsa.pem'), 'utf8')}`;
    expect(readKeyFile(utf8(text), undefined)).toEqual(rsa);
  });

  it.each([
    ['PKCS #8 of PBES2 in PEM', ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', pass]],
    ['PKCS #8 of PBES2 in DER', ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', pass, '-outform', 'DER']],
    ['PKCS #8 with scrypt', ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', pass, '-scrypt', '-outform', 'DER']],
    ['PKCS #8 of triple DES', ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', pass, '-v1', 'PBE-SHA1-3DES']],
    ['PKCS #1 encrypted by OpenSSL', ['rsa', '-in', 'rsa.pem', '-traditional', '-aes128', '-passout', pass]],
    ['PFX of PBES2', ['pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass]],
    ['PFX of triple DES', ['pkcs12', '-export', '-legacy', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass]],
    ['PFX with a MAC of SHA-512', ['pkcs12', '-export', '-macalg', 'sha512', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass]],
    ['PFX without a MAC', ['pkcs12', '-export', '-nomac', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass]],
  ])('is opened by its password as %s, and by no other', (_, words) => {
    openssl(...words, '-out', 'locked');
    expect(readKeyFile(file('locked'), password)).toEqual(rsa);
    expect(failure(file('locked'), utf8('another'))).toEqual(badPassword('wrong'));
    expect(failure(file('locked'))).toEqual(badPassword('missing'));
  });

  it.each([
    ['an empty password', ['-passout', 'pass:']],
    ['nothing encrypted', ['-passout', 'pass:', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac']],
  ])('is opened without a password as PFX with %s', (_, words) => {
    openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', ...words, '-out', 'empty.pfx');
    expect(readKeyFile(file('empty.pfx'), undefined)).toEqual(rsa);
    expect(readKeyFile(file('empty.pfx'), new Uint8Array(0))).toEqual(rsa);
  });

  it('is refused when its MAC is not that of what it holds', () => {
    openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass, '-out', 'whole.pfx');
    const whole = file('whole.pfx');
    const at = Buffer.from(whole).indexOf(Buffer.from('2a864886f70d010706', 'hex')) + 60;
    expect(failure(whole.with(at, (whole[at] ?? 0) ^ 1), password)).toBeInstanceOf(VaultError);
  });

  it('with a certificate and no key, or a public key alone, has none', () => {
    openssl('pkcs12', '-export', '-nokeys', '-in', 'cert.pem', '-passout', pass, '-out', 'none.pfx');
    for (const name of ['cert.pem', 'public.pem']) expect(failure(file(name))).toEqual(unreadable('no-key'));
    expect(failure(file('none.pfx'), password)).toEqual(unreadable('no-key'));
    expect(failure(utf8('{"kty":"RSA","n":"AQAB","e":"AQAB"}'))).toEqual(unreadable('no-key'));
    expect(failure(utf8('{"keys":[]}'))).toEqual(unreadable('no-key'));
  });

  it('with two keys is refused', () => {
    const two = `${readFileSync(path('rsa.pem'), 'utf8')}${readFileSync(path('ec.pem'), 'utf8')}`;
    expect(failure(utf8(two))).toEqual(unreadable('two-keys'));
    const oct = { kty: 'oct', k: toBase64Url(new Uint8Array(16)) };
    expect(failure(utf8(JSON.stringify({ keys: [oct, oct] })))).toEqual(unreadable('two-keys'));
  });

  it('with a key that no vault has is refused', () => {
    expect(failure(file('ed25519.pem'))).toEqual(refusal('KeyUnsupported', { by: 'ed25519' }));
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' });
    expect(failure(utf8(pss.toString()))).toEqual(refusal('KeyUnsupported', { by: 'rsa-pss' }));
    const brainpool = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }).privateKey.export({ format: 'der', type: 'sec1' });
    expect(failure(Uint8Array.from(brainpool))).toEqual(refusal('KeyUnsupported', { by: 'brainpoolP256r1' }));
    expect(failure(utf8('{"kty":"EC","crv":"Ed25519","x":"AA","d":"AA"}'))).toEqual(refusal('KeyUnsupported', { by: 'EC Ed25519' }));
  });
});

describe('a JSON Web Key in a file', () => {
  const texts = (key: object): object =>
    Object.fromEntries(Object.entries(key).map(([name, value]) => [name, value instanceof Uint8Array ? toBase64Url(value) : value]));
  const { family: _, ...rsaMembers } = rsa;
  const write = (value: object): Uint8Array => utf8(JSON.stringify(value));

  it('is read, alone and in a set of one, with members that say other things', () => {
    const jwk = { kty: 'RSA', kid: 'https://vault/keys/a/1', key_ops: ['sign'], ...texts(rsaMembers) };
    expect(readKeyFile(write(jwk), undefined)).toEqual(rsa);
    expect(readKeyFile(write({ keys: [jwk] }), undefined)).toEqual(rsa);
    expect(readKeyFile(write({ ...jwk, kty: 'RSA-HSM' }), undefined)).toEqual(rsa);
    expect(readKeyFile(Buffer.concat([Buffer.from('efbbbf20', 'hex'), write(jwk)]), undefined)).toEqual(rsa);
  });

  it.each(['secp256k1', 'P-256K'])('on %s is read', (crv) => {
    const part = toBase64Url(new Uint8Array(32).fill(1));
    const members = { x: new Uint8Array(32).fill(1), y: new Uint8Array(32).fill(1), d: new Uint8Array(32).fill(1) };
    expect(readKeyFile(write({ kty: 'EC', crv, x: part, y: part, d: part }), undefined)).toEqual({
      family: 'EC',
      curve: 'P-256K',
      ...members,
    });
  });

  it.each([
    '{"kty":"oct","k":"AAAA=="}',
    '{"kty":"oct","k":7}',
    '{"kty":"oct","k":""}',
    '{"kty":7}',
    '{"kty":"RSA","d":"AQAB"}',
    '{',
    '{"keys":7}',
    '{"__proto__":{"kty":"oct"}}',
  ])('is refused as %s', (text) => {
    expect(failure(utf8(text))).toEqual(unreadable('format'));
  });
});

describe('a hostile key file', () => {
  it.each([0, 1, 5, 40])('cut off after %i bytes is refused', (length) => {
    for (const name of ['cut.pfx', 'rsa.pem']) expect(failure(file(name).subarray(0, length), password)).toBeInstanceOf(VaultError);
  });

  it('cut off anywhere is refused', () => {
    const whole = file('cut.pfx');
    for (let length = 0; length < whole.length; length += 97)
      expect(failure(whole.subarray(0, length), password)).toBeInstanceOf(VaultError);
  });

  it('of nothing but nested sequences is refused', () => {
    const deep = Buffer.alloc(900_000);
    for (let at = 0; at < deep.length; at += 2) deep.set([0x30, 0x80], at);
    expect(failure(deep)).toEqual(unreadable('format'));
    expect(failure(Buffer.alloc(900_000, 0x30))).toEqual(unreadable('format'));
  });

  it('whose bags stand in each other without end is refused', () => {
    const id = (hex: string): Uint8Array => derOf(tagOf.oid, Buffer.from(hex, 'hex'));
    const explicit = (content: Uint8Array): Uint8Array => derOf(0xa0, content);
    let contents = derOf(tagOf.sequence);
    for (let depth = 0; depth < 200; depth += 1) {
      contents = derOf(tagOf.sequence, derOf(tagOf.sequence, id('2a864886f70d010c0a0106'), explicit(contents)));
    }
    const data = (content: Uint8Array): Uint8Array =>
      derOf(tagOf.sequence, id('2a864886f70d010701'), explicit(derOf(tagOf.octets, content)));
    const pfx = derOf(tagOf.sequence, derInteger(Uint8Array.of(3)), data(derOf(tagOf.sequence, data(contents))));
    expect(failure(pfx)).toEqual(unreadable('format'));
  });

  it('of any bytes is refused with a reason, and nothing else is thrown', () => {
    const starts = ['', '-----BEGIN PRIVATE KEY-----\n', '{"kty":', '0\u0082'];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, bytes) => {
        expect(failure(Buffer.concat([Buffer.from(start, 'latin1'), bytes]), password)).toBeInstanceOf(VaultError);
      }),
      { numRuns: 300 },
    );
  });

  it('that is a PFX changed in any byte is read as it was or refused', () => {
    openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', '-passout', pass, '-iter', '1', '-maciter', '-out', 'near.pfx');
    const whole = file('near.pfx');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = whole.with(at, (whole[at] ?? 0) ^ bits);
        const found = failure(changed, password);
        if (found !== undefined) expect(found).toBeInstanceOf(VaultError);
        else expect(readKeyFile(changed, password)).toEqual(rsa);
      }),
      { numRuns: 200 },
    );
  });
});
