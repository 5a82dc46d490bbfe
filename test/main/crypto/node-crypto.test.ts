import { expect, test } from 'vitest';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';

const crypto = createNodeCrypto();
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const none = new Uint8Array(0);
const toHex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex');

test('SHA-256 as in FIPS 180-4, in one part or several', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(toHex(crypto.sha256(utf8('abc')))).toBe(abc);
  expect(toHex(crypto.sha256(utf8('a'), none, utf8('bc')))).toBe(abc);
});

test('HMAC-SHA-256 as in RFC 4231, case 2', () => {
  const mac = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(toHex(crypto.hmacSha256(utf8('Jefe'), utf8('what do ya want '), utf8('for nothing?')))).toBe(mac);
  const under = crypto.hmacSha256Under(utf8('Jefe'));
  for (const parts of [[utf8('what do ya want for nothing?')], [utf8('what do ya want '), utf8('for nothing?')]])
    expect(toHex(under(...parts))).toBe(mac);
});

test.each([
  {
    name: 'A.1',
    salt: '000102030405060708090a0b0c',
    info: 'f0f1f2f3f4f5f6f7f8f9',
    okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  { name: 'A.3', salt: '', info: '', okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8' },
])('HKDF-SHA-256 as in RFC 5869, $name', ({ salt, info, okm }) => {
  expect(toHex(crypto.hkdfSha256(hex('0b'.repeat(22)), hex(salt), hex(info), 42))).toBe(okm);
});

/** Test cases 13, 14 and 16 of the GCM specification, as in NIST's submission. */
const gcm = [
  { name: '13', key: '00'.repeat(32), nonce: '00'.repeat(12), aad: '', plain: '', sealed: '530f8afbc74536b9a963b4f1c4cb738b' },
  {
    name: '14',
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    aad: '',
    plain: '00'.repeat(16),
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: '16',
    key: 'feffe9928665731c6d6a8f9467308308'.repeat(2),
    nonce: 'cafebabefacedbaddecaf888',
    aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    plain: 'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b',
  },
];

test.each(gcm)('AES-256-GCM as in test case $name', ({ key, nonce, aad, plain, sealed }) => {
  expect(toHex(crypto.sealAesGcm(hex(key), hex(nonce), hex(aad), hex(plain)))).toBe(sealed);
  expect(toHex(crypto.openAesGcm(hex(key), hex(nonce), hex(aad), hex(sealed)))).toBe(plain);
});

test('what does not authenticate is not opened: key, nonce, associated data, text, tag, length', () => {
  const { key, nonce, aad, sealed } = gcm[2] ?? gcm[0] ?? { key: '', nonce: '', aad: '', sealed: '' };
  const flip = (text: string) => {
    const bytes = hex(text);
    bytes[0] = (bytes[0] ?? 0) ^ 0x80;
    return bytes;
  };
  expect(crypto.openAesGcm(flip(key), hex(nonce), hex(aad), hex(sealed))).toBeUndefined();
  expect(crypto.openAesGcm(hex(key), flip(nonce), hex(aad), hex(sealed))).toBeUndefined();
  expect(crypto.openAesGcm(hex(key), hex(nonce), flip(aad), hex(sealed))).toBeUndefined();
  expect(crypto.openAesGcm(hex(key), hex(nonce), hex(aad), flip(sealed))).toBeUndefined();
  for (let length = 0; length < sealed.length / 2; length += 1) {
    expect(crypto.openAesGcm(hex(key), hex(nonce), hex(aad), hex(sealed).subarray(0, length))).toBeUndefined();
  }
});

test.each([
  {
    name: '1',
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: '2',
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
])('Ed25519 as in RFC 8032 section 7.1, test $name', ({ seed, publicKey, message, signature }) => {
  expect(toHex(crypto.ed25519Signer(hex(seed))(hex(message)))).toBe(signature);
  expect(crypto.verifyEd25519(hex(publicKey), hex(message), hex(signature))).toBe(true);
  expect(crypto.verifyEd25519(hex(publicKey), utf8('other'), hex(signature))).toBe(false);
  expect(crypto.verifyEd25519(hex(publicKey), hex(message), hex(signature).subarray(1))).toBe(false);
  expect(crypto.verifyEd25519(hex(publicKey).subarray(1), hex(message), hex(signature))).toBe(false);
});

test('a new Ed25519 pair signs and verifies', () => {
  const { seed, publicKey } = crypto.generateEd25519();
  expect(crypto.verifyEd25519(publicKey, utf8('m'), crypto.ed25519Signer(seed)(utf8('m')))).toBe(true);
});

test('arrays are equal when length and bytes are', () => {
  expect(crypto.equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(crypto.equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(crypto.equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  expect(crypto.equal(none, none)).toBe(true);
});

test('what is given back is alone in its memory, so that zeroing it leaves no copy', () => {
  const key = crypto.random(32);
  const nonce = crypto.random(12);
  const sealed = crypto.sealAesGcm(key, nonce, none, utf8('value'));
  const given = [
    key,
    crypto.hkdfSha256(key, none, none, 32),
    crypto.hmacSha256(key),
    crypto.hmacSha256Under(key)(),
    crypto.openAesGcm(key, nonce, none, sealed),
    crypto.generateEd25519().seed,
  ];
  for (const bytes of given) {
    expect(bytes?.buffer.byteLength).toBe(bytes?.byteLength);
    expect(Buffer.isBuffer(bytes)).toBe(false);
  }
});
