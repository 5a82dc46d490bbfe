import type { RotationTrouble } from '../contract/key-search.ts';
import { isVaultError } from '../contract/vault-error.ts';

/** Why the house couldn't make the next version of a key, and when it last tried (milliseconds since 1970). */
export interface NotedTrouble {
  readonly trouble: RotationTrouble;
  readonly on: number;
}

/** What failed since the house was opened and is due still, by the id of the key. */
export type RotationTroubles = ReadonlyMap<string, NotedTrouble>;

/** What people are told of a failed rotation; the log has its code. */
export function troubleOf(error: unknown): RotationTrouble {
  if (isVaultError(error, 'HsmTokenLocked')) return 'token-locked';
  if (isVaultError(error, 'HsmTokenNotFound')) return 'token-absent';
  if (isVaultError(error, 'KeyUnsupported')) return error.data.reason === 'vault' ? 'no-token' : 'other';
  if (isVaultError(error, 'HsmAnswerWrong')) return 'token-failed';
  if (!isVaultError(error, 'HsmUnavailable')) return 'other';
  switch (error.data.reason) {
    case 'absent':
      return 'token-absent';
    case 'full':
      return 'token-full';
    default:
      return 'token-failed';
  }
}
