import type { Tx } from '../operation/store.ts';
import type { GuessCount } from './guess-delay.ts';

/** Signing in is looked up so far back: more failures than these make no longer delay. */
const mostRows = 200;

/**
 * Takes the failures in a row from the log, where each stands: locking, which anyone may, and opening by the keychain, which asks for
 * nothing, must not make the next guess free.
 */
export async function resumeGuesses(tx: Tx, guesses: GuessCount): Promise<void> {
  const rows = await tx.records.list(undefined, mostRows, { operation: ['SessionCreate', 'SessionProve'] });
  const failed = new Map<string, { failures: number; lastOn: number }>();
  const over = new Set<string>();
  for (const { object, code, time, identityId } of rows) {
    const subject = object.toLowerCase();
    // A right password with a second factor still to be proved is nobody's yet.
    if (code === 'OK' && identityId !== '') over.add(subject);
    if (code !== 'SignInFailed' || over.has(subject)) continue;
    const known = failed.get(subject);
    failed.set(subject, { failures: (known?.failures ?? 0) + 1, lastOn: known?.lastOn ?? time });
  }
  for (const [subject, { failures, lastOn }] of failed) guesses.resume(subject, failures, lastOn);
}
