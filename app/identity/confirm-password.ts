import { VaultError } from '../contract/vault-error.ts';
import type { Anteroom } from '../operation/operation.ts';
import { isPassword } from './password.ts';

/**
 * Asks the person who is signed in for the password once more, before something that can't be undone.
 * @throws VaultError SignInFailed, slowed like signing in
 */
export async function confirmPassword(anteroom: Anteroom, password: Uint8Array): Promise<void> {
  const { gate, principal, time } = anteroom;
  const subject = `confirm:${principal.id}`;
  const retryOn = gate.guesses.retryOn(subject, time);
  if (retryOn !== undefined) throw new VaultError('SignInFailed', { retryOn });
  const person = await anteroom.read((tx) => tx.directory.findPersonById(principal.id));
  if (await isPassword(anteroom, password, person)) return gate.guesses.succeed(subject);
  gate.guesses.fail(subject, time);
  const next = gate.guesses.retryOn(subject, time);
  throw new VaultError('SignInFailed', next === undefined ? {} : { retryOn: next });
}
