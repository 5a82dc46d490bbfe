import pkcs11js from 'pkcs11js';
import { describe, expect, it } from 'vitest';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { createKey } from '../../../main/hsm/bring-key.ts';
import { createCryptoki } from '../../../main/hsm/cryptoki.ts';
import { rv } from '../../../main/hsm/number.ts';

const crypto = createKeyCrypto();
const never = new AbortController().signal;
const use = { sign: true, decrypt: true, unwrap: true };

/** A library that refuses whatever is to be put into its token, and keeps what it was given. */
function aRefusal() {
  const given: unknown[] = [];
  const module = new Proxy(new pkcs11js.PKCS11(), {
    get: (_target, name) => (_session: Buffer, template: readonly { value?: unknown }[]) => {
      if (name !== 'C_CreateObject') throw new TypeError(String(name));
      given.push(...template.map(({ value }) => value));
      throw Object.assign(new Error('CKR_TEMPLATE_INCONSISTENT'), { code: rv.templateInconsistent });
    },
  });
  return { cryptoki: createCryptoki(module), given };
}

describe('a key that its token refuses', () => {
  it.each([
    { family: 'RSA', bits: 2048 },
    { family: 'EC', curve: 'P-256' },
    { family: 'oct', bits: 256 },
  ] as const)('is left nowhere: $family', async (spec) => {
    const { cryptoki, given } = aRefusal();
    const { material } = await crypto.generate(spec, never);
    const order = { object: new Uint8Array(16), spec, use, lasting: true, material };
    await expect(createKey(cryptoki, Buffer.alloc(8), order, 'Office HSM')).rejects.toMatchObject({ code: rv.templateInconsistent });
    const long = given.filter((value) => Buffer.isBuffer(value)).filter(({ length }) => length >= 32);
    expect(long.length).toBeGreaterThan(0);
    for (const value of long) expect(value.every((byte) => byte === 0)).toBe(true);
  });
});
