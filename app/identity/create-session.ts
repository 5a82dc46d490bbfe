import type { Output } from '../contract/operation.ts';
import { SessionCreate } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, type RoomOperation } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { isPassword } from './password.ts';
import { checkPerson } from './person.ts';
import { toPrincipal } from './principal.ts';
import { toSession } from './session-view.ts';

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
    const live = { id: room.newId(), personId: found.id, startedOn: room.time };
    room.identify(toPrincipal(found, live.id));
    return { kind: 'signed-in', session: await toSession(room, found, live) };
  },
  afterCommit({ caller, gate }, _input, output) {
    // Whoever comes next must not replace passphrase and password on the strength of shares that somebody else entered.
    gate.endRecovery();
    if (output.kind !== 'signed-in') return;
    const { id, person, startedOn } = output.session;
    caller.session.current = { id, personId: person.id, startedOn };
  },
};
