import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { curve, encryptAlgorithm, signAlgorithm } from '../../../app/contract/key.ts';

const hex = z.string().transform((text) => Uint8Array.from(Buffer.from(text, 'hex')));
const signed = { algorithm: signAlgorithm, digest: hex, signature: hex, valid: z.boolean(), why: z.string() };
const members = { n: hex, e: hex, d: hex, p: hex, q: hex, dp: hex, dq: hex, qi: hex };
const sealed = { algorithm: encryptAlgorithm, key: hex, value: hex };

const shape = {
  'ecdsa-cavp': z.object({ ...signed, curve, x: hex, y: hex }),
  'ecdsa-wycheproof': z.object({ ...signed, curve, x: hex, y: hex }),
  'rsa-pkcs1-cavp': z.object({ ...signed, n: hex, e: hex }),
  'aes-gcm-cavp': z.object({ ...sealed, initialization: hex, additional: hex, tag: hex, text: hex.nullable() }),
  'aes-cbc-cavp': z.object({ ...sealed, initialization: hex, text: hex }),
  'aes-cbcpad-wycheproof': z.object({ ...sealed, initialization: hex, text: hex, valid: z.boolean(), why: z.string() }),
  'aes-wrap-cavp': z.object({ ...sealed, text: hex.nullable() }),
  'rsa-decrypt': z.object({
    algorithm: encryptAlgorithm,
    key: z.object(members),
    cases: z.array(z.object({ text: hex, value: hex })).min(1),
  }),
} as const;

/** The cases of a file of published vectors, bytes read from hexadecimal. */
export function casesOf<N extends keyof typeof shape>(name: N): z.output<(typeof shape)[N]>[] {
  const text = readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8');
  return z.object({ source: z.string(), cases: z.array(shape[name]).min(1) }).parse(JSON.parse(text)).cases;
}
