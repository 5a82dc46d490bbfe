import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { encryptAlgorithm, signAlgorithm, type KeyProperties, type KeySpec } from '../../../../app/contract/key.ts';
import { checkEncryption, checkSigning } from '../../../../app/key/fit.ts';
import { lengthProblem, limitOf } from '../../../../renderer/screen/workbench/limit.ts';
import { algorithmOptions, operationOptions, taskOf } from '../../../../renderer/screen/workbench/task.ts';
import { aKey } from '../../../support/sample-key.ts';

const specs: readonly KeySpec[] = [
  ...([2048, 3072, 4096] as const).map((bits) => ({ family: 'RSA', bits }) as const),
  ...(['P-256', 'P-384', 'P-521', 'P-256K'] as const).map((curve) => ({ family: 'EC', curve }) as const),
  ...([128, 192, 256] as const).map((bits) => ({ family: 'oct', bits }) as const),
];

const all = ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] as const;
const key = (change: Partial<KeyProperties>) => ({ ...aKey, operations: [...all], ...change });
const open = (options: readonly { value: string; refused: string | undefined }[]) =>
  options.flatMap(({ value, refused }) => (refused === undefined ? [value] : []));

const passes = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
};

describe('what can be chosen for a key', () => {
  it.each(specs)('of kind %o is what the engine takes', (spec) => {
    const of = { name: 'k', spec };
    const digest = { 32: new Uint8Array(32), 48: new Uint8Array(48), 64: new Uint8Array(64) };
    const signs = signAlgorithm.options.filter((it) => Object.values(digest).some((given) => passes(() => checkSigning(of, it, given))));
    expect(open(algorithmOptions(key({ spec }), 'sign', undefined))).toEqual(signs);
    const encrypts = encryptAlgorithm.options.filter((it) => passes(() => checkEncryption(of, it, false)));
    expect(open(algorithmOptions(key({ spec }), 'encrypt', undefined))).toEqual(encrypts);
    const wraps = encryptAlgorithm.options.filter((it) => passes(() => checkEncryption(of, it, true)) && !/GCM|CBC/.test(it));
    expect(open(algorithmOptions(key({ spec }), 'wrapKey', undefined))).toEqual(wraps);
  });

  it('leaves out what its permitted operations leave out, and says so', () => {
    const options = operationOptions(key({ spec: { family: 'RSA', bits: 2048 }, operations: ['verify'] }));
    expect(open(options)).toEqual(['verify']);
    expect(options.find(({ value }) => value === 'sign')?.refused).toBe('“Sign” isn’t among its permitted operations');
    expect(operationOptions(aKey).find(({ value }) => value === 'encrypt')?.refused).toBe('no EC P-256 key can');
  });

  it('leaves out what its token couldn’t, but for what the public half is enough for', () => {
    const token = { label: 'Office HSM', algorithms: ['RS256'] };
    const rsa = key({ spec: { family: 'RSA', bits: 2048 } });
    expect(open(algorithmOptions(rsa, 'sign', token))).toEqual(['RS256']);
    expect(open(algorithmOptions(rsa, 'verify', token))).toContain('PS512');
    expect(open(algorithmOptions(rsa, 'decrypt', token))).toEqual([]);
    expect(open(algorithmOptions(rsa, 'encrypt', token))).toContain('RSA-OAEP');
    expect(algorithmOptions(rsa, 'sign', token).find(({ value }) => value === 'PS256')?.refused).toBe(
      'the token Office HSM couldn’t when it was tried',
    );
    expect(taskOf('decrypt', algorithmOptions(rsa, 'decrypt', token))).toBeUndefined();
  });

  it('never proposes RSA1_5, and says why', () => {
    const rsa = key({ spec: { family: 'RSA', bits: 2048 } });
    const options = algorithmOptions(rsa, 'decrypt', undefined);
    expect(options.find(({ value }) => value === 'RSA1_5')?.refused).toMatch(/^not safe/);
    expect(taskOf('decrypt', options, 'RSA1_5')).toEqual({ operation: 'decrypt', algorithm: 'RSA-OAEP-256' });
  });
});

describe('how much fits', () => {
  const rsa = { family: 'RSA', bits: 2048 } as const;
  const oct = { family: 'oct', bits: 256 } as const;
  it.each([
    [limitOf({ operation: 'encrypt', algorithm: 'RSA-OAEP-256' }, rsa, undefined), 190],
    [limitOf({ operation: 'wrapKey', algorithm: 'RSA-OAEP' }, { family: 'RSA', bits: 4096 }, undefined), 470],
    [limitOf({ operation: 'sign', algorithm: 'RSNULL' }, rsa, undefined), 245],
    [limitOf({ operation: 'encrypt', algorithm: 'A256GCM' }, oct, undefined), 65_536],
  ])('is known before it is sent: %o', (limit, most) => {
    expect(lengthProblem(most, limit)).toBeUndefined();
    expect(lengthProblem(most + 1, limit)).toBe(
      `These are ${(most + 1).toLocaleString('en')} bytes: ${most.toLocaleString('en')} at most.`,
    );
    expect(lengthProblem(0, limit)).toBe('Nothing is here yet.');
  });

  it('counts blocks where nothing is padded, and digests to the byte', () => {
    expect(lengthProblem(17, limitOf({ operation: 'encrypt', algorithm: 'A256CBC' }, oct, undefined))).toBe(
      'These are 17 bytes: not a multiple of 16.',
    );
    expect(lengthProblem(12, limitOf({ operation: 'wrapKey', algorithm: 'A256KW' }, oct, undefined))).toBe(
      'These are 12 bytes: 16 at least.',
    );
    expect(lengthProblem(31, limitOf({ operation: 'sign', algorithm: 'PS256' }, rsa, 32))).toBe('These are 31 bytes, not 32.');
    expect(lengthProblem(300_000_000, limitOf({ operation: 'sign', algorithm: 'PS256' }, rsa, undefined))).toBeUndefined();
  });
});
