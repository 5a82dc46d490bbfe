import * as z from 'zod';
import { CancelledError, VaultError } from '../../app/contract/vault-error.ts';

// What is in them the browser reads and refuses by itself.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const creationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>(isObject);
const requestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>(isObject);

/** Why passkeys can't be used in this window and what to do instead; undefined where they can. */
export function passkeyPlace(): string | undefined {
  const able = location.protocol === 'https:' && typeof globalThis.PublicKeyCredential === 'function';
  return able ? undefined : 'This window can’t ask for passkeys. Open Strongroom in the browser’s window, or use the code of an app.';
}

/**
 * Has a passkey made, by the person's own act at the authenticator.
 * @param options JSON of PublicKeyCredentialCreationOptionsJSON (WebAuthn Level 3)
 * @returns JSON of RegistrationResponseJSON
 * @throws CancelledError when the person gave up or took too long, VaultError FactorUnproved when the authenticator has one already
 */
export async function makePasskey(options: string): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creationOptions.parse(JSON.parse(options)));
  return answerOf(navigator.credentials.create({ publicKey }));
}

/**
 * Has a passkey prove that the person is there.
 * @param options JSON of PublicKeyCredentialRequestOptionsJSON (WebAuthn Level 3)
 * @returns JSON of AuthenticationResponseJSON
 * @throws CancelledError when the person gave up or took too long
 */
export async function askPasskey(options: string): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(requestOptions.parse(JSON.parse(options)));
  return answerOf(navigator.credentials.get({ publicKey }));
}

async function answerOf(asked: Promise<Credential | null>): Promise<string> {
  try {
    const credential = await asked;
    if (credential instanceof PublicKeyCredential) return JSON.stringify(credential.toJSON());
    throw new CancelledError();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    // The browser says the same of who gave up and of who has no such key: neither is anybody's business.
    if (error.name === 'NotAllowedError' || error.name === 'AbortError') throw new CancelledError();
    if (error.name === 'InvalidStateError') throw new VaultError('FactorUnproved', {});
    throw error;
  }
}
