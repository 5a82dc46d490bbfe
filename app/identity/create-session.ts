import type { Output } from '../contract/operation.ts';
import { SessionCreate } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { askFactor, type FactorAsked } from './ask-factor.ts';
import { beginSession } from './begin-session.ts';
import type { PersonRow } from './directory-store.ts';
import { hasFactor, listFactors } from './factor-row.ts';
import { isPassword } from './password.ts';
import { checkPerson } from './person.ts';
import { mayGoOn } from './session.ts';

interface PasswordProved {
  readonly person: PersonRow;
  /** What is still to be proved. */
  readonly asked: FactorAsked | undefined;
}

/** Signs a person in on the connection that asks, or begins to where a second factor is set up. */
export const createSession: RoomOperation<typeof SessionCreate, PasswordProved> = {
  at: 'room',
  shape: SessionCreate,
  needs: { kind: 'nothing' },
  during: ['open', 'quarantined'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  // A password typed into the wrong field must not stand in the log: only names that exist do.
  fields: {
    name: hashed((input) => input.person.toLowerCase()),
    // So far nobody is signed in: the record says so.
    secondFactor: kept((_input, output) => (output?.kind === 'factor' ? 'asked' : undefined)),
  },
  target: async (input, tx) => houseTarget((await tx.directory.findPerson(input.person.toLowerCase()))?.name ?? 'unknown person'),
  async prepare(anteroom, input) {
    const { gate, keyring, read } = anteroom;
    const subject = input.person.toLowerCase();
    anteroom.caller.session.pending = undefined;
    let proved: PasswordProved | undefined;
    await gate.guesses.attempt(subject, async () => {
      const person = checkPerson(keyring, await read((tx) => tx.directory.findPerson(subject)));
      const isRight = await isPassword(anteroom, input.password, person);
      if (!isRight || !person?.enabled) return false;
      proved = { person, asked: await askFactor(anteroom, person) };
      return proved.asked ? 'half' : true;
    });
    return proved;
  },
  async run(room, _input, proved): Promise<Output<'SessionCreate'>> {
    const { tx, keyring, caller } = room;
    const found = proved && checkPerson(keyring, await tx.directory.findPersonById(proved.person.id));
    if (!found || !mayGoOn(found, proved.person)) throw new VaultError('SignInFailed', {});
    const { asked } = proved;
    // Set up, or taken away, since it was asked for.
    if (hasFactor(await listFactors(tx, keyring, [found.id])) !== (asked !== undefined)) throw new VaultError('SignInFailed', {});
    if (!asked) return { kind: 'signed-in', session: await beginSession(room, found) };
    room.onCommit(() => {
      caller.session.pending = asked.pending;
    });
    return { kind: 'factor', kinds: [...asked.kinds], ...(asked.options !== undefined && { options: asked.options }) };
  },
};
