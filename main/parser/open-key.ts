import { createPrivateKey, type KeyObject, type PrivateKeyInput } from 'node:crypto';
import { VaultError } from '../../app/contract/vault-error.ts';
import { unreadable } from './unreadable.ts';

export const badPassword = (problem: 'missing' | 'wrong'): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: 'password', problem }] });

/** Ways of encrypting that OpenSSL doesn't know, which no password would open. */
const unknown = /UNSUPPORTED|UNKNOWN/;

/**
 * Has OpenSSL read a key. An encrypted one that does not open says nothing of whether password or file are wrong: it is the password.
 * @throws VaultError FileUnreadable; BadParameter (`password`)
 */
export function openKey(input: PrivateKeyInput, encrypted: boolean, password: Uint8Array | undefined): KeyObject {
  if (encrypted && !password) throw badPassword('missing');
  try {
    return createPrivateKey({ ...input, ...(encrypted && password && { passphrase: Buffer.from(password) }) });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    throw encrypted && !unknown.test(code) ? badPassword('wrong') : unreadable('format');
  }
}
