import type { FactorKind } from '../contract/person.ts';
import type { Staged } from '../job/staging.ts';
import type { Crypto } from '../seal/crypto.ts';
import { drawRecoveryCodes } from './recovery-code.ts';

/** What was drawn for a second factor, until it is proved that it arrived: only then is anything of it kept. */
export type BegunFactor = Staged &
  (
    | { readonly kind: 'totp'; readonly secret: Uint8Array }
    | { readonly kind: 'passkey'; readonly challenge: Uint8Array }
    | { readonly kind: 'recovery-code'; readonly codes: readonly Uint8Array[] }
  );

/** The length of an HMAC-SHA-1, as RFC 4226 section 4 recommends. */
const secretBytes = 20;
/** Twice what WebAuthn Level 3 section 13.4.3 asks for. */
const challengeBytes = 32;

export const drawChallenge = (crypto: Crypto): Uint8Array => crypto.random(challengeBytes);

export function drawFactor(crypto: Crypto, kind: FactorKind): BegunFactor {
  switch (kind) {
    case 'totp': {
      const secret = crypto.random(secretBytes);
      return { kind, secret, sizeBytes: secret.length, close: () => void secret.fill(0) };
    }
    case 'passkey': {
      const challenge = drawChallenge(crypto);
      return { kind, challenge, sizeBytes: challenge.length, close: () => void challenge.fill(0) };
    }
    case 'recovery-code': {
      const codes = drawRecoveryCodes(crypto);
      const close = (): void => codes.forEach((code) => code.fill(0));
      return { kind, codes, sizeBytes: codes.reduce((sum, code) => sum + code.length, 0), close };
    }
  }
}
