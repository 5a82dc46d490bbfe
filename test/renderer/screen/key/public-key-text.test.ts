import fc from 'fast-check';
import { createPublicKey, createHash, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { fromBase64Url } from '../../../../app/contract/base64url.ts';
import type { Curve, PublicKey } from '../../../../app/contract/key.ts';
import { toFingerprint, toJwk, toPem } from '../../../../renderer/screen/key/public-key-text.ts';
import { toSpki } from '../../../../renderer/screen/key/spki.ts';

const member = (text: string | undefined) => fromBase64Url(text ?? '') ?? new Uint8Array();

const names = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1', 'P-256K': 'secp256k1' } as const;

function drawn(kind: Curve | number): { pem: string; key: PublicKey } {
  const { publicKey } =
    typeof kind === 'number' ? generateKeyPairSync('rsa', { modulusLength: kind }) : generateKeyPairSync('ec', { namedCurve: names[kind] });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const { n, e, x, y } = publicKey.export({ format: 'jwk' });
  return typeof kind === 'number'
    ? { pem, key: { family: 'RSA', n: member(n), e: member(e) } }
    : { pem, key: { family: 'EC', curve: kind, x: member(x), y: member(y) } };
}

it.each(['P-256', 'P-384', 'P-521', 'P-256K', 2048, 3072] as const)('a public key of %s reads in OpenSSL as it was', (kind) => {
  const { pem, key } = drawn(kind);
  expect(toPem(key)).toBe(pem);
  const read = createPublicKey({ key: JSON.parse(toJwk(key, 'https://a.vault/keys/k/1')), format: 'jwk' });
  expect(read.export({ type: 'spki', format: 'pem' })).toBe(pem);
});

it('the fingerprint is that of the key in DER', async () => {
  const { pem, key } = drawn('P-256');
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  const hex = createHash('sha256').update(der).digest('hex').toUpperCase();
  expect((await toFingerprint(key)).replaceAll(':', '')).toBe(hex);
});

it('numbers of any beginning and length are written as positive ones', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (n) => {
      const der = Buffer.from(toSpki({ family: 'RSA', n, e: Uint8Array.of(1, 0, 1) }));
      const { n: read } = JSON.parse(JSON.stringify(createPublicKey({ key: der, type: 'spki', format: 'der' }).export({ format: 'jwk' })));
      const [before, after] = [n, member(read)].map((bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`));
      expect(after).toBe(before);
    }),
    { numRuns: 60 },
  );
});
