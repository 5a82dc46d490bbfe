import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { checkApplication } from './application.ts';
import type { ApplicationRow } from './application-store.ts';
import { listCredentials } from './credential.ts';
import type { CredentialRow } from './credential-store.ts';
import type { PersonRow } from './directory-store.ts';
import { checkPerson } from './person.ts';

interface Common {
  readonly id: string;
  /** As the log and lists call them. */
  readonly name: string;
}

export interface PersonWho extends Common {
  readonly kind: 'person';
  readonly person: PersonRow;
}

export interface ApplicationWho extends Common {
  readonly kind: 'application';
  readonly application: ApplicationRow;
  /** All that it ever had. */
  readonly credentials: readonly CredentialRow[];
}

/** Who can ask for something. */
export type Who = PersonWho | ApplicationWho;

/**
 * A person, or an application that was not deleted.
 * @throws VaultError IntegrityViolation when a row of theirs was edited outside the house
 */
export async function readWho(tx: Tx, keyring: Keyring, id: string): Promise<Who | undefined> {
  const person = checkPerson(keyring, await tx.directory.findPersonById(id));
  if (person) return { kind: 'person', id, name: person.displayName, person };
  const application = checkApplication(keyring, await tx.applications.find(id));
  if (!application || application.deletion) return undefined;
  return { kind: 'application', id, name: application.name, application, credentials: await listCredentials(tx, keyring, [id]) };
}
