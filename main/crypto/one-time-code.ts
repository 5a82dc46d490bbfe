import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { HOTP, Secret } from 'otpauth';
import type { OneTimeCode } from '../../app/identity/one-time-code.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';

const stepMs = 30_000;
const digits = 6;

/** The library's own would copy the secret into memory that it shares. */
const hmacSha1 = (_algorithm: string, key: Uint8Array, message: Uint8Array): Uint8Array =>
  createHmac('sha1', createSecretKey(key)).update(message).digest();

/** RFC 6238 by the rules of RFC 4226. */
export function createOneTimeCode(clock: Pick<Clock, 'now'>): OneTimeCode {
  return {
    findStep(given, code, after) {
      const own = copySecret(given);
      const secret = new Secret({ buffer: own.buffer });
      const present = Math.floor(clock.now() / stepMs);
      try {
        // All of them, so that how long it takes tells nothing of the code.
        const found = [present - 1, present, present + 1].filter((counter) => {
          if (counter < 0) return false;
          const expected = Buffer.from(HOTP.generate({ secret, algorithm: 'SHA1', digits, counter, hmac: hmacSha1 }));
          return code.length === digits && timingSafeEqual(expected, code);
        });
        return found.find((step) => step > after);
      } finally {
        own.fill(0);
      }
    },
  };
}
