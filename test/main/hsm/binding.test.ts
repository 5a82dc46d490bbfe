import { createCipheriv, createDecipheriv, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes, constants } from 'node:crypto';
import pkcs11js from 'pkcs11js';
import { describe, expect, it } from 'vitest';
import { readNumber, readPoint, template } from '../../../main/hsm/attribute.ts';
import { unwrapBlocks, wrapBlocks } from '../../../main/hsm/key-wrap.ts';
import { attributeType, mechanism, parameterType, rv } from '../../../main/hsm/number.ts';
import { openOaep } from '../../../main/hsm/oaep.ts';
import { CryptokiError, toCryptokiError } from '../../../main/hsm/pkcs11-error.ts';
import { softHsm } from '../../support/soft-hsm.ts';

const theirs: Record<string, unknown> = { ...pkcs11js };

describe('numbers of PKCS #11', () => {
  it('are those that the binding has, where it has them', () => {
    const named = (prefix: string, name: string) => `${prefix}${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    let compared = 0;
    for (const [prefix, ours] of [
      ['CKA_', attributeType],
      ['CKM_', mechanism],
      ['CKR_', rv],
    ] as const) {
      for (const [name, number] of Object.entries(ours)) {
        const other = theirs[named(prefix, name)];
        if (other === undefined) continue;
        expect(number, name).toBe(other);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(80);
    expect([theirs['CK_PARAMS_RSA_OAEP'], theirs['CK_PARAMS_RSA_PSS'], theirs['CK_PARAMS_AES_GCM_v240']]).toEqual([
      parameterType.oaep,
      parameterType.pss,
      parameterType.gcm,
    ]);
  });

  it('are read in either length of a CK_ULONG', () => {
    expect(readNumber(Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]))).toBe(3);
    expect(readNumber(Buffer.from([3, 0, 0, 0]))).toBe(3);
    expect(() => readNumber(Buffer.from([3]))).toThrow(CryptokiError);
  });
});

describe('a PIN', () => {
  it('can’t be left out, which is how a token with a pad of its own would be asked for it', () => {
    const module = new pkcs11js.PKCS11();
    module.load(softHsm);
    const handle = Buffer.alloc(8);
    const leftOut = [
      () => module.C_Login(handle, 1),
      () => module.C_Login(handle, 1, undefined),
      () => Reflect.apply(module.C_Login, module, [handle, 1, null]),
      () => module.C_InitToken(handle, undefined, 'label'),
      () => module.C_InitPIN(handle),
      () => Reflect.apply(module.C_SetPIN, module, [handle, null, null]),
    ];
    for (const call of leftOut) expect(call).toThrow(TypeError);
    module.close();
  });
});

describe('a template', () => {
  it('takes no attribute that there isn’t, and no value that the binding would break on', () => {
    const made = (values: object): unknown => template(values);
    expect(made({ token: true, valueLen: 32, id: Buffer.alloc(2) })).toHaveLength(3);
    expect(() => made({ tokne: true })).toThrow(TypeError);
    expect(() => made({ constructor: true })).toThrow(TypeError);
    for (const value of [{}, undefined, null, 'text', new Uint8Array(2)]) expect(() => made({ id: value })).toThrow(TypeError);
  });
});

describe('an error of the binding', () => {
  it('is known by its number, whichever way it says it', () => {
    expect(toCryptokiError(new Error('CKR_TEMPLATE_INCOMPLETE:208'), 'C_CreateObject')).toMatchObject({ code: rv.templateIncomplete });
    expect(toCryptokiError(Object.assign(new Error('CKR_VENDOR_DEFINED'), { code: 0x1b }), 'C_Sign')).toMatchObject({ code: 0x1b });
    const bug = new TypeError('wrong type');
    expect(toCryptokiError(bug, 'C_Sign')).toBe(bug);
  });
});

describe('a point', () => {
  it('is read with a right length before it, a wrong one, or none', () => {
    const [x, y] = [randomBytes(66), randomBytes(66)];
    const point = Buffer.concat([Buffer.from([4]), x, y]);
    for (const before of [[], [4, 0x81, 133], [4, 133]]) {
      const read = readPoint(Buffer.concat([Buffer.from(before), point]), 'P-521');
      expect([Buffer.from(read.x), Buffer.from(read.y)]).toEqual([x, y]);
    }
    expect(() => readPoint(point.subarray(1), 'P-521')).toThrow(CryptokiError);
    expect(() => readPoint(Buffer.alloc(300), 'P-256')).toThrow(CryptokiError);
  });
});

describe('key wrapping block by block', () => {
  const key = randomBytes(32);
  const encrypt = (block: Buffer) => createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(block);
  const decrypt = (block: Buffer) => createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(block);

  it('is OpenSSL’s, of every length', () => {
    for (let length = 1; length <= 80; length += 1) {
      const value = new Uint8Array(randomBytes(length));
      const padded = wrapBlocks(encrypt, value, true);
      expect(Buffer.from(padded)).toEqual(createCipheriv('id-aes256-wrap-pad', key, Buffer.from('a65959a6', 'hex')).update(value));
      expect(unwrapBlocks(decrypt, padded, true)).toEqual(value);
      expect(unwrapBlocks(decrypt, padded, false)).toBeUndefined();
      if (length % 8 !== 0 || length < 16) continue;
      const plain = wrapBlocks(encrypt, value, false);
      expect(Buffer.from(plain)).toEqual(createCipheriv('id-aes256-wrap', key, Buffer.alloc(8, 0xa6)).update(value));
      expect(unwrapBlocks(decrypt, plain, false)).toEqual(value);
      expect(unwrapBlocks(decrypt, plain, true)).toBeUndefined();
    }
  });
});

describe('OAEP after a bare private operation', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bare = (sealed: Uint8Array) => new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sealed));

  it('opens what OpenSSL sealed, and nothing of which a bit is another', () => {
    for (const length of [0, 1, 32, 190]) {
      const text = randomBytes(length);
      const block = bare(publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, text));
      for (const at of [0, 1, 33, 65, 200, 255])
        expect(
          openOaep(
            block.map((byte, index) => (index === at ? byte ^ 1 : byte)),
            'SHA-256',
          ),
        ).toBeUndefined();
      expect(Buffer.from(openOaep(block, 'SHA-256') ?? [1])).toEqual(text);
      expect(block.every((byte) => byte === 0)).toBe(true);
    }
    expect(openOaep(bare(publicEncrypt({ key: publicKey, oaepHash: 'sha1' }, randomBytes(8))), 'SHA-256')).toBeUndefined();
  });
});
