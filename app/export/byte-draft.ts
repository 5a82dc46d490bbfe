import { secretBytes } from '../seal/secret-bytes.ts';

/** A file that is being written in memory. What it outgrows is zeroed. */
export interface ByteDraft {
  /** Bytes so far. */
  readonly length: number;
  byte(value: number): void;
  bytes(values: Uint8Array): void;
  /** As UTF-8. For what is no secret. */
  text(text: string): void;
  /** The file; it is the caller's, who zeroes it. Nothing is left in the draft. */
  finish(): Uint8Array;
  /** Zeroes what was written. */
  discard(): void;
}

const firstBytes = 64 * 1024;

export function createByteDraft(): ByteDraft {
  const encoder = new TextEncoder();
  let held = secretBytes(0);
  let length = 0;

  function makeRoom(more: number): void {
    if (length + more <= held.length) return;
    const larger = secretBytes(Math.max(firstBytes, held.length * 2, length + more));
    larger.set(held);
    held.fill(0);
    held = larger;
  }

  function bytes(values: Uint8Array): void {
    makeRoom(values.length);
    held.set(values, length);
    length += values.length;
  }

  function leave(): Uint8Array {
    const file = held.subarray(0, length);
    held = secretBytes(0);
    length = 0;
    return file;
  }

  return {
    get length() {
      return length;
    },
    byte(value) {
      makeRoom(1);
      held[length] = value;
      length += 1;
    },
    bytes,
    text: (text) => bytes(encoder.encode(text)),
    finish: leave,
    discard: () => void leave().fill(0),
  };
}
