import { createHash, X509Certificate } from 'node:crypto';
import { CompactSign } from 'jose';
import { toBase64Url } from '../../app/contract/base64url.ts';
import type { ReleaseSigning, ReleaseStatement } from '../../app/key/release-statement.ts';
import { keyUrl, toBundle } from '../rest/wire/key.ts';
import { readSecret } from './key-pair.ts';

const algorithm = 'RS256';

/** @see ReleaseSigning */
export const createReleaseSigning = (): ReleaseSigning => ({
  sign: ({ publicPart, secret }, statement) =>
    new CompactSign(Buffer.from(JSON.stringify(payloadOf(statement))))
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...namesOf(certificatesOf(publicPart)) })
      .sign(readSecret(secret)),
});

const certificatesOf = (pem: string): Buffer[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) => new X509Certificate(one).raw);

/** RFC 7515 sections 4.1.4 to 4.1.8; x5c is base64 and not base64url. */
function namesOf(certificates: readonly Buffer[]) {
  const digest = (name: string) => createHash(name).update(certificates[0] ?? '');
  return {
    kid: digest('sha1').digest('hex').toUpperCase(),
    x5t: digest('sha1').digest('base64url'),
    'x5t#S256': digest('sha256').digest('base64url'),
    x5c: certificates.map((der) => der.toString('base64')),
  };
}

/** As Key Vault answers what it releases; `key_hsm` is JSON in base64url, as in a transfer file. */
function payloadOf({ origin, key, enc, kid, wrapped, nonce, apiVersion }: ReleaseStatement) {
  const { key: jwk, ...rest } = toBundle(origin, key);
  const transfer = { schema_version: '1.0', header: { kid, alg: 'dir', enc }, ciphertext: toBase64Url(wrapped) };
  return {
    request: {
      ...(apiVersion !== undefined && { 'api-version': apiVersion }),
      enc,
      kid: keyUrl(origin, key.name),
      ...(nonce !== undefined && { nonce }),
    },
    response: { key: { key: { ...jwk, key_hsm: Buffer.from(JSON.stringify(transfer)).toString('base64url') }, ...rest } },
  };
}
