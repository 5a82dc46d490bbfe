import { assertMayTakeOver } from '../access/escalation.ts';
import { InvitationAccept } from '../contract/person.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import { type Anteroom, hashed, houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { isInvitation } from './invitation-code.ts';
import { hashPassword, type StoredPassword } from './password.ts';
import { changePerson, checkPerson } from './person.ts';
import { toPrincipal } from './principal.ts';

/** Chooses a password with a one-time code, which is used up. Signing in comes after it. */
export const acceptInvitation: RoomOperation<typeof InvitationAccept, StoredPassword> = {
  at: 'room',
  shape: InvitationAccept,
  needs: { kind: 'nothing' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  // As at signing in: only names that exist stand in the log.
  fields: { name: hashed((input) => input.person.toLowerCase()) },
  target: async (input, tx) => houseTarget((await tx.directory.findPerson(input.person.toLowerCase()))?.name ?? 'unknown person'),
  async prepare(anteroom, input) {
    await assertInvited(anteroom, input.person.toLowerCase(), input.code);
    return hashPassword(anteroom, input.password);
  },
  async run(room, input, stored) {
    const { tx, keyring } = room;
    const person = checkPerson(keyring, await tx.directory.findPerson(input.person.toLowerCase()));
    // Somebody may have used it, or been disabled, while the password was hashed.
    if (!person || !stored || !isInvitation(room, person, input.code)) throw new VaultError('InvitationInvalid', {});
    await assertStillGood(room, person);
    await changePerson(tx, keyring, person, { ...stored, invitation: undefined, credential: person.credential + 1 });
    room.identify(toPrincipal(person, undefined));
    return {};
  },
};

/**
 * Who invited knows the code, and could come in place of who was invited. Where these hold by now what may not be taken over by the one
 * who invited, the code is good for nothing, and another is drawn by somebody who may.
 * @throws VaultError InvitationInvalid, IntegrityViolation
 */
async function assertStillGood(room: Room, { id, invitation }: PersonRow): Promise<void> {
  const { tx, keyring } = room;
  const by = invitation && checkPerson(keyring, await tx.directory.findPersonById(invitation.by));
  if (!by) throw new VaultError('InvitationInvalid', {});
  try {
    await assertMayTakeOver({ ...room, principal: toPrincipal(by, undefined) }, id);
  } catch (error) {
    if (isVaultError(error, 'TooPowerful')) throw new VaultError('InvitationInvalid', {});
    throw error;
  }
}

/** @throws VaultError InvitationInvalid, slowed by the name that was tried and told alike for every reason; IntegrityViolation */
async function assertInvited(anteroom: Anteroom, nameKey: string, code: Uint8Array): Promise<void> {
  const { gate, keyring, read } = anteroom;
  try {
    await gate.guesses.attempt(`invitation:${nameKey}`, async () =>
      isInvitation(anteroom, checkPerson(keyring, await read((tx) => tx.directory.findPerson(nameKey))), code),
    );
  } catch (error) {
    if (isVaultError(error, 'SignInFailed')) throw new VaultError('InvitationInvalid', error.data);
    throw error;
  }
}
