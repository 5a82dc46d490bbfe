import { combine, split } from 'shamir-secret-sharing';
import type { SecretSharing } from '../../app/seal/crypto.ts';
import { copySecret, secretBytes } from '../../app/seal/secret-bytes.ts';

/**
 * Zeros put after a secret before the library sees it. It makes its own arrays, and V8 would keep short ones where they cannot be
 * zeroed: see secret-bytes.ts. Each byte is shared by itself, so those of the secret are not changed by what follows them.
 */
const paddingBytes = 64;

/** Shamir's secret sharing over GF(2^8); the last byte of a share is its x coordinate. */
export function createSecretSharing(): SecretSharing {
  return {
    async split(secret, count, threshold) {
      const padded = secretBytes(secret.length + paddingBytes);
      padded.set(secret);
      try {
        return (await split(padded, count, threshold)).map((part) => move(part, secret.length, secret.length + 1));
      } finally {
        padded.fill(0);
      }
    },
    async combine(shares) {
      const padded = shares.map((share) => move(copySecret(share), share.length - 1, share.length + paddingBytes));
      try {
        const secret = await combine(padded);
        const own = copySecret(secret.subarray(0, -paddingBytes));
        secret.fill(0);
        return own;
      } finally {
        for (const share of padded) share.fill(0);
      }
    },
  };
}

/** A share of another length with the same first bytes and the same x coordinate. Zeroes the one given. */
function move(share: Uint8Array, kept: number, lengthBytes: number): Uint8Array<ArrayBuffer> {
  const moved = secretBytes(lengthBytes);
  moved.set(share.subarray(0, kept));
  moved.set(share.subarray(-1), lengthBytes - 1);
  share.fill(0);
  return moved;
}
