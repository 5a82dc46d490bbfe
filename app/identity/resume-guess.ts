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
    const factors = person ? await tx.factors.listOf([person.id]) : [];
    const failures = inRow(attempts, factors.length > 0 ? 'SessionProve' : 'SessionCreate', person?.freedOn ?? -Infinity);
    if (failures[0]) guesses.resume(subject, failures.length, failures[0].time);
  }
}

type Attempt = Pick<RecordRow, 'operation' | 'code' | 'time'>;

/** @param attempts newest first @param last the operation with which signing in is over @returns those that failed since it was */
function inRow(attempts: readonly Attempt[], last: string, freedOn: number): Attempt[] {
  const end = attempts.findIndex(({ operation, code, time }) => time <= freedOn || (operation === last && code === 'OK'));
  return attempts.slice(0, end < 0 ? undefined : end).filter(({ code }) => code === 'SignInFailed');
}
