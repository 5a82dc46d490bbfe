import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OaepHash } from '../../../app/contract/key-exchange.ts';
import { findKid, readByok, writeByok } from '../../../app/key/byok-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const version = '0123456789abcdef0123456789abcdef';
const kid = `https://payroll.vault.azure.net/keys/exchange/${version}`;
const unreadable = expect.objectContaining({ code: 'FileUnreadable' }) as unknown;

test('what is written is read again', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.constantFrom<OaepHash>('SHA-1', 'SHA-256', 'SHA-384'),
      fc.string({ maxLength: 100 }),
      (value, hash, name) => {
        const read = readByok(writeByok({ kid: name, hash, value }));
        expect({ ...read, value: [...read.value] }).toEqual({ kid: name, hash, value: [...value] });
      },
    ),
  );
});

test('a file is written as the specification has it', () => {
  const written: unknown = JSON.parse(text(writeByok({ kid, hash: 'SHA-1', value: Uint8Array.of(1, 2, 255) })));
  expect(written).toEqual({
    schema_version: '1.0.0',
    header: { kid, alg: 'dir', enc: 'CKM_RSA_AES_KEY_WRAP' },
    ciphertext: 'AQL_',
    generator: 'Strongroom',
  });
});

test('any bytes are a file or are refused as none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(utf8)), (content) => {
      expect(() => readByok(content)).toThrow(unreadable);
    }),
  );
});

test('a file of which any part is another is refused', () => {
  const right = { schema_version: '1.0.0', header: { kid, alg: 'dir', enc: 'CKM_RSA_AES_KEY_WRAP' }, ciphertext: 'AQL_' };
  const file = (change: object) => utf8(JSON.stringify({ ...right, ...change }));
  expect(readByok(file({ generator: 'BYOK v1.0; another HSM' }))).toMatchObject({ kid, hash: 'SHA-1' });
  for (const change of [
    { schema_version: '1.0' },
    { schema_version: 1 },
    { header: { ...right.header, alg: 'RSA-OAEP' } },
    { header: { ...right.header, enc: 'A256GCM' } },
    { header: { alg: 'dir', enc: 'CKM_RSA_AES_KEY_WRAP' } },
    { header: [] },
    { ciphertext: 'AQL+' },
    { ciphertext: 'AQL_=' },
    { ciphertext: undefined },
    { generator: 7 },
  ]) {
    expect(() => readByok(file(change)), JSON.stringify(change)).toThrow(unreadable);
  }
  expect(() => readByok(utf8(`${JSON.stringify(right)}}`))).toThrow(unreadable);
  expect(() => readByok(Uint8Array.of(0xff, ...file({})))).toThrow(unreadable);
});

test('an exchange key is found by its address in this vault, and by no other', () => {
  const named = { name: 'exchange', version };
  for (const right of [
    kid,
    `https://PAYROLL.vault.localhost:8443/keys/exchange/${version}`,
    `https://payroll:8443/keys/exchange/${version}`,
    `/keys/exchange/${version}`,
  ]) {
    expect(findKid(right, 'payroll'), right).toEqual(named);
  }
  for (const wrong of [
    `https://orders.vault.azure.net/keys/exchange/${version}`,
    `https://payroll.vault.azure.net/secrets/exchange/${version}`,
    `https://payroll.vault.azure.net/keys/exchange`,
    `https://payroll.vault.azure.net/keys/exchange/${version}/`,
    `https://payroll.vault.azure.net/keys/exch%61nge/${version}`,
    `https://somebody@payroll.vault.azure.net/keys/exchange/${version}`,
    `http://payroll.vault.azure.net/keys/exchange/${version}`,
    `keys/exchange/${version}`,
    '',
  ]) {
    expect(findKid(wrong, 'payroll'), wrong).toBeUndefined();
  }
});
