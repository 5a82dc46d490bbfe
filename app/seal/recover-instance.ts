import { InstanceRecover } from '../contract/instance.ts';
import { VaultError } from '../contract/vault-error.ts';
import { removeFactorsOf } from '../identity/factor-row.ts';
import { hashPassword } from '../identity/password.ts';
import { changePerson, checkPerson } from '../identity/person.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

type StoredPassword = Awaited<ReturnType<typeof hashPassword>>;

/**
 * Answers a forgotten passphrase and password; the person's second factors and sessions fall with them. Needs no session: whoever opened
 * the house by a quorum of shares can read all of it anyway, and the record says that it was done so.
 */
export const recoverInstance: RoomOperation<typeof InstanceRecover, StoredPassword> = {
  at: 'room',
  shape: InstanceRecover,
  needs: { kind: 'nothing' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: { person: kept((input) => input.person) },
  target: async (input) => houseTarget(input.person),
  async prepare({ gate, read }, input) {
    if (!gate.recovering()) throw new VaultError('Unauthorized', {});
    const person = await read((tx) => tx.directory.findPerson(input.person.toLowerCase()));
    if (!person) throw new VaultError('BadParameter', { issues: [{ path: 'person', problem: 'unknown' }] });
    return undefined;
  },
  async effect(anteroom, input) {
    const stored = await hashPassword(anteroom, input.password);
    await anteroom.gate.replacePassphrase(input.passphrase, anteroom.time);
    return stored;
  },
  async run(room, input, stored) {
    const { tx, keyring, gate, time } = room;
    const person = checkPerson(keyring, await tx.directory.findPerson(input.person.toLowerCase()));
    if (!person || !stored) throw new VaultError('Conflict', { name: input.person });
    // Who lost both lost the phone too, perhaps; the shares open more than it ever guarded.
    await removeFactorsOf(tx, keyring, person.id);
    await changePerson(tx, keyring, person, { ...stored, invitation: undefined, credential: person.credential + 1, freedOn: time });
    room.onCommit(() => gate.guesses.free(person.nameKey));
    return {};
  },
  afterCommit: ({ gate }) => gate.endRecovery(),
};
