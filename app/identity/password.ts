import * as z from 'zod';
import type { Argon2Cost, Crypto, PassphraseHash } from '../seal/crypto.ts';
import type { PersonRow } from './directory-store.ts';

/** Cost of a sign-in password: RFC 9106's second recommended set. The house itself is behind the dearer unlock slots. */
export const passwordCost: Argon2Cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };

const storedCost = z.strictObject({
  memoryKiB: z
    .number()
    .int()
    .min(64 * 1024)
    .max(4 * 1024 * 1024),
  passes: z.number().int().min(3).max(20),
  lanes: z.number().int().min(1).max(16),
});

export type StoredPassword = Pick<PersonRow, 'passwordSalt' | 'passwordCost' | 'passwordHash'>;

/** Of somebody who has chosen none yet, or has lost it. */
export const noPassword: StoredPassword = { passwordSalt: new Uint8Array(), passwordCost: '', passwordHash: new Uint8Array() };

export const hasPassword = ({ passwordHash }: Pick<StoredPassword, 'passwordHash'>): boolean => passwordHash.length > 0;

/** Hashes a new password. Slow: outside transactions only. The caller zeroes `password`. */
export async function hashPassword(
  deps: { crypto: Crypto; passphraseHash: PassphraseHash },
  password: Uint8Array,
): Promise<StoredPassword> {
  const passwordSalt = deps.crypto.random(16);
  const passwordHash = await deps.passphraseHash.derive(password, passwordSalt, passwordCost);
  return { passwordSalt, passwordCost: JSON.stringify(passwordCost), passwordHash };
}

/**
 * Whether `password` is the stored one. With nobody stored, or nobody's password, it costs as much and says no, so that neither can be told
 * by time.
 */
export async function isPassword(
  deps: { crypto: Crypto; passphraseHash: PassphraseHash },
  password: Uint8Array,
  given: StoredPassword | undefined,
): Promise<boolean> {
  const stored = given && hasPassword(given) ? given : undefined;
  const cost = stored ? storedCost.parse(JSON.parse(stored.passwordCost)) : passwordCost;
  const hash = await deps.passphraseHash.derive(password, stored?.passwordSalt ?? deps.crypto.random(16), cost);
  const right = deps.crypto.equal(hash, stored?.passwordHash ?? deps.crypto.random(32));
  hash.fill(0);
  return right && stored !== undefined;
}
