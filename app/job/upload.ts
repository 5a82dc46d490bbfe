import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { secretBytes } from '../seal/secret-bytes.ts';
import type { Staged, Staging } from './staging.ts';

/** A file on its way in, in parts. */
export interface Upload extends Staged {
  /** Copies the next part behind those before it. @throws VaultError BadParameter when that is more than was announced */
  add(part: Uint8Array): void;
  /** The whole file, which becomes the caller's. @throws VaultError BadParameter while parts are missing */
  content(): Uint8Array;
}

const unfit = (problem: string, limit: number) => new VaultError('BadParameter', { issues: [{ path: 'part', problem, limit }] });

/** Room for a file of exactly `sizeBytes`. */
export function createUpload(sizeBytes: number): Upload {
  const content = secretBytes(sizeBytes);
  let length = 0;
  return {
    sizeBytes,
    add(part) {
      if (length + part.length > sizeBytes) throw unfit('too_big', sizeBytes - length);
      content.set(part, length);
      length += part.length;
    },
    content() {
      if (length < sizeBytes) throw unfit('too_small', sizeBytes - length);
      return content;
    },
    close: () => void content.fill(0),
  };
}

/**
 * Takes a finished upload; it can be taken once.
 * @returns its content, which the taker zeroes
 * @throws VaultError StagedNotFound; BadParameter while parts are missing, and then it stays
 */
export function takeUpload(staging: Staging, caller: Caller, id: string): Uint8Array {
  staging.get('upload', caller, id).content();
  return staging.take('upload', caller, id).content();
}
