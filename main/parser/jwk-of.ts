import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { Curve, PrivateJwk } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { readJwkMembers } from './read-jwk-file.ts';

/** Curves by OpenSSL's names. */
const curves: ReadonlyMap<string, Curve> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
  ['secp256k1', 'P-256K'],
]);

/** @throws VaultError KeyUnsupported for what is neither RSA nor on one of the curves */
export function jwkOf(key: KeyObject): PrivateJwk {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa' && !(type === 'ec' && curves.has(details?.namedCurve ?? ''))) {
    throw new VaultError('KeyUnsupported', { what: 'import', by: details?.namedCurve ?? type ?? '', reason: 'type' });
  }
  const jwk: JsonWebKey = key.export({ format: 'jwk' });
  return readJwkMembers(jwk);
}
