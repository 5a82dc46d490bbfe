import type { Person, PersonState } from '../contract/person.ts';
import type { Room } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { listFactors } from './factor-row.ts';
import { hasPassword } from './password.ts';

/** What there is to say of a person's state. */
export function personState(row: Pick<PersonRow, 'enabled' | 'passwordHash'>): PersonState {
  if (!row.enabled) return 'disabled';
  return hasPassword(row) ? 'active' : 'invited';
}

/**
 * People as the window sees them, in the order of the rows, which were checked.
 * @throws VaultError IntegrityViolation when a second factor was edited outside the house
 */
export async function toPeople({ tx, keyring, gate, time }: Room, rows: readonly PersonRow[]): Promise<Person[]> {
  const ids = rows.map(({ id }) => id);
  const factors = Map.groupBy(await listFactors(tx, keyring, ids), ({ personId }) => personId);
  const signIns = await tx.directory.lastSignIns(ids);
  return rows.map((row) => {
    // Who is freed by this very operation is free in memory only after its commit.
    const lockedUntil = row.freedOn === time ? undefined : gate.guesses.lockedUntil(row.nameKey);
    const lastSignInOn = signIns.get(row.id);
    return {
      id: row.id,
      name: row.name,
      displayName: row.displayName,
      state: personState(row),
      ...(row.invitation && { invitedUntil: row.invitation.until }),
      ...(lockedUntil !== undefined && { lockedUntil }),
      secondFactor: row.secondFactor,
      factors: [...new Set(factors.get(row.id)?.map(({ kind }) => kind))],
      createdOn: row.createdOn,
      ...(lastSignInOn !== undefined && { lastSignInOn }),
      revision: row.rowVersion,
    };
  });
}

/** One person as the window sees them. @see toPeople */
export async function toPerson(room: Room, row: PersonRow): Promise<Person> {
  const [person] = await toPeople(room, [row]);
  if (!person) throw new Error('a person who was read is not told of');
  return person;
}
