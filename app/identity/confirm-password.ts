import type { Anteroom } from '../operation/operation.ts';
import { isPassword } from './password.ts';
import { checkPerson } from './person.ts';

/**
 * Asks the person who is signed in for the password once more, before something that can't be undone.
 * @throws VaultError SignInFailed, slowed like signing in; IntegrityViolation when the person's row was edited outside the house
 */
export async function confirmPassword(anteroom: Anteroom, password: Uint8Array): Promise<void> {
  const { gate, keyring, principal, read } = anteroom;
  await gate.guesses.attempt(`confirm:${principal.id}`, async () => {
    const person = checkPerson(keyring, await read((tx) => tx.directory.findPersonById(principal.id)));
    return isPassword(anteroom, password, person);
  });
}
