import type { Output } from '../contract/operation.ts';
import { SessionCreate } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type Anteroom, type RoomOperation } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { toPrincipal } from './principal.ts';
import { isPassword } from './password.ts';
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
  fields: {},
  target: async (input) => houseTarget(input.person),
  async prepare(anteroom, input) {
    const subject = input.person.toLowerCase();
    const retryOn = anteroom.gate.guesses.retryOn(subject, anteroom.time);
    if (retryOn !== undefined) throw new VaultError('SignInFailed', { retryOn });
    const person = await anteroom.read((tx) => tx.directory.findPerson(subject));
    const right = await isPassword(anteroom, input.password, person);
    if (right && person?.enabled) return person;
    throw failedGuess(anteroom, subject);
  },
  async run(room, _input, person): Promise<Output<'SessionCreate'>> {
    const found = person && (await room.tx.directory.findPersonById(person.id));
    if (!found?.enabled) throw new VaultError('SignInFailed', {});
    const live = { id: room.newId(), personId: found.id, startedOn: room.time };
    room.identify(toPrincipal(found, live.id));
    return toSession(room, found, live);
  },
  afterCommit({ caller, gate }, input, output) {
    gate.guesses.succeed(input.person.toLowerCase());
    caller.session.current = { id: output.id, personId: output.person.id, startedOn: output.startedOn };
  },
};

function failedGuess({ gate, time }: Anteroom, subject: string): VaultError {
  gate.guesses.fail(subject, time);
  const retryOn = gate.guesses.retryOn(subject, time);
  return new VaultError('SignInFailed', retryOn === undefined ? {} : { retryOn });
}
