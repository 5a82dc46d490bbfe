import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { toBase64Url } from '../../../app/contract/base64url.ts';
import { aHouse, logOf, utf8 } from '../../support/a-house.ts';
import { aKey } from './a-key.ts';

const refusal = (code: string, data: object = {}): unknown =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });
const named = { vault: 'payroll', name: 'signing' };
const digest = new Uint8Array(createHash('sha256').update('paid').digest());
const day = 86_400_000;

function pemOf({ publicKey }: KeyProperties) {
  if (publicKey?.family !== 'EC') throw new Error('no EC key');
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: publicKey.curve, x: toBase64Url(publicKey.x), y: toBase64Url(publicKey.y) },
  });
}

describe('signing', () => {
  test('what is signed is verified by OpenSSL, and by the key; anything else is not', async () => {
    const { window } = await aHouse();
    const key = await window.call('KeyCreate', aKey());
    const { id, value } = await window.call('KeySign', { ...named, algorithm: 'ES256', digest });
    expect(id).toBe(key.id);
    expect(verify('sha256', utf8('paid'), { key: pemOf(key), dsaEncoding: 'ieee-p1363' }, value)).toBe(true);
    const asked = { ...named, algorithm: 'ES256', digest, signature: value };
    expect(await window.call('KeyVerify', asked)).toEqual({ id, valid: true });
    expect(await window.call('KeyVerify', { ...asked, digest: new Uint8Array(32) })).toEqual({ id, valid: false });
  });

  test('a symmetric key that is permitted to sign makes and checks HMACs', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ type: 'oct', operations: ['sign', 'verify'] }));
    const { value: signature } = await window.call('KeySign', { ...named, algorithm: 'HS256', digest });
    expect(await window.call('KeyVerify', { ...named, algorithm: 'HS256', digest, signature })).toMatchObject({ valid: true });
    await expect(window.call('KeySign', { ...named, algorithm: 'HS512', digest: new Uint8Array(64) })).rejects.toEqual(
      refusal('KeyUnsupported', { reason: 'algorithm' }),
    );
  });

  test.each([
    ['ES384', 48, 'KeyUnsupported'],
    ['RS256', 32, 'KeyUnsupported'],
    ['HS256', 32, 'KeyUnsupported'],
    ['ES256', 31, 'BadParameter'],
    ['ES256', 48, 'BadParameter'],
  ])('a P-256 key refuses %s of %i bytes: %s', async (algorithm, length, code) => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    await expect(window.call('KeySign', { ...named, algorithm, digest: new Uint8Array(length) })).rejects.toEqual(refusal(code));
  });

  test('the record says which version and algorithm, and neither digest nor signature', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey());
    const { id } = await window.call('KeySign', { ...named, algorithm: 'ES256', digest });
    const record = (await logOf(window)).find(({ operation }) => operation === 'KeySign');
    const { canonical } = await window.call('LogGet', { sequence: record?.sequence ?? 0 });
    expect(JSON.parse(canonical).properties).toEqual({ id, algorithm: 'ES256', httpStatusCode: 200 });
  });
});

describe('encrypting', () => {
  test('what is encrypted comes back, with all that belongs to it', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ type: 'oct' }));
    const asked = { ...named, algorithm: 'A256GCM', value: utf8('salary'), additional: utf8('to ada') };
    const { id: _id, ...sealed } = await window.call('KeyEncrypt', asked);
    const opened = await window.call('KeyDecrypt', { ...named, algorithm: 'A256GCM', ...sealed });
    expect(new TextDecoder().decode(opened.value)).toBe('salary');
    await expect(window.call('KeyDecrypt', { ...named, algorithm: 'A256GCM', ...sealed, additional: utf8('to bob') })).rejects.toEqual(
      refusal('DecryptFailed'),
    );
  });

  test('a key is wrapped and unwrapped; what only wraps encrypts nothing', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ type: 'oct' }));
    const value = new Uint8Array(32).fill(7);
    const wrapped = await window.call('KeyWrap', { ...named, algorithm: 'A256KW', value });
    expect((await window.call('KeyUnwrap', { ...named, algorithm: 'A256KW', value: wrapped.value })).value).toEqual(value);
    for (const algorithm of ['A256KW', 'A128GCM', 'RSA-OAEP-256']) {
      await expect(window.call('KeyEncrypt', { ...named, algorithm, value })).rejects.toEqual(refusal('KeyUnsupported'));
    }
  });

  test('nothing is done by RSA1_5, which tells who asks often what others encrypted', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ type: 'RSA' }));
    const asked = { ...named, algorithm: 'RSA1_5', value: new Uint8Array(256).fill(1) };
    for (const name of ['KeyEncrypt', 'KeyDecrypt', 'KeyWrap', 'KeyUnwrap'] as const)
      await expect(window.call(name, asked)).rejects.toEqual(refusal('KeyUnsupported', { what: 'RSA1_5', reason: 'unsafe' }));
  });

  test('an RSA key encrypts by its public half and decrypts by its private one', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ type: 'RSA' }));
    const { value } = await window.call('KeyEncrypt', { ...named, algorithm: 'RSA-OAEP-256', value: utf8('salary') });
    const opened = await window.call('KeyDecrypt', { ...named, algorithm: 'RSA-OAEP-256', value });
    expect(new TextDecoder().decode(opened.value)).toBe('salary');
  });
});

describe('what a key may be used for', () => {
  test('nothing that its permitted operations leave out', async () => {
    const { window } = await aHouse();
    await window.call('KeyCreate', aKey({ operations: ['verify'] }));
    await expect(window.call('KeySign', { ...named, algorithm: 'ES256', digest })).rejects.toEqual(
      refusal('KeyOperationNotPermitted', { operation: 'sign' }),
    );
  });

  test('nothing while it is disabled', async () => {
    const { window } = await aHouse();
    await window.call(
      'KeyCreate',
      aKey({ type: 'oct', enabled: false, operations: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'sign', 'verify'] }),
    );
    const value = new Uint8Array(16);
    const asked = { ...named, algorithm: 'A256GCM', value, initialization: new Uint8Array(12), tag: new Uint8Array(16) };
    for (const [operation, input] of [
      ['KeyEncrypt', { ...named, algorithm: 'A256GCM', value }],
      ['KeyDecrypt', asked],
      ['KeyWrap', { ...named, algorithm: 'A256KW', value }],
      ['KeyUnwrap', asked],
      ['KeySign', { ...named, algorithm: 'HS256', digest }],
      ['KeyVerify', { ...named, algorithm: 'HS256', digest, signature: value }],
    ] as const) {
      await expect(window.call(operation, input), operation).rejects.toEqual(refusal('KeyDisabled'));
    }
  });

  test('outside its dates it decrypts, unwraps and verifies still, and neither encrypts nor wraps nor signs', async () => {
    const { window, ground } = await aHouse();
    const now = ground.clock.now();
    const operations = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'sign', 'verify'];
    await window.call('KeyCreate', aKey({ type: 'oct', operations, expires: now + day }));
    const value = new Uint8Array(16).fill(3);
    const encrypt = { ...named, algorithm: 'A256GCM', value };
    const wrap = { ...named, algorithm: 'A256KW', value };
    const sign = { ...named, algorithm: 'HS256', digest };
    const { id: _id, ...sealed } = await window.call('KeyEncrypt', encrypt);
    const wrapped = await window.call('KeyWrap', wrap);
    const { value: signature } = await window.call('KeySign', sign);
    const stillWorks = async () => {
      expect((await window.call('KeyDecrypt', { ...named, algorithm: 'A256GCM', ...sealed })).value).toEqual(value);
      expect((await window.call('KeyUnwrap', { ...wrap, value: wrapped.value })).value).toEqual(value);
      expect(await window.call('KeyVerify', { ...sign, signature })).toMatchObject({ valid: true });
    };
    ground.clock.pass(2 * day);
    await stillWorks();
    await expect(window.call('KeyEncrypt', encrypt)).rejects.toEqual(refusal('KeyExpired'));
    await expect(window.call('KeyWrap', wrap)).rejects.toEqual(refusal('KeyExpired'));
    await expect(window.call('KeySign', sign)).rejects.toEqual(refusal('KeyExpired'));
    await window.call('KeyUpdate', { ...named, expires: null, notBefore: now + 9 * day });
    await stillWorks();
    await expect(window.call('KeySign', sign)).rejects.toEqual(refusal('KeyNotActive'));
  });

  test('who used which version, and how often, is told from the log', async () => {
    const { window } = await aHouse();
    const { version } = await window.call('KeyCreate', aKey());
    for (let at = 0; at < 2; at += 1) await window.call('KeySign', { ...named, algorithm: 'ES256', digest });
    const { items } = await window.call('KeyUseList', named);
    expect(items).toEqual([
      expect.objectContaining({
        version,
        operation: 'KeySign',
        count: 2,
        identity: expect.objectContaining({ name: 'Ada Lovelace' }) as unknown,
      }),
    ]);
  });
});
