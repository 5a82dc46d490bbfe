import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { CompactSign, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAttestations } from '../../../main/authority/attestation.ts';
import { aCertificate } from '../../support/a-certificate.ts';
import { anAttester, anEnvironment } from '../../support/an-attester.ts';
import { utf8 } from '../../support/a-house.ts';

const time = 1_790_000_000_000;
const minute = 60_000;
const attestations = createAttestations();
const attester = anAttester();
const stranger = anAttester('https://stranger.attest.example');
const environment = anEnvironment();
const issuers = [{ authority: attester.authority, keys: attestations.readKeys(attester.keySet) }];

const refusal = (reason: string) => expect.objectContaining({ code: 'ReleaseRefused', data: expect.objectContaining({ reason }) });
const unfit = (problem: string) => expect.objectContaining({ code: 'BadParameter', data: { issues: [{ path: 'keySet', problem }] } });
const read = (token: string, at = time) => attestations.read(token, issuers, at);
const claims = (more: object = {}) => attester.claimsAt(time, environment, more);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token', () => {
  it('of a trusted authority says what it attests, the same for the same environment', async () => {
    const first = await read(await attester.attest(time, environment));
    expect(first).toMatchObject({ authority: attester.authority, claims: { secureboot: true } });
    const later = await read(await attester.attest(time - minute, anEnvironment(), { jti: 'other' }));
    expect(later.environment).toBe(first.environment);
    const other = await read(await attester.attest(time, environment, { secureboot: false }));
    expect(other.environment).not.toBe(first.environment);
  });

  it('may name its authority with a slash at the end', async () => {
    expect(await read(await attester.attest(time, environment, { iss: `${attester.authority}/` }))).toMatchObject({
      authority: attester.authority,
    });
  });

  it.each<[string, () => Promise<string> | string, string]>([
    ['without a signature', () => `${encode({ alg: 'none' })}.${encode(claims())}.`, 'signature'],
    ['without a signature that names the key', () => `${encode({ alg: 'none', kid: 'first' })}.${encode(claims())}.`, 'signature'],
    [
      'signed with the public key as a password',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256', kid: 'first' })
          .sign(utf8(attester.publicKey.export({ format: 'pem', type: 'spki' }).toString())),
      'signature',
    ],
    ['signed by another key of the same name', () => attester.sign(JSON.stringify(claims()), undefined, stranger.privateKey), 'signature'],
    [
      'that brings its own key',
      () =>
        new CompactSign(utf8(JSON.stringify(claims())))
          .setProtectedHeader({ alg: 'RS256', jwk: stranger.jwk, kid: 'first', jku: 'https://stranger.attest.example/certs' })
          .sign(stranger.privateKey),
      'signature',
    ],
    ['of another algorithm of the same key', () => attester.sign(JSON.stringify(claims()), { alg: 'PS256', kid: 'first' }), 'signature'],
    ['of a key that nobody knows', () => attester.sign(JSON.stringify(claims()), { alg: 'RS256', kid: 'second' }), 'signature'],
    ['of an authority that nobody trusts', () => stranger.attest(time, environment), 'issuer'],
    ['that says to be of another one', () => attester.attest(time, environment, { iss: stranger.authority }), 'issuer'],
    [
      'that only begins like the authority',
      () => attester.attest(time, environment, { iss: `${attester.authority}.evil.example` }),
      'issuer',
    ],
    ['that has ended', () => attester.attest(time - 28_800_000 - minute, environment), 'expired'],
    ['that begins later', () => attester.attest(time + 2 * minute, environment), 'expired'],
    ['without an end', () => attester.sign(JSON.stringify({ ...claims(), exp: undefined })), 'unreadable'],
    ['with an end that is a text', () => attester.sign(JSON.stringify({ ...claims(), exp: '9999999999' })), 'unreadable'],
    ['with an end beyond all times', () => attester.sign(JSON.stringify({ ...claims(), exp: 1e300 })), 'unreadable'],
    ['without an issuer', () => attester.sign(JSON.stringify({ ...claims(), iss: undefined })), 'unreadable'],
    ['with two issuers', () => attester.sign(JSON.stringify({ ...claims(), iss: [attester.authority] })), 'unreadable'],
    [
      'with a claim twice',
      () => attester.sign(JSON.stringify(claims()).replace('"secureboot":true', '"secureboot":false,"secureboot":true')),
      'unreadable',
    ],
    [
      'with a claim twice, written differently',
      () => attester.sign(JSON.stringify(claims()).replace('"secureboot":true', '"secureboot":false,"s\\u0065cureboot":true')),
      'unreadable',
    ],
    ['that is no object', () => attester.sign('"claims"'), 'unreadable'],
    ['that is a list', () => attester.sign(JSON.stringify([claims()])), 'unreadable'],
    ['that is no JSON', () => attester.sign('{"iss":'), 'unreadable'],
    ['that is no UTF-8', () => attester.sign(Uint8Array.of(0x22, 0xff, 0x22)), 'unreadable'],
    ['that is too long', () => attester.attest(time, environment, { padding: 'x'.repeat(65_536) }), 'unreadable'],
    ['that nests without end', () => attester.sign('['.repeat(40_000)), 'unreadable'],
    [
      'with an extension that must be understood',
      () => `${encode({ alg: 'RS256', kid: 'first', crit: ['b64'], b64: false })}.${encode(claims())}.AAAA`,
      'unreadable',
    ],
    ['in two parts', () => `${encode({ alg: 'RS256' })}.${encode(claims())}`, 'unreadable'],
    ['that is nothing', () => '..', 'unreadable'],
    ['that is a text', () => 'not a token', 'unreadable'],
  ])('%s is refused', async (_what, make, reason) => {
    await expect(read(await make())).rejects.toEqual(refusal(reason));
  });

  it('with a bit of its signature or payload changed is refused', async () => {
    const token = await attester.attest(time, environment);
    const [head = '', payload = '', signature = ''] = token.split('.');
    const flip = (part: string) => `${part.slice(0, 40)}${part[40] === 'A' ? 'B' : 'A'}${part.slice(41)}`;
    await expect(read([head, payload, flip(signature)].join('.'))).rejects.toEqual(refusal('signature'));
    await expect(read([head, payload, `${signature}=`].join('.'))).rejects.toEqual(refusal('unreadable'));
    const forged = encode({ ...claims(), secureboot: false });
    await expect(read([head, forged, signature].join('.'))).rejects.toEqual(refusal('signature'));
  });

  it('holds for a minute more or less on a clock that differs', async () => {
    const token = await attester.attest(time, environment);
    const end = time + 28_800_000;
    await expect(read(token, time - minute)).resolves.toBeDefined();
    await expect(read(token, time - minute - 1000)).rejects.toEqual(refusal('expired'));
    await expect(read(token, end + minute - 1000)).resolves.toBeDefined();
    await expect(read(token, end + minute)).rejects.toEqual(refusal('expired'));
  });

  it('says nothing by names of a prototype', async () => {
    const text = JSON.stringify(claims()).replace('{', '{"__proto__":{"admin":true},"constructor":1,');
    const { claims: found } = await read(await attester.sign(text));
    expect(Object.hasOwn(Object(found), '__proto__')).toBe(true);
    expect('admin' in Object(found)).toBe(false);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });

  it('that names no key is taken where the authority has only one', async () => {
    const token = await attester.sign(JSON.stringify(claims()), { alg: 'RS256' });
    await expect(read(token)).resolves.toBeDefined();
    const others = attestations.readKeys(stranger.keySet).map((key) => ({ ...key, kid: 'b' }));
    const two = issuers.map(({ authority, keys }) => ({ authority, keys: [...keys, ...others] }));
    await expect(attestations.read(token, two, time)).rejects.toEqual(refusal('signature'));
  });
});

describe('a key set', () => {
  const setOf = (...keys: unknown[]) => utf8(JSON.stringify({ keys }));
  const ecJwk = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });

  it('gives each key one algorithm', () => {
    const named = (jwk: object) => ({ kid: JSON.stringify(jwk).slice(0, 40), ...jwk });
    const { alg: _alg, ...bare } = attester.jwk;
    const of = (...keys: object[]) => attestations.readKeys(setOf(...keys.map(named))).map(({ algorithm }) => algorithm);
    expect(of(attester.jwk, { ...bare, kid: 'b' }, { ...bare, kid: 'c', alg: 'PS384' })).toEqual(['RS256', 'RS256', 'PS384']);
    expect(of(ecJwk('P-256'))).toEqual(['ES256']);
    expect(of(ecJwk('P-384'))).toEqual(['ES384']);
    expect(of(ecJwk('P-521'))).toEqual(['ES512']);
  });

  it('may give a key as a certificate alone, as Azure Attestation does', async () => {
    const { der, key } = await aCertificate();
    const keys = attestations.readKeys(setOf({ kty: 'RSA', kid: 'first', x5c: [Buffer.from(der).toString('base64')] }));
    const token = await attester.sign(JSON.stringify(claims()), undefined, createPrivateKey(key));
    expect(keys).toMatchObject([{ algorithm: 'RS256' }]);
    await expect(attestations.read(token, [{ authority: attester.authority, keys }], time)).resolves.toBeDefined();
  });

  it('passes over keys that are not for signatures', () => {
    expect(attestations.readKeys(setOf(attester.jwk, { ...stranger.jwk, kid: 'b', use: 'enc' }))).toHaveLength(1);
  });

  it.each<[string, () => Uint8Array, string]>([
    ['that is no JSON', () => utf8('keys'), 'key_set'],
    ['without keys', () => setOf(), 'key_set'],
    ['of keys for encryption alone', () => setOf({ ...attester.jwk, use: 'enc' }), 'key_set'],
    ['with a private key', () => setOf(attester.privateKey.export({ format: 'jwk' })), 'private_key'],
    ['with a shared secret', () => setOf({ kty: 'oct', k: 'AAAA', alg: 'HS256' }), 'private_key'],
    ['with a short key', () => setOf(anEnvironment(1024).jwk), 'weak_key'],
    ['with a key under which everybody signs', () => setOf({ ...attester.jwk, e: 'AQ' }), 'weak_key'],
    ['with a key that is none', () => setOf({ ...attester.jwk, e: 'AQAA' }), 'weak_key'],
    ['with an algorithm that is none of the key', () => setOf({ ...attester.jwk, alg: 'ES256' }), 'key_algorithm'],
    ['with a password’s algorithm', () => setOf({ ...attester.jwk, alg: 'HS256' }), 'key_algorithm'],
    ['with no algorithm at all', () => setOf({ ...attester.jwk, alg: 'none' }), 'key_algorithm'],
    ['with a curve that no token has', () => setOf(ecJwk('secp256k1')), 'key_algorithm'],
    ['with one name twice', () => setOf(attester.jwk, { ...stranger.jwk, kid: 'first' }), 'twice'],
    ['with a certificate that is none', () => setOf({ kty: 'RSA', x5c: ['AAAA'] }), 'key_set'],
    ['with half a key', () => setOf({ kty: 'RSA', n: attester.jwk.n }), 'key_set'],
  ])('%s is refused', (_what, make, problem) => {
    expect(() => attestations.readKeys(make())).toThrow(unfit(problem));
  });
});
