import { formatCode, parseCode } from './code-text.ts';
import type { Crypto } from './crypto.ts';
import { copySecret, secretBytes } from './secret-bytes.ts';

/** One recovery share, with what tells it from others. */
export interface Share {
  /** 5 bytes, the same for all shares of a slot. */
  readonly setId: Uint8Array;
  readonly threshold: number;
  /** From 1, for people. */
  readonly index: number;
  /** 33 bytes: the shared key's part, and its x coordinate last. */
  readonly part: Uint8Array;
}

const format = 1;
const checksumLabel = new TextEncoder().encode('strongroom/v1/share');
/** Offsets: set id 0, format 5, threshold 6, index 7, part 8, checksum 41; 45 bytes are 72 digits exactly. */
const at = { format: 5, threshold: 6, index: 7, part: 8, checksum: 41, end: 45 } as const;

const checksumOf = (crypto: Crypto, content: Uint8Array): Uint8Array =>
  crypto.sha256(checksumLabel, content).subarray(0, at.end - at.checksum);

/**
 * Writes a share as people keep it: 18 groups of four characters with hyphens, of which the first two are the set id.
 * @returns ASCII, which the caller zeroes
 */
export function formatShare(crypto: Crypto, share: Share): Uint8Array {
  const bytes = secretBytes(at.end);
  bytes.set(share.setId);
  bytes.set([format, share.threshold, share.index], at.format);
  bytes.set(share.part, at.part);
  bytes.set(checksumOf(crypto, bytes.subarray(0, at.checksum)), at.checksum);
  const text = formatCode(bytes);
  bytes.fill(0);
  return text;
}

/**
 * Reads a share as people type it: without regard to case, spaces, hyphens, and letters that look like digits.
 * @param text UTF-8; neither kept nor zeroed
 * @returns undefined when it is incomplete, mistyped, or of another format
 */
export function parseShare(crypto: Crypto, text: Uint8Array): Share | undefined {
  const bytes = parseCode(text);
  if (bytes === undefined) return undefined;
  try {
    if (bytes.length !== at.end || bytes[at.format] !== format) return undefined;
    if (!crypto.equal(checksumOf(crypto, bytes.subarray(0, at.checksum)), bytes.subarray(at.checksum))) return undefined;
    return {
      setId: bytes.slice(0, at.format),
      threshold: bytes[at.threshold] ?? 0,
      index: bytes[at.index] ?? 0,
      part: copySecret(bytes.subarray(at.part, at.checksum)),
    };
  } finally {
    bytes.fill(0);
  }
}
