import { combine, split } from 'shamir-secret-sharing';
import type { SecretSharing } from '../../app/seal/crypto.ts';

/** Shamir's secret sharing over GF(2^8); the last byte of a share is its x coordinate. */
export function createSecretSharing(): SecretSharing {
  return {
    async split(secret, count, threshold) {
      // The library takes plain arrays only, not Node's Buffer.
      const own = Uint8Array.from(secret);
      try {
        return await split(own, count, threshold);
      } finally {
        own.fill(0);
      }
    },
    async combine(shares) {
      const own = shares.map((share) => Uint8Array.from(share));
      try {
        return await combine(own);
      } finally {
        for (const share of own) share.fill(0);
      }
    },
  };
}
