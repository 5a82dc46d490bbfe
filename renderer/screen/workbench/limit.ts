import { mostBareBytes, modeOf, type CipherMode } from '../../../app/contract/key-algorithm.ts';
import type { EncryptAlgorithm, KeySpec, SignAlgorithm } from '../../../app/contract/key.ts';
import { isSigning, type Task } from './task.ts';

/** Longest text that the contract takes, in bytes. */
const mostMessageBytes = 65_536;
/** Largest file that is hashed here, in bytes: a minute or two of work. */
export const mostHashedBytes = 2 ** 31;

/** How long an input may be, in bytes, and of what it is a multiple. */
export interface Limit {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** What it is, before anything is wrong. */
  readonly hint: string;
}

const count = (bytes: number) => bytes.toLocaleString('en');

const limit = (hint: string, { least = 1, most = mostMessageBytes, step = 1 } = {}): Limit => ({ least, most, step, hint });

/** Room that OAEP takes in the modulus: twice the hash and two bytes (RFC 8017 section 7.1.1). */
const oaepBytes = (algorithm: EncryptAlgorithm) => (algorithm === 'RSA-OAEP-256' ? 2 * 32 : 2 * 20) + 2;

const plainHint: Readonly<Record<Exclude<CipherMode, 'rsa'>, Limit>> = {
  gcm: limit(`Up to ${count(mostMessageBytes)} bytes.`),
  cbc: limit(`A multiple of 16 bytes, up to ${count(mostMessageBytes)}: nothing is padded.`, { least: 16, step: 16 }),
  'cbc-pad': limit(`Up to ${count(mostMessageBytes)} bytes.`),
  wrap: limit('A key of 16 bytes or more, in multiples of 8 bytes.', { least: 16, step: 8 }),
  'wrap-pad': limit('A key of any length.', { least: 1 }),
};

function plainLimit(spec: KeySpec, algorithm: EncryptAlgorithm): Limit {
  const mode = modeOf(algorithm);
  if (mode !== 'rsa') return plainHint[mode];
  const most = spec.family === 'RSA' ? spec.bits / 8 - oaepBytes(algorithm) : 0;
  return limit(`Up to ${most} bytes: more doesn’t fit into ${algorithm} with this key.`, { most });
}

function sealedLimit(spec: KeySpec): Limit {
  const whole = spec.family === 'RSA' ? spec.bits / 8 : undefined;
  if (whole === undefined) return limit('As it came from encrypting.');
  return limit(`${whole} bytes: as long as the key.`, { least: whole, most: whole });
}

function bareLimit(spec: KeySpec): Limit {
  const most = mostBareBytes(spec);
  return limit(`1 to ${most} bytes. RSNULL pads them and signs them as they are.`, { least: 1, most });
}

/** @param digest its length in bytes, where a ready digest is given; whatever is hashed may be of any length */
export function limitOf(task: Task, spec: KeySpec, digest: number | undefined): Limit {
  if (isSigning(task)) return signLimit(task.algorithm, spec, digest);
  return task.operation === 'encrypt' || task.operation === 'wrapKey' ? plainLimit(spec, task.algorithm) : sealedLimit(spec);
}

function signLimit(algorithm: SignAlgorithm, spec: KeySpec, digest: number | undefined): Limit {
  if (algorithm === 'RSNULL') return bareLimit(spec);
  if (digest !== undefined) return limit(`${digest} bytes: the digest itself.`, { least: digest, most: digest });
  return limit(`Hashed in this window: what leaves it is the digest alone. A file may have up to ${mostHashedBytes / 2 ** 30} GiB.`, {
    most: mostHashedBytes,
  });
}

/** What is wrong with a length, if anything. */
export function lengthProblem(bytes: number, { least, most, step }: Limit): string | undefined {
  if (least === most && bytes !== least) return `These are ${count(bytes)} bytes, not ${count(least)}.`;
  if (bytes < least) return bytes === 0 ? 'Nothing is here yet.' : `These are ${count(bytes)} bytes: ${count(least)} at least.`;
  if (bytes > most) return `These are ${count(bytes)} bytes: ${count(most)} at most.`;
  return bytes % step === 0 ? undefined : `These are ${count(bytes)} bytes: not a multiple of ${step}.`;
}
