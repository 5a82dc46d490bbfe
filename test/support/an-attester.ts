import { createDecipheriv, constants, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';
import { CompactSign, type CompactJWSHeaderParameters, decodeJwt, SignJWT } from 'jose';
import { utf8 } from './a-house.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** What a confidential machine is attested to be. */
export const goodClaims = {
  'x-ms-attestation-type': 'azurevm',
  secureboot: true,
  'x-ms-isolation-tee': { 'x-ms-attestation-type': 'sevsnpvm', 'x-ms-compliance-status': 'azure-compliant-cvm', svn: 3 },
};

/** Released to who is compliant. */
export const aRule = (authority: string, equals: unknown = 'azure-compliant-cvm') => ({
  version: '1.0.0',
  anyOf: [{ authority, allOf: [{ claim: 'x-ms-isolation-tee.x-ms-compliance-status', equals }] }],
});

export const aPolicy = (rule: unknown, immutable = false) => ({
  contentType: 'application/json; charset=utf-8',
  data: utf8(JSON.stringify(rule)),
  immutable,
});

/** An environment with a key of its own, which nobody else has. */
export function anEnvironment(bits = 2048) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'TpmEphemeralEncryptionKey', key_ops: ['encrypt'] };
  return { jwk, privateKey };
}
export type Environment = ReturnType<typeof anEnvironment>;

/** An authority that attests whatever it is told to. */
export function anAttester(authority = 'https://contoso.attest.example') {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' };
  const header = { alg: 'RS256', typ: 'JWT', kid: jwk.kid, jku: `${authority}/certs` };
  const claimsAt = (time: number, environment: Environment, more: object = {}) => ({
    iss: authority,
    iat: seconds(time),
    nbf: seconds(time),
    exp: seconds(time) + 28_800,
    ...goodClaims,
    'x-ms-runtime': { keys: [environment.jwk] },
    ...more,
  });
  return {
    authority,
    jwk,
    privateKey,
    publicKey,
    header,
    claimsAt,
    keySet: utf8(JSON.stringify({ keys: [jwk] })),
    attest: (time: number, environment: Environment, more: object = {}) =>
      new SignJWT(claimsAt(time, environment, more)).setProtectedHeader(header).sign(privateKey),
    /** Signs a text that may be anything. */
    sign: (text: string | Uint8Array, given: CompactJWSHeaderParameters = header, key: KeyObject = privateKey) =>
      new CompactSign(typeof text === 'string' ? utf8(text) : text).setProtectedHeader(given).sign(key),
  };
}

/** What the environment makes of an answer: the key that was released to it. */
export function openRelease(value: string, { privateKey }: Environment, oaepHash = 'sha1') {
  const { response, request } = decodeJwt<{ response: { key: { key: { key_hsm: string } } }; request: object }>(value);
  const transfer = JSON.parse(Buffer.from(response.key.key.key_hsm, 'base64url').toString()) as {
    ciphertext: string;
    header: { kid: string; enc: string };
  };
  const wrapped = Buffer.from(transfer.ciphertext, 'base64url');
  const cut = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const key = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped.subarray(0, cut));
  const aes = createDecipheriv('id-aes256-wrap-pad', key, Buffer.from('a65959a6', 'hex'));
  return { released: new Uint8Array(aes.update(wrapped.subarray(cut))), transfer, response, request };
}
