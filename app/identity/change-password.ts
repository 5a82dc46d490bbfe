import { PasswordChange } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type RoomOperation } from '../operation/operation.ts';
import { confirmPassword } from './confirm-password.ts';
import { hashPassword, type StoredPassword } from './password.ts';
import { changePerson } from './person.ts';
import { getPersonRow, personTarget } from './person-target.ts';

/** Another password of one's own. The session that asks goes on; every other one of the person ends. */
export const changePassword: RoomOperation<typeof PasswordChange, StoredPassword> = {
  at: 'room',
  shape: PasswordChange,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (_input, tx, _keyring, { session }) => personTarget(tx, session.current?.principalId ?? ''),
  async prepare(anteroom, input) {
    await confirmPassword(anteroom, input.password);
    return hashPassword(anteroom, input.next);
  },
  async run(room, _input, stored) {
    const { tx, keyring, principal, caller } = room;
    const before = await getPersonRow(tx, keyring, principal.id);
    if (!stored || principal.sessionId === undefined) throw new VaultError('Unauthorized', {});
    const { credential } = await changePerson(tx, keyring, before, { ...stored, credential: before.credential + 1 });
    room.onCommit(() => caller.session.renew(credential));
    return {};
  },
};
