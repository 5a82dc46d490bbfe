import type { FactorKind } from '../contract/person.ts';
import type { Anteroom } from '../operation/operation.ts';
import { drawChallenge } from './begun-factor.ts';
import type { PersonRow } from './directory-store.ts';
import { hasFactor, listFactors } from './factor-row.ts';
import { knownPasskeys } from './passkey-content.ts';
import type { PendingSignIn } from './session.ts';

/** How long the second half of signing in may take. */
const mostMs = 5 * 60_000;

/** What somebody whose password was right still has to prove. */
export interface FactorAsked {
  readonly pending: PendingSignIn;
  readonly kinds: readonly FactorKind[];
  /** JSON of PublicKeyCredentialRequestOptionsJSON, where a passkey will do. */
  readonly options: string | undefined;
}

/** @returns undefined where the password is all that there is to prove. @throws VaultError IntegrityViolation */
export async function askFactor(anteroom: Anteroom, person: PersonRow): Promise<FactorAsked | undefined> {
  const { read, keyring, crypto, passkey, time } = anteroom;
  const rows = await read((tx) => listFactors(tx, keyring, [person.id]));
  if (!hasFactor(rows)) return undefined;
  const known = knownPasskeys(rows);
  const challenge = known.length > 0 ? drawChallenge(crypto) : undefined;
  return {
    pending: { personId: person.id, credential: person.credential, until: time + mostMs, challenge },
    // Recovery codes that are used up are no way in.
    kinds: [...new Set(rows.filter(({ content }) => content.length > 0).map(({ kind }) => kind))],
    options: challenge && (await passkey.requestOptions({ challenge, known })),
  };
}
