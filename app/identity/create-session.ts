import type { Output } from '../contract/operation.ts';
import { SessionCreate } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, type RoomOperation } from '../operation/operation.ts';
import { beginSession } from './begin-session.ts';
import type { PersonRow } from './directory-store.ts';
import { isPassword } from './password.ts';
import { checkPerson } from './person.ts';

/** Signs a person in on the connection that asks. */
export const createSession: RoomOperation<typeof SessionCreate, PersonRow> = {
  at: 'room',
  shape: SessionCreate,
  needs: { kind: 'nothing' },
  during: ['open', 'quarantined'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  // A password typed into the wrong field must not stand in the log: only names that exist do.
  fields: { name: hashed((input) => input.person.toLowerCase()) },
  target: async (input, tx) => houseTarget((await tx.directory.findPerson(input.person.toLowerCase()))?.name ?? 'unknown person'),
  async prepare(anteroom, input) {
    const { gate, keyring, read } = anteroom;
    const subject = input.person.toLowerCase();
    let person: PersonRow | undefined;
    await gate.guesses.attempt(subject, async () => {
      person = checkPerson(keyring, await read((tx) => tx.directory.findPerson(subject)));
      return (await isPassword(anteroom, input.password, person)) && person?.enabled === true;
    });
    return person;
  },
  async run(room, _input, person): Promise<Output<'SessionCreate'>> {
    const found = person && (await room.tx.directory.findPersonById(person.id));
    if (!found?.enabled) throw new VaultError('SignInFailed', {});
    return { kind: 'signed-in', session: await beginSession(room, found) };
  },
};
