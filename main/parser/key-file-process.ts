import type { PrivateJwk } from '../../app/contract/key.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { KeyFileReader, SoftwareKey } from '../../app/key/private-key.ts';
import { readJwk } from '../crypto/read-jwk.ts';
import { createWholeAnswer } from './answer-draft.ts';
import { askChild, type ParserDeps } from './ask-child.ts';
import { decodeKey, wipeJwk } from './key-answer.ts';
import { unreadable } from './unreadable.ts';

/** More than a key with a long chain of certificates is. */
const mostFileBytes = 1024 * 1024;

/** Reads each file in a process of its own, which answers with the members of its key: whether they make one is found out here. */
export const createKeyFileProcess = (deps: ParserDeps): KeyFileReader => ({
  async read(content, password, signal) {
    if (content.length > mostFileBytes) throw unreadable('memory');
    // Older files are encrypted by what this OpenSSL keeps apart: RC2, and DES in PEM.
    const letter = { options: ['--openssl-legacy-provider'], words: ['key'], content, password };
    const jwk = await askChild(deps, letter, createWholeAnswer(decodeKey), signal);
    try {
      return await check(jwk);
    } finally {
      wipeJwk(jwk);
    }
  },
});

/** What is wrong with a member is not the person's to correct: they gave a file. */
async function check(jwk: PrivateJwk): Promise<SoftwareKey> {
  try {
    return await readJwk(jwk);
  } catch (error) {
    throw isVaultError(error, 'BadParameter') ? unreadable('format') : error;
  }
}
