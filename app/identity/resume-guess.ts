import type { RecordRow } from '../audit/record-store.ts';
import type { Tx } from '../operation/store.ts';
import type { GuessCount } from './guess-delay.ts';

/** Records of signing in are looked up so far back: as many as guesses are let in while the longest delay lasts. */
const mostRows = 1_000;

/**
 * Takes the failures in a row from the log, where each stands: locking, which anyone may, and opening by the keychain, which asks for
 * nothing, must not make the next guess free.
 */
export async function resumeGuesses(tx: Tx, guesses: GuessCount): Promise<void> {
  const rows = await tx.records.list(undefined, mostRows, { operation: ['SessionCreate', 'SessionProve'] });
  const bySubject = Map.groupBy(rows, ({ object }) => object.toLowerCase());
  for (const [subject, attempts] of bySubject) {
    const person = await tx.directory.findPerson(subject);
    const failures = inRow(attempts, person?.freedOn ?? -Infinity);
    if (failures[0]) guesses.resume(subject, failures.length, failures[0].time);
  }
}

type Attempt = Pick<RecordRow, 'identityId' | 'code' | 'time'>;

/** @param attempts newest first @returns those that failed since somebody signed in: a right password of which a second factor is asked is nobody's */
function inRow(attempts: readonly Attempt[], freedOn: number): Attempt[] {
  const end = attempts.findIndex(({ identityId, code, time }) => time <= freedOn || (identityId !== '' && code === 'OK'));
  return attempts.slice(0, end < 0 ? undefined : end).filter(({ code }) => code === 'SignInFailed');
}
