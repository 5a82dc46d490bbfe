import { generateKeyPair, type KeyObject, randomFillSync } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeySpec } from '../../app/contract/key.ts';
import { CancelledError } from '../../app/contract/vault-error.ts';
import type { SoftwareKey } from '../../app/key/private-key.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { curveDomain } from './curve.ts';
import { plain } from './plain.ts';
import { describePublicKey } from './public-key.ts';

const generate = promisify(generateKeyPair);

/** Draws a key, RSA and EC off the main thread. What was being drawn when `signal` fired is thrown away. @throws CancelledError */
export async function generateKey(spec: KeySpec, signal: AbortSignal): Promise<SoftwareKey> {
  if (signal.aborted) throw new CancelledError();
  if (spec.family === 'oct') return { spec, material: randomFillSync(secretBytes(spec.bits / 8)) };
  const { privateKey } = await generatePair(spec);
  if (signal.aborted) throw new CancelledError();
  return describeKey(privateKey, spec);
}

const generatePair = (spec: Exclude<KeySpec, { family: 'oct' }>): Promise<{ privateKey: KeyObject }> =>
  spec.family === 'RSA'
    ? generate('rsa', { modulusLength: spec.bits, publicExponent: 65_537 })
    : generate('ec', { namedCurve: curveDomain[spec.curve].name });

/** A private key of OpenSSL as it is kept. The caller zeroes the material. */
export const describeKey = (key: KeyObject, spec: Exclude<KeySpec, { family: 'oct' }>): SoftwareKey => ({
  spec,
  material: plain(key.export({ format: 'der', type: 'pkcs8' })),
  publicKey: describePublicKey(key, spec),
});
