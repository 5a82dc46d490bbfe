import * as z from 'zod';
import type { Crypto } from '../seal/crypto.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { readIsoTime } from './iso-time.ts';
import type { CheckpointRow } from './record-store.ts';
import { sameBytes } from './tree.ts';

/** A tree head as a signed note states it. */
export interface Checkpoint {
  readonly size: number;
  /** 32 bytes. */
  readonly rootHash: Uint8Array;
  /** Milliseconds since 1970. */
  readonly signedOn: number;
}

/** Whose checkpoints these are: the note's origin and key name, and the key. */
export interface CheckpointKey {
  readonly origin: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

export type NoteCrypto = Pick<Crypto, 'sha256' | 'verifyEd25519'>;

/** Origin of an instance's log, which is its key's name too. */
export const originOf = (instanceId: string): string => `strongroom/${instanceId}/log`;

const utf8 = new TextEncoder();
const ed25519 = Uint8Array.of(1);

/**
 * Writes a checkpoint as a signed note (https://c2sp.org/tlog-checkpoint, https://c2sp.org/signed-note) with one extension line,
 * `time`, so that the time of signing is signed as well.
 */
export function writeCheckpoint(
  crypto: NoteCrypto,
  key: CheckpointKey,
  head: Checkpoint,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const body = `${key.origin}\n${head.size}\n${toBase64(head.rootHash)}\ntime ${new Date(head.signedOn).toISOString()}\n`;
  const signature = sign(utf8.encode(body));
  return `${body}\n— ${key.origin} ${toBase64(Uint8Array.of(...keyId(crypto, key), ...signature))}\n`;
}

const notePattern =
  /^(?<body>(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[^\n]+)\ntime (?<time>[^\n]+)\n)\n(?<signatures>(?:— [^\n]+\n)+)$/;

const noteParts = z.object({
  body: z.string(),
  origin: z.string(),
  size: z.coerce.number(),
  root: z.string(),
  time: z.string(),
  signatures: z.string(),
});

/** Reads and verifies a note. @returns undefined when it is malformed, of another log or not signed by the key */
export function openCheckpoint(crypto: NoteCrypto, key: CheckpointKey, note: string): Checkpoint | undefined {
  const parts = noteParts.safeParse(notePattern.exec(note)?.groups).data;
  if (!parts || parts.origin !== key.origin || !Number.isSafeInteger(parts.size)) return undefined;
  const rootHash = fromBase64(parts.root);
  const signedOn = readIsoTime(parts.time);
  if (rootHash?.length !== 32 || signedOn === undefined) return undefined;
  if (!isSigned(crypto, key, parts)) return undefined;
  return { size: parts.size, rootHash, signedOn };
}

/** Whether a row's columns are what its note states. */
export const statesSame = (row: CheckpointRow, noted: Checkpoint): boolean =>
  row.size === noted.size && row.signedOn === noted.signedOn && sameBytes(row.rootHash, noted.rootHash);

/** Lines of other keys, such as a witness's, are passed over; one of this key must be there and be right. */
function isSigned(crypto: NoteCrypto, key: CheckpointKey, { body, signatures }: z.infer<typeof noteParts>): boolean {
  const id = keyId(crypto, key);
  const prefix = `— ${key.origin} `;
  for (const line of signatures.trimEnd().split('\n')) {
    const blob = line.startsWith(prefix) ? fromBase64(line.slice(prefix.length)) : undefined;
    if (blob?.length !== 68 || !sameBytes(blob.subarray(0, 4), id)) continue;
    return crypto.verifyEd25519(key.publicKey, utf8.encode(body), blob.subarray(4));
  }
  return false;
}

/** First four bytes of SHA-256 over name, newline, algorithm and key (signed-note). */
const keyId = (crypto: NoteCrypto, key: CheckpointKey): Uint8Array =>
  crypto.sha256(utf8.encode(`${key.origin}\n`), ed25519, key.publicKey).subarray(0, 4);
