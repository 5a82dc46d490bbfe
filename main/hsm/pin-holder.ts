import { timingSafeEqual } from 'node:crypto';
import { copySecret } from '../../app/seal/secret-bytes.ts';

/** A PIN for as long as its token is open. */
export interface PinHolder {
  /** For the binding, which takes nothing that can be zeroed. */
  text(): string;
  /** Whether it is this one, in constant time. */
  is(other: Uint8Array): boolean;
  /** The caller zeroes it. */
  copy(): Uint8Array;
  change(next: Uint8Array): void;
  clear(): void;
}

/** @param first copied */
export function createPinHolder(first: Uint8Array): PinHolder {
  let pin = copySecret(first);
  return {
    text: () => Buffer.from(pin.buffer, pin.byteOffset, pin.length).toString('utf8'),
    is: (other) => other.length === pin.length && timingSafeEqual(other, pin),
    copy: () => copySecret(pin),
    change(next) {
      pin.fill(0);
      pin = copySecret(next);
    },
    clear: () => void pin.fill(0),
  };
}
